"""The demo's evaluations in words, fictional; in Finnish, as their writers would write."""

from challenges.proposals.seed_texts import Called, Written

# fmt: off
CALL = Called(
    "CALL_DECIDED", "rautjarvi", False, 32, -1, "Koskialueen talvikävijät",
    "Kosken rannalla käydään kesällä, mutta marraskuusta huhtikuuhun polut ja laavut ovat lähes tyhjillään.",
    "Kolme palveluyritystä, kylän asukkaat ja talvimatkailijat.",
    "Talvikuukausina rannalla käy viikossa vähintään sata ihmistä, ja yritykset näkevät sen myynnissään.",
    "Kävijöitä viikossa marraskuusta huhtikuuhun: nyt 15, tavoite 100.",
    ["content", "method"], ["tourism"],
)
PROPOSALS = (
    Written(
        "P_MUKA", "CALL_DECIDED", "owner_muka", "MUKA", "", "", "Lyhtypolku: tunnin talvikierros",
        "Lainalyhdyt ja talvipolku, jonka varrella on neljä tarinaa ja kaksi lämmintä pysähdystä.",
        ("Kierros tuo kävijät pimeään aikaan ja pysäyttää heidät kahdesti.", "Lyhdyt ovat valmiina, polku merkitään viikossa.",
         "Iltakierroksia ei ole maakunnassa muilla.", "Polku toimii missä tahansa rannassa.",
         "Laskemme lyhtyjen lainat ja kahvilan kassan.", "Polku on leveä ja tasainen, ja siellä pääsee pyörätuolilla."),
    ),
    Written(
        "P_AAVI2", "CALL_DECIDED", "owner_aavi", "AAVI", "", "", "Sovellus, joka kertoo kosken äänet",
        "Puhelimella kuunneltava opastus, joka vaihtuu sään ja virtaaman mukaan.",
        ("Sovellus antaa syyn tulla uudestaan.", "Ensimmäinen versio valmistuu kahdeksassa kuukaudessa.",
         "Virtaamaa ei ole käytetty oppaissa.", "Sisältö tehdään joka paikkaan erikseen.",
         "Näemme latausten määrän.", "Tekstit ovat myös luettavissa."),
    ),
)
UNSUITABLE = "Ehdotus koskee tienvarren opastetta eikä vastaa kysymykseen, miten kävijät saadaan viipymään kylällä."
POINTS = (4, 3, 5, 2, 4, 3, 1)
REASONS = {
    1: "Ehdotus ei kerro, miten tämä tehdään kokeilun aikana.",
    2: "Ajatus on hyvä, mutta keinot jäävät yleisiksi eikä vastuita nimetä.",
    3: "Toimii luultavasti; lähtötaso ja aikataulu pitäisi vielä tarkentaa.",
    4: "Selkeä ja uskottava. Kokeilun voi aloittaa ilman uusia hankintoja.",
    5: "Erinomainen: vaikutus on kuvattu luvuin ja sen näkee jo ensimmäisenä kuukautena.",
}
FEEDBACK = (
    ("Ehdotus vastaa suoraan kysymykseen ja on valmis kokeiltavaksi tänä talvena. Tarkentakaa ennen aloitusta, kuka "
    "huolehtii polun kunnossapidosta lumisateella."),
    ("Ajatus virtaaman mukaan vaihtuvasta opastuksesta on uusi ja kiinnostava. Valintaan vaikutti, että ensimmäinen "
    "versio valmistuu vasta kauden jälkeen. Ehdotamme, että kokeilette yhtä ääntä yhdessä paikassa jo tänä talvena."),
)
GROUNDS = "Valittu ehdotus sai korkeimman mediaanin, ja sen voi aloittaa tällä kaudella. Arvioijat olivat siitä yksimielisiä."
WAIVER = "Alan tuntijoita on maakunnassa kaksi, ja yhteinen kokeilu on päättynyt jo aiemmin."
