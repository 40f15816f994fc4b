"""The demo's placements P01–P15: who offers what, who applied, and how far each has come."""

from typing import NamedTuple

from placements.states import Kind

# fictional students beside the two of the sign-in page: key, name, school
STUDENTS = (
    ("student_lab_2", "Eemeli Ranta", "lab"),
    ("student_lab_3", "Iida Niittymaa", "lab"),
    ("student_lab_4", "Oona Harjula", "lab"),
    ("student_lut_2", "Ville Kallio", "lut"),
    ("student_lut_3", "Wanja Lindroos", "lut"),
)


class Row(NamedTuple):
    """Dates are ISO days, or days from today. `last` is the last step made; `students` are taken in this order."""

    key: str
    kind: Kind
    host: str
    place: str
    title: str
    field: str
    tasks: str
    opened: str | int
    apply_by: str | int
    starts: str | int
    last: str
    students: tuple[str, ...] = ()
    credits: int | None = None
    weeks: int | None = None
    pay: str = ""
    places: int = 1
    challenge: str = ""
    experiment: str = ""
    goals: str = ""
    housing: str = ""
    remote: int = 0


ROWS = (
    Row(
        "P01", Kind.INTERNSHIP, "TARU", "luumaki", "Tuotantotekniikan harjoittelija", "konetekniikka",
        "Opettelet särmäyksen ja robottisolun käytön, mittaat työaikoja ja ehdotat parannuksia.\nOlet mukana uuden tarjouslaskurin käyttöönotossa.",
        -20, 21, 69, "applied", ("student_lab_2", "student_lut_2"), 30, 20, "Teknologiateollisuuden työehtosopimus",
        challenge="H06", goals="Osaat suunnitella ja ajaa pienen sarjan itsenäisesti.",
        housing="Autamme asunnon löytämisessä Taavetista.",
    ),
    Row(
        "P02", Kind.THESIS, "SAHA", "rautjarvi", "Sivuvirtojen jalostusselvitys", "ympäristö- ja materiaalitekniikka",
        "Selvität, mitä kuoresta ja purusta voi jalostaa ja kuka niistä maksaa.",
        "2020-11-02", "2020-12-11", "2021-01-11", "archived", ("student_lab_3",), 15, 16, challenge="H02",
    ),
    Row(
        "P03", Kind.SUMMER_JOB, "parikkala", "parikkala", "Matkailuneuvoja", "matkailu",
        "Neuvot matkailijoita Siikalahdella ja lähiruokareitillä, päivität tapahtumakalenteria.",
        "2021-03-01", "2021-04-16", "2021-06-07", "finished", ("student_lab_4",), None, 10,
        "Kunta-alan työehtosopimus",
    ),
    Row(
        "P04", Kind.PROJECT_WORK, "MUKA", "taipalsaari", "Talvituotteen palvelumuotoilu (4 opiskelijan tiimi)",
        "liiketalous, muotoilu",
        "Tiimi haastattelee asiakkaita, muotoilee talvituotteen ja kokeilee sitä yhden viikonlopun.",
        "2020-08-24", "2020-09-18", "2020-09-28", "archived",
        ("student_lab", "student_lab_2", "student_lab_3", "student_lab_4"), 5, 10, places=4, challenge="H03",
        experiment="K01",
    ),
    Row(
        "P05", Kind.INTERNSHIP, "PILV", "taipalsaari", "Ohjelmistokehityksen harjoittelija",
        "tieto- ja viestintätekniikka",
        "Kehität yrityksen varausohjelmaa tiimin mukana: käyttöliittymää, testejä ja julkaisuja.",
        "2026-05-04", "2026-06-12", "2026-09-07", "started", ("student_lut_2", "student_lut_3"), 30, 20,
        "Sopimus: 1 450 €/kk", remote=60,
    ),
    Row(
        "P06", Kind.MASTERS_THESIS, "NAKY", "luumaki", "Kuormanohjauksen optimointi puutuotetehtaassa",
        "energiatekniikka (LUT)",
        "Mallinnat kuivaamon ja työstön sähkönkäytön ja ehdotat ajojärjestystä, joka laskee tehohuippua.",
        "2026-09-14", "2026-10-16", 55, "agreeing", ("student_lut",), 30, 24, "Stipendi 2 100 €/kk", challenge="H10",
        experiment="K06",
    ),
    Row(
        "P07", Kind.INTERNSHIP, "HOIV", "savitaipale", "Geronomiharjoittelu ikäihmisten palveluissa",
        "sosiaali- ja terveysala",
        "Tuet asukkaiden arkea ja arvioit, miten aktiivisuusnäkymä toimii hoitajan työssä.",
        "2021-11-01", "2021-12-03", "2022-01-17", "finished", ("student_lab_4",), 15, 10, challenge="H05",
    ),
    Row(
        "P08", Kind.THESIS, "savitaipale", "savitaipale", "Vapaa-ajan asukkaiden osallistumismalli",
        "hallinto, palvelumuotoilu",
        "Haastattelet mökkiläisiä, vertaat muiden kuntien malleja ja ehdotat Savitaipaleelle omaa.",
        "2021-08-16", "2021-09-10", "2021-09-27", "archived", ("student_lab_2",), 15, 16, challenge="H12",
    ),
    Row(
        "P09", Kind.JOB, "HAAV", "parikkala", "Leipuri", "elintarvikeala",
        "Leivot yön ja aamun vuorossa, seuraat hävikkiä ja kehität uusia tuotteita.",
        "2022-01-31", "2022-02-28", "2022-04-04", "started", ("student_lab_3",), None, None,
        "Elintarvikealojen työehtosopimus", challenge="H13",
    ),
    Row(
        "P10", Kind.PROJECT_WORK, "KANG", "savitaipale", "Verkkomyynnin käyttäjätestaus",
        "markkinointi, tieto- ja viestintätekniikka",
        "Testaat pientuottajien yhteistä verkkokauppaa kymmenen asiakkaan kanssa ja raportoit löydökset.",
        -40, -3, 48, "applied", ("student_lab_3", "student_lab_4"), 5, 8, challenge="H20", remote=80, places=2,
    ),
    Row(
        "P11", Kind.INTERNSHIP, "AAVI", "luumaki", "Biokaasuselvityksen harjoittelija", "energiatekniikka",
        "Kokoat kylän biomassat kartalle ja lasket, riittävätkö ne yhteiseen laitokseen.",
        "2021-03-15", "2021-04-16", "2021-05-17", "interrupted", ("student_lut_3",), 15, 10,
        "Tuntipalkka osuuskunnan taulukon mukaan", challenge="H09",
    ),
    Row(
        "P12", Kind.SUMMER_JOB, "UNEL", "savitaipale", "Mökkihuollon apulainen", "kiinteistöpalvelut",
        "Leikkaat nurmikot, tarkastat laiturit ja lämmität saunan, kun asiakas on tulossa.",
        -2, 95, 190, "submitted", (), None, 8, "Kiinteistöpalvelualan työehtosopimus", challenge="H01",
        housing="Soutuvene ja mökki työsuhteen ajaksi.",
    ),
    Row(
        "P13", Kind.APPRENTICESHIP, "MIEL", "rautjarvi", "Kiinteistönhoitaja", "ammatillinen koulutus",
        "Opit kiinteistönhoitajan työn: lämmitys, ilmanvaihto, pihat ja asiakkaat.",
        "2022-02-14", "2022-03-31", "2022-05-02", "lapsed", (), None, 52, "Oppisopimuspalkka",
    ),
    Row(
        "P14", Kind.INTERNSHIP, "luumaki", "luumaki", "Viestinnän ja kuntamarkkinoinnin harjoittelija", "viestintä",
        "Teet kunnan kokeiluista tarinoita, kuvia ja lyhyitä videoita ja mittaat, kuka niitä katsoo.",
        -30, 12, 62, "chosen", ("student_lab", "student_lab_2"), 30, 20, "Kunta-alan työehtosopimus", remote=40,
        goals="Osaat suunnitella ja mitata pienen kampanjan.", housing="Kalustettu asunto kunnalta 250 €/kk.",
    ),
    Row(
        "P15", Kind.THESIS, "taipalsaari", "taipalsaari", "Innovaatioekosysteemin mittaristo (YAMK)",
        "liiketoiminnan uudistaminen (YAMK)",
        "Rakennat mittariston, josta kunta näkee yhdellä silmäyksellä, mitä kokeilut ovat tuottaneet.",
        -14, 47, 80, "opened", (), 30, 30, remote=100,
    ),
    Row(
        "P16", Kind.SUMMER_JOB, "TOIV", "parikkala", "Kahvilan kesätyöntekijä", "ravitsemispalvelut",
        "Palvelet asiakkaita lintureitin varrella, teet leivoksia ja huolehdit terassista.",
        -3, 90, 190, "returned", (), None, 8, "Matkailu-, ravintola- ja vapaa-ajan palvelujen työehtosopimus",
    ),
)  # fmt: skip
