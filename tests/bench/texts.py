"""Fictional words of a real length, for challenges made by the thousand."""

TITLES = (
    "Kuka ostaisi rannoilta niitetyn järviruo’on?",
    "Miten sahan sivuvirroista saadaan energiaa?",
    "Kyläkoulun tyhjälle siivelle uusi käyttö",
    "Kuinka vapaa-ajan asukkaat löytävät palvelut?",
    "Mistä konepajaan osaajia, kun kolmasosa eläköityy?",
    "Kotihoidon reitit ilman turhia kilometrejä",
    "Lähiruoka kunnan keittiöihin ympäri vuoden",
    "Veneiden pesuvesi pois Saimaasta pienissä satamissa",
    "Uutta matkailua suljetun rajan kuntiin",
    "Nuorten kesätyöt yhden hakemuksen taakse",
    "Kunnan rakennusten lämmitys puoleen",
    "Digitaalinen opaste, joka toimii myös ilman verkkoa",
)
SENTENCES = (
    "Työ tehdään nyt käsin, ja siihen kuluu joka viikko noin puolitoista työpäivää.",
    "Olemme kokeilleet kahta valmista tuotetta, mutta kumpikaan ei sopinut näin pieneen määrään.",
    "Kustannus on kasvanut kolmessa vuodessa neljänneksen, eikä kunnan omat voimat riitä yksin.",
    "Asiaa on selvitetty naapurikuntien kanssa, ja sama pulma on tuttu ainakin kolmessa niistä.",
    "Ratkaisun pitää toimia myös silloin, kun vakituista henkilökuntaa on paikalla vain yksi.",
    "Tietoa on, mutta se on neljässä eri järjestelmässä eikä kukaan näe kokonaisuutta.",
    "Haluamme kokeilla pienesti yhden kauden ajan ennen kuin mitään hankitaan pysyvästi.",
    "Asukkaat ovat toivoneet muutosta kahdessa kyselyssä peräkkäin, ja yhdistykset ovat valmiita auttamaan.",
    "Osaamista tarvitaan erityisesti mittaamiseen ja siihen, miten tulos viedään arkeen.",
)
COMPANIES = (
    "Rannan Korjuu Oy", "Saimaan Särmäys Oy", "Kaakon Lämpöpalvelu Oy", "Kylätalon Keittiö Oy", "Itäraja Matkailu Oy",
    "Vuoksen Konepaja Oy", "Salpausselän Puu Oy", "Etelä-Karjalan Hoiva Oy", "Järviseudun Venehuolto Oy",
    "Pienkunta Data Oy", "Lähiruokatukku Kaakko Oy", "Mökkitalkkari Oy", "Karelia Opasteet Oy", "Suvannon Kalastus Oy",
    "Rakennuskunto Saimaa Oy",
)  # fmt: skip
# of every twenty challenges
STATES = (
    *("open",) * 5, *("closed",) * 2, "evaluating", "selected", *("experimenting",) * 2, *("solved",) * 3, "not_solved",
    "archived", "draft", "in_review", "returned", "withdrawn",
)  # fmt: skip
