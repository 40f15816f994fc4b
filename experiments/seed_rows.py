"""The demo's experiments K01–K18, fictional; in Finnish, as their parties would write them."""

from typing import NamedTuple

from experiments.states import Decision, Outcome


class End(NamedTuple):
    """What came out: outcome, decision, result, lessons, and why it was so decided."""

    outcome: Outcome
    decision: Decision
    result: str
    learnings: str
    reason: str
    override: str = ""  # why the outcome is not what the decision rule says


class Proof(NamedTuple):
    """How the change is shown: the design, the smallest worthwhile change, the expected spread, and the other values."""

    design: str
    smallest: str
    spread: str = ""
    before: tuple[float, ...] = ()
    comparison_before: tuple[float, ...] = ()
    comparison: tuple[float, ...] = ()
    review: tuple[int, str] | None = (
        None  # a grade from outside, or one lower than computed: 0 confirms, 1 lowers by one
    )


class Row(NamedTuple):
    """`starts` is an ISO day, or so many weeks from this week's Monday. `last` is the last step made; one value a week."""

    key: str
    challenge: str
    title: str
    hypothesis: str
    population: str
    metric: str
    unit: str
    direction: str
    baseline: str
    target: str
    guardrail: str
    starts: str | int
    weeks: int
    budget: int
    last: str
    values: tuple[float | None, ...] = ()
    end: End | None = None
    early: str = ""
    consent: str = ""
    publication: str = "open"


# Beside the primary metric: one that must not get worse, which sensors measure.
GUARDS: dict[str, dict[str, str]] = {
    "K11": {
        "name": "astioiden täyttöaste",
        "unit": "%",
        "direction": "down",
        "baseline": "54",
        "target": "50",
        "limit": "90",
        "frequency": "daily",
    },
}

PROOFS: dict[str, Proof] = {
    "K01": Proof(
        "before_after", "2.5", "4", (17, 19, 16, 18, 20, 18, 17, 19),
        review=(1, "Syksy oli vilkas koko maakunnassa, eikä vertailuryhmää ollut: osa noususta voi johtua muusta."),
    ),
    "K02": Proof("before_after", "60", "25", (212, 205, 214, 208, 211, 210)),
    "K03": Proof("before_after", "0.5", "0.6", (4.1, 3.9, 4.2, 4, 4.1, 3.8, 4, 3.9)),
    "K04": Proof(
        "before_after", "1", "1.5", (10.8, 11.2, 11.5, 10.9, 11.3, 10.6),
        review=(0, "Suunnitelma, mittaukset ja laskelma vastaavat toisiaan. Arvoja on vähän, ja arvosana ottaa sen huomioon."),
    ),
    "K05": Proof("counts", "50", "", (3, 2, 4, 3)),
    "K06": Proof("before_after", "10", "4", (141, 143, 140, 144, 142)),
    "K07": Proof(
        "did", "2", "2", (5, 6, 7, 6, 6, 7, 5, 6), (8, 7, 8, 9, 8, 8, 7, 8), (8, 9, 8, 8, 9, 9, 8, 9),
        review=(0, "Vertailukeittiö on samankokoinen, ja sen luvut on saatu samasta tilausjärjestelmästä."),
    ),
    "K08": Proof("before_after", "3", "3", (0, 0, 1, 0, 0, 1)),
    "K09": Proof("before_after", "3", "1.5", (41, 40, 42, 41, 41, 42)),
    "K10": Proof("before_after", "2", "1.5", (14, 15, 13, 14, 14, 15)),
    "K11": Proof("its", "30", "8", (458, 463, 455, 470, 461, 452, 466, 459, 457, 464)),
    "K12": Proof("counts", "50", "", (9, 8, 10, 9, 8, 9)),
    "K15": Proof("proportions", "8"),
    "K16": Proof("before_after", "8", "5", (27, 25, 28, 26)),
    "K17": Proof("comparison", "4", "5"),
    "K18": Proof("counts", "40", "", (2, 3, 1, 2, 2, 3)),
}  # fmt: skip
# fmt: off
ROWS = (
    Row(
        "K01", "H03", "Syyspaketti",
        "Jos majoitus ja kaksi elämystä myydään yhtenä pakettina, syys–lokakuun käyttöaste nousee.",
        "Kuusi majoitusyritystä Taipalsaarella, viikot 37–44.",
        "majoituksen käyttöaste", "%", "up", "18", "28", "kate yöltä ei laske",
        "2020-09-07", 8, 6500, "closed", (17, 20, 22, 25, 27, 29, 31, 29),
        End(Outcome.SUPPORTED, Decision.SCALE,
            "Käyttöaste nousi 18 prosentista 29 prosenttiin, ja kate yöltä pysyi ennallaan. Kolme neljästä paketista varattiin puhelimella.",
            "Paketti myy, kun kuljetus kuuluu hintaan. Varauskalenterin yhteinen ylläpito vei odotettua enemmän aikaa: yksi vastuuhenkilö riittää, kuusi ei.",
            "Tavoite ylittyi ja kaikki kuusi yritystä haluavat jatkaa seuraavana syksynä."),
    ),
    Row(
        "K02", "H06", "Tarjouslaskurin prototyyppi",
        "Jos toteutuneet työajat ovat haettavissa osan piirteillä, tarjous valmistuu alle puolessa ajasta.",
        "Yksi tarjouslaskija, 30 tarjousta, vakioasiakkaat.",
        "aika tarjousta kohden", "min", "down", "210", "90", "osuvuus pysyy ±15 prosentissa",
        "2020-05-04", 6, 8000, "closed", (205, 168, 142, 118, 104, 96),
        End(Outcome.SUPPORTED, Decision.DEVELOP_ON,
            "Tarjouksen tekoaika lyheni 210 minuutista 96 minuuttiin. Osuvuus pysyi 12 prosentin sisällä.",
            "Vanhoista töistä löytyi vertailukelpoinen pari kahdelle tarjoukselle kolmesta. Hitsattuja kokoonpanoja laskuri ei vielä osaa.",
            "Hyöty on selvä mutta tavoitteesta jäätiin niukasti: kehitetään kokoonpanot ja kokeillaan uudelleen.",
            "Aika lyheni joka viikko, ja sääntö katsoo koko jakson keskiarvoa: viimeisellä viikolla ero lähtötasoon oli 114 minuuttia."),
    ),
    Row(
        "K03", "H01", "Anturit kymmeneen mökkiin",
        "Jos kosteus ja lämpö näkyvät etänä, käyntejä voidaan vähentää vahinkojen lisääntymättä.",
        "Kymmenen mökkiä Kuolimon rannalla, omistajien suostumuksella.",
        "tarkastuskäynnit mökkiä kohden kuukaudessa", "kpl", "down", "4", "2", "ei yhtään havaitsematonta vahinkoa",
        "2025-05-05", 10, 5200, "followed", (4, 3.6, 3.4, 3, 2.6, 2.4, 2.1, 2, 1.9, 1.8),
        End(Outcome.SUPPORTED, Decision.SCALE,
            "Käynnit vähenivät neljästä 1,8:aan mökkiä kohden kuukaudessa. Yksi vesivuoto huomattiin anturista kuusi tuntia ennen kuin se olisi tehnyt vahinkoa.",
            "Akku kestää talven, kun mittausväli on tunti. Kuuluvuus on pullonkaula: kahdessa mökissä tarvittiin toistin.",
            "Palvelu laajenee neljäänkymmeneen mökkiin, ja hinta vastaa kahta säästettyä käyntiä."),
    ),
    Row(
        "K04", "H13", "Viikon menekkiennuste",
        "Jos tuotanto suunnitellaan ennusteen mukaan, hävikki pienenee eivätkä tuotteet lopu kesken.",
        "Leipomo ja neljä myymälää.",
        "hävikki tuotannosta", "%", "down", "11", "6", "loppuunmyyntejä enintään yksi viikossa",
        "2021-03-15", 6, 4100, "closed", (10.5, 9.2, 8.1, 7, 6.2, 5.8),
        End(Outcome.SUPPORTED, Decision.SCALE,
            "Hävikki pieneni 11 prosentista 5,8 prosenttiin. Tuotteita loppui kesken kahdesti kuudessa viikossa.",
            "Sää selittää menekkiä enemmän kuin tapahtumat. Ennuste otettiin käyttöön vasta, kun se näkyi tilauslomakkeella eikä erillisessä taulukossa.",
            "Ennuste otetaan pysyvästi käyttöön kaikissa myymälöissä."),
    ),
    Row(
        "K05", "H11", "Digitorstai kirjastossa",
        "Jos apua saa ilman ajanvarausta kiinteänä aikana, useampi kuntalainen saa asiansa hoidettua.",
        "Taipalsaaren kirjasto, torstaisin kello 14–17.",
        "autetut kerralla", "hlö", "up", "3", "12", "itse arvioitu onnistuminen vähintään 80 %",
        "2021-04-08", 8, 2400, "closed", (4, 6, 7, 9, 11, None, 14, 13),
        End(Outcome.SUPPORTED, Decision.HAND_OVER,
            "Autettujen määrä nousi kolmesta kolmeentoista kerralla, ja 86 % kertoi saaneensa asiansa hoidettua.",
            "Opiskelijat oppivat selkokieltä ja kuntalaiset luottivat nuoriin. Helatorstain tauko katkaisi rytmin: ilmoitus ovessa ei riittänyt.",
            "Kirjasto ottaa torstait omaksi palvelukseen, ja LAB antaa opiskelijat kahdella kurssilla vuodessa."),
    ),
    Row(
        "K06", "H10", "Uusi ajojärjestys",
        "Jos kuivaamon lämmitys siirretään pois työstöhuipusta, tehohuippu laskee.",
        "Kuivaamo ja kolme työstölinjaa.",
        "kuukauden huipputeho", "kW", "down", "142", "120", "toimitusvarmuus vähintään 98 %",
        "2025-10-13", 5, 3600, "decided", (140, 134, 129, 126, 124),
        End(Outcome.INCONCLUSIVE, Decision.NEW_ROUND,
            "Huipputeho laski 142 kilowatista 124 kilowattiin, mutta viisi viikkoa osui leutoon jaksoon.",
            "Yövuoro voi ajaa kuivaamon, kun ohje on koneen kyljessä. Pakkasviikko puuttuu aineistosta, joten vaikutusta talvella ei tiedetä.",
            "Sama kokeilu uudelleen tammi–helmikuussa, kun on pakkasta."),
    ),
    Row(
        "K07", "H07", "Yhteistilaus tiistaisin",
        "Jos tuottajien tilaukset kootaan kerran viikossa, paikallisten raaka-aineiden osuus kasvaa.",
        "Koulukeittiö ja kuusi tuottajaa.",
        "paikallisten raaka-aineiden osuus", "%", "up", "6", "15", "ateria kallistuu enintään 3 %",
        "2021-09-06", 8, 5600, "closed", (7, 9, 10, 12, 13, 14, 16, 16),
        End(Outcome.SUPPORTED, Decision.HAND_OVER,
            "Paikallisten raaka-aineiden osuus nousi 6 prosentista 16 prosenttiin. Aterian hinta nousi 1,8 %.",
            "Juurekset ja järvikala sopivat ensin, liha ei: eräkoko on keittiölle liian pieni. Kuljetus kannattaa, kun kyydissä on vähintään neljä tuottajaa.",
            "Kunta jatkaa tilauksia omana työnään ja kilpailuttaa kuljetuksen."),
    ),
    Row(
        "K08", "H14", "Viikko maalla",
        "Jos muuttoa harkitseva asuu viikon ja tapaa kolme työnantajaa, hän ottaa yhteyttä yrityksiin.",
        "Kahdeksan muuttoa harkitsevaa, kaksi asuntoa Simpeleellä.",
        "yhteydenotot yrityksiin yhteensä", "kpl", "up", "0", "10", "osallistujien tyytyväisyys vähintään 4/5",
        -13, 12, 7800, "evaluating", (0, 1, 1, 2, 3, 3, 5, 6, 7, 8, 9, 9),
    ),
    Row(
        "K09", "H16", "Paluukuormataulu",
        "Jos vapaat paluukuormat näkyvät yhteisellä taululla, tyhjänä ajo vähenee.",
        "Kaksitoista kuljettajaa ja kymmenen pienyritystä.",
        "tyhjänä ajetut kilometrit", "%", "down", "41", "33", "vähintään viisi yritystä käyttää taulua",
        "2020-10-19", 8, 3900, "closed", (41, 40, 42, 41, 40),
        End(Outcome.NOT_SUPPORTED, Decision.STOP,
            "Tyhjänä ajo pysyi 40–42 prosentissa. Taulua käytti vain kaksi yritystä viidestä.",
            "Kuorma sovitaan puhelussa ennen kuin kukaan ehtii kirjata sitä. Tieto on saatava ajojärjestelijältä, ei kuljettajalta. Taulu ilman välittäjää ei toimi.",
            "Oletus osoittautui vääräksi viidessä viikossa. Lopettaminen säästi kolmen viikon kulut."),
        early="Käyttäjiä ei tullut viiden viikon aikana, vaikka taulu esiteltiin kahdesti.",
    ),
    Row(
        "K10", "H05", "Arjen aktiivisuusnäkymä",
        "Jos poikkeamat näkyvät hoitajalle, aiheettomat tarkistuskäynnit vähenevät.",
        "Kaksitoista kotihoivan asiakasta, jotka ovat antaneet suostumuksensa.",
        "aiheettomat käynnit viikossa", "kpl", "down", "14", "9", "yksikään hälytys ei jää huomaamatta",
        -6, 10, 9200, "running", (14, 13, 11, 11, 10, 9), consent=(
            "Asiakas tai hänen läheisensä allekirjoittaa suostumuksen. Liikkeestä tallennetaan vain tunnin tarkkuus, ja "
            "tiedot poistetaan kuukauden kuluttua kokeilusta. Vaikutustenarviointi on tehty ennen aloitusta."),
        publication="summary",
    ),
    Row(
        "K11", "H17", "Tyhjennys tarpeen mukaan",
        "Jos astioiden täyttyminen mitataan, ajokilometrit vähenevät.",
        "Viisi kierrätyspistettä Luumäen kylissä.",
        "ajokilometrit viikossa", "km", "down", "460", "340", "ylitäyttöjä enintään kaksi kuukaudessa",
        -5, 8, 4700, "running", (452, 431, 405, 388, 371),
    ),
    Row(
        "K12", "H23", "Kalenteri viidelle järjestölle",
        "Jos tapahtuman ilmoittaminen vie alle kaksi minuuttia, järjestäjät ilmoittavat tapahtumansa itse.",
        "Viisi järjestöä Savitaipaleella.",
        "ilmoitetut tapahtumat kuukaudessa", "kpl", "up", "9", "25", "päällekkäisyydet viidestä kahteen",
        -7, 10, 2900, "running", (9, 11, 12, 15, None, 19, 21),
    ),
    Row(
        "K13", "H21", "Hälytysten kiireellisyys näkyviin",
        "Jos hälytykset näkyvät kiireellisyysjärjestyksessä, kiireelliset käynnit alkavat nopeammin.",
        "", "aika hälytyksestä käyntiin", "h", "down", "31", "12", "", 6, 8, 0, "created",
    ),
    Row(
        "K14", "H18", "Kolme viikkoa kahdessa yrityksessä",
        "Jos kaksi yritystä jakaa kesätyöntekijän, pienikin yritys voi tarjota nuorelle työtä.",
        "Neljä nuorta ja kahdeksan pienyritystä.",
        "jaetut kesätyöjaksot", "kpl", "up", "0", "4", "nuoren palkka kuten kokoaikaisella", 26, 6, 3200, "planned",
    ),
    Row(
        "K15", "H22", "Metsän tila yhdellä sivulla",
        "Jos etämetsänomistaja saa yhden sivun tiivistelmän, hän ottaa yhteyttä useammin.",
        "Neljäkymmentä etämetsänomistajaa Rautjärvellä.",
        "yhteydenotot tiivistelmästä", "%", "up", "4", "15", "ei yhtään väärin luettua kuviota", 4, 10, 5400, "submitted",
    ),
    Row(
        "K16", "H01", "Etävalvonta pakkasjaksolla",
        "Jos anturi varoittaa jäätymisestä, yrittäjä ehtii paikalle ennen vahinkoa.",
        "Kuusi talviasuttavaa mökkiä.",
        "aika varoituksesta käyntiin", "h", "down", "26", "8", "turhia varoituksia enintään yksi viikossa",
        -4, 12, 3100, "paused", (24, 19),
    ),
    Row(
        "K17", "H23", "Tapahtumat ilmoitustaululle itsestään",
        "Jos kalenterin tapahtumat näkyvät kirjaston näytöllä, useampi löytää ne.",
        "Kirjaston näyttö ja viisi järjestöä.",
        "kävijät tapahtumaa kohden", "hlö", "up", "18", "25", "järjestäjän työ ei lisäänny", 0, 8, 1800, "approved",
    ),
    Row(
        "K18", "H30", "Vikailmoitus reitin varrelta",
        "Jos vian voi ilmoittaa opasteen koodilla paikan päällä, ilmoituksia tulee enemmän ja korjaus alkaa aiemmin.",
        "Kaksikymmentä opastetta kolmen kylän pyöräreitillä.",
        "ilmoitukset viikossa", "kpl", "up", "2", "6", "aiheettomia ilmoituksia enintään yksi viidestä",
        -9, 6, 1500, "decided", (3, 5, 6, 8, 7, 8),
        End(Outcome.SUPPORTED, Decision.HAND_OVER,
            "Ilmoituksia tuli viimeisinä viikkoina seitsemästä kahdeksaan, kun ennen kokeilua niitä tuli kaksi. Korjaus alkoi keskimäärin kolmessa päivässä.",
            "Koodi kannattaa kiinnittää pyöräilijän silmien korkeudelle. Ilmoittaja haluaa tietää, että vika on korjattu: kiitosviesti toi lisää ilmoituksia.",
            "Tekninen toimi ottaa ilmoitukset omaksi työkseen ja lisää koodit kaikkiin opasteisiin."),
    ),
)
# fmt: on
