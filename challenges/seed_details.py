"""What the demo's briefs tell beside the essentials, fictional; by the keys of `seed_briefs`."""

from decimal import Decimal
from typing import Any

# fmt: off
DETAILS: dict[str, dict[str, Any]] = {
    "H04": {
        "question": "Miten voisimme saada ohikulkijat pysähtymään kirkonkylään puoleksi tunniksi?",
        "tried": "Kesällä tien varressa oli mainostaulu. Pysähtyneiden määrä ei kasvanut, mutta kahvilan myynti nousi "
                 "viikonloppuina.",
        "limits": "Tien varren mainontaan tarvitaan lupa. Kokeilun on mahduttava talveen ja kevääseen.",
        "measure": "Pysähtyneet autot päivässä: nyt 45, tavoite 70 keväällä.",
        "answerers": ["company", "students", "association"], "answer_form": "plan", "answer_languages": ["fi", "en"],
        "offered_hours": 60, "offered_money": Decimal(4000),
        "premises": "Torin laita ja vanhan paloaseman halli kesäkuun loppuun asti.",
        "materials": "Liikennelaskennat kolmelta vuodelta ja kävijäkysely.", "materials_access": "open",
        "timetable": "Tutustumispäivä paikan päällä tammikuussa, kokeilu helmikuusta alkaen.",
        "afterwards": "experiment", "afterwards_note": "Jos pysähtymiset lisääntyvät, kunta varaa mallille jatkon ensi vuoden budjettiin.",
        "reward": "Kokeilun kulut ja referenssi kunnan viestinnässä.", "publicity": "chosen",
        "contact_name": "Parikkalan elinkeinopalvelut", "contact_email": "elinkeino@parikkala.example",
        "contact_is_public": True,
    },
    "H07": {"measure": "Paikallisten raaka-aineiden osuus: nyt 12 %, tavoite 25 %."},
    "H08": {
        "question": "Miten voisimme avata koulun tyhjät tilat iltaisin niin, ettei kukaan joudu päivystämään?",
        "tried": "Avain on kulkenut yhdistykseltä toiselle. Kerran ovi jäi yöksi auki.",
        "measure": "Käyttötunnit viikossa: nyt 6, tavoite 30.",
        "offered_hours": 40, "premises": "Kaksi luokkaa, liikuntasali ja pihan kenttä.",
        "test_users": "Kolme yhdistystä ja kaksi etätyöläistä ovat luvanneet kokeilla.",
        "afterwards": "assignment", "publicity": "all",
    },
    "H11": {"measure": "Neuvontaa saaneet viikossa: nyt 9, tavoite 25."},
    "H12": {
        "question": "Miten voisimme kuulla vapaa-ajan asukkaita silloin, kun he ovat kotona kaupungissa?",
        "tried": "Kirjekysely 2024: vastaus tuli joka kahdeskymmenes.",
        "measure": "Vastaajien osuus: nyt 5 %, tavoite 20 %.",
        "answerers": ["company", "university", "students"], "answer_form": "prototype",
        "accessibility": "Moni vastaaja on yli 70-vuotias: suuri teksti, ei pakollista kirjautumista.",
        "offered_hours": 30, "test_users": "Mökkiläistoimikunnan 15 jäsentä.", "afterwards": "experiment",
    },
    "H14": {"measure": "Kokeiluviikon jälkeen muuttoa harkitsevat perheet: nyt 0, tavoite 5."},
    "H18": {
        "question": "Miten voisimme jakaa yhden nuoren kesätyön kolmen yrityksen kesken?",
        "measure": "Nuoret, jotka saavat vähintään neljän viikon jakson: nyt 11, tavoite 30.",
        "offered_money": Decimal(9000), "offered_hours": 80, "afterwards": "experiment",
    },
    "H23": {"measure": "Kalenterissa olevat tapahtumat: nyt 30 %, tavoite 80 % kaikista."},
    "H25": {
        "question": "Miten voisimme pitää kylän lämpimänä ja tavoitettavana kolmen vuorokauden sähkökatkon ajan?",
        "measure": "Kotitaloudet, jotka tietävät kokoontumispaikan: nyt 20 %, tavoite 80 %.",
        "limits": "Laitteiden on toimittava ilman verkkovirtaa. Pelastuslaitos vastaa johtamisesta.",
        "offered_hours": 50, "offered_money": Decimal(6000), "premises": "Kolme kylätaloa, joista yhdessä on aggregaatti.",
        "materials": "Katkojen tilastot viideltä vuodelta.", "materials_access": "on_request", "afterwards": "cooperation",
    },
    "H30": {"measure": "Vian ilmoituksesta korjaukseen: nyt 23 päivää, tavoite 7."},
    "H02": {
        "tried": "Purua on myyty kuivikkeeksi, mutta kuljetus vie katteen.",
        "measure": "Sivuvirran hinta: nyt 18 €/t, tavoite 30 €/t.",
        "materials": "Kuorta ja purua koe-eräksi, viisi tonnia.", "materials_access": "on_request", "offered_hours": 20,
    },
}
