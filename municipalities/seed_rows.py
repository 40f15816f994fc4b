"""The demo's attraction factors: fictional figures of real municipalities, marked as examples."""

from typing import NamedTuple

from municipalities.states import State


class Row(NamedTuple):
    key: str
    municipality: str
    category: str
    name: str
    description: str
    indicator: str
    unit: str
    baseline: str
    target: str
    source: str
    published_on: str
    values: tuple[tuple[str, str], ...] = ()
    state: State = State.PUBLISHED


PROFILES = (
    (
        "luumaki",
        "Kaksi valtatietä, rata ja linnoituksen vallit. Kunta, jossa kokeilu alkaa puhelinsoitosta.",
        "Luumäellä yritys saa vastauksen kahdessa päivässä. Kokeiluille on oma yhteyshenkilö, ja kylät ovat mukana.",
    ),
    (
        "parikkala",
        "Raja, rata ja valtatie kohtaavat lintujärven rannalla. Kunta, jossa vastataan samana päivänä.",
        "Parikkala tarjoaa kokeiluille paikan, ihmiset ja ensimmäisen asiakkaan. Tule katsomaan, mitä täällä tehdään.",
    ),
    (
        "rautjarvi",
        "Metsää, koskia ja tyhjiä tiloja, jotka odottavat ideaa. Kunta, joka antaa avaimet käteen.",
        "Rautjärvi avaa kiinteistönsä kokeiluille. Viikko maalla riittää siihen, että tapaat kolme työnantajaa.",
    ),
    (
        "savitaipale",
        "Saimaan ja Kuolimon välissä asuu tuplasti väkeä kesällä. Kunta, jossa mökkiläinen on kuntalainen.",
        "Savitaipaleella kehitetään yhdessä vakituisten ja vapaa-ajan asukkaiden kanssa, ympäri vuoden.",
    ),
    (
        "taipalsaari",
        "Kampus puolen tunnin päässä, järvi joka ikkunassa. Kunta, jossa etätyö on lähityötä.",
        "Taipalsaari on lähellä yliopistoa ja silti veden äärellä. Opiskelijat ja tutkijat ovat meillä tuttu näky.",
    ),
)
FACTORS = (
    Row(
        "V01", "taipalsaari", "work", "Etätyöpiste järven rannalla",
        "Kirjaston yläkerrassa on kahdeksan työpistettä, valokuitu ja näköala Saimaalle. Varaus onnistuu päiväksi kerrallaan.",
        "käyttäjiä", "kuukaudessa", "0", "40", "Kunta, tilojen varausjärjestelmä", "2021-05-17",
        (("2022-05-16", "18"), ("2024-05-13", "27"), ("2026-10-05", "33")),
    ),
    Row(
        "V02", "rautjarvi", "living", "Viikko maalla -kokeiluasuminen",
        "Muuttoa harkitseva saa kalustetun asunnon viikoksi ja tapaa kolme työnantajaa.",
        "kokeiluasujia", "vuodessa", "0", "12", "Kunta, asuntotoimen luettelo", "2021-09-06",
        (("2022-09-05", "7"), ("2025-06-10", "10")),
    ),
    Row(
        "V03", "luumaki", "community", "Kokeilukylä-tunnus",
        "Kylä saa tunnuksen, kun se on tarjonnut kokeilulle paikan ja kertonut tuloksista muille.",
        "kokeiluihin osallistuneet kylät", "kylää", "0", "4", "Kunta, kokeilujen luettelo", "2021-03-01",
        (("2022-03-07", "2"), ("2026-09-14", "4")),
    ),
    Row(
        "V04", "parikkala", "tourism", "Lähiruokareitti",
        "Tilat, kahvilat ja myymälät samalla kartalla. Reitin voi ajaa päivässä tai jäädä yöksi.",
        "reitin yrityksiä", "yritystä", "2", "9", "Kunta, reitin yritysluettelo", "2021-06-07",
        (("2022-06-06", "5"), ("2026-11-02", "8")),
    ),
    Row(
        "V05", "savitaipale", "participation", "Mökkiläisraati",
        "Vapaa-ajan asukkaat kokoontuvat kahdesti vuodessa ja tuovat ideoita, joista valtuusto saa yhteenvedon.",
        "raadin ideoista toteutettu", "ideaa", "0", "5", "Kunta, raadin muistiot", "2020-08-17",
        (("2022-08-15", "3"), ("2026-08-31", "6")),
    ),
    Row(
        "V06", "taipalsaari", "mobility", "Yhteiskyydit kampukselle",
        "Opiskelijat ja työntekijät jakavat matkan Skinnarilaan. Kyyti sovitaan edellisenä iltana.",
        "kyytejä", "viikossa", "0", "60", "Kyytisovelluksen kuukausiraportti", "2022-01-10",
        (("2022-09-12", "22"), ("2026-10-05", "41")),
    ),
    Row(
        "V07", "parikkala", "work", "Starttitila vuodeksi",
        "Aloittava yritys sai liiketilan vuodeksi vuokratta. Kokeilu päättyi, kun tilat täyttyivät.",
        "uusia yrityksiä tilassa", "yritystä", "0", "4", "Kunta, vuokrasopimukset", "2021-02-01",
        (("2022-02-07", "3"), ("2023-12-11", "4")), State.ARCHIVED,
    ),
    Row(
        "V08", "luumaki", "community", "Kansainvälinen ystäväperhe",
        "Paikallinen perhe tutustuttaa kansainvälisen opiskelijan tai työntekijän arkeen ja luontoon.",
        "pareja", "paria", "0", "15", "Kunta, ilmoittautumiset", "2026-12-01", (), State.DRAFT,
    ),
    Row(
        "V09", "savitaipale", "nature", "Melonta- ja retkeilyreittien digiopas",
        "Reitit, laiturit ja tulipaikat yhdessä oppaassa, joka toimii myös ilman verkkoa.",
        "käyttäjiä", "kaudessa", "150", "900", "Oppaan kävijätilasto", "2021-05-03",
        (("2022-10-03", "480"), ("2026-10-12", "760")),
    ),
    Row(
        "V10", "rautjarvi", "services", "Kesäasukkaan palvelupiste",
        "Yksi tiski, josta hoituvat rakennusluvat, jätehuolto ja venepaikat. Auki kesälauantaisin.",
        "asiointeja", "kesässä", "0", "350", "Kunta, asiointilaskuri", "2022-06-06",
        (("2022-09-05", "210"), ("2026-09-07", "320")),
    ),
    Row(
        "V11", "parikkala", "work", "Yritystontteja heti",
        "Kaavoitettuja tontteja valtatie 6:n varrella, liittymät valmiina.",
        "vapaita tontteja", "tonttia", "12", "20", "Kunta, tonttirekisteri", "2025-03-03", (("2026-11-02", "18"),),
    ),
    Row(
        "V12", "parikkala", "living", "Asunto harjoittelijalle",
        "Kunta järjestää kalustetun asunnon kokeilun tai harjoittelun ajaksi.",
        "asuntoja harjoittelijoille", "asuntoa", "1", "4", "Kunta, asuntotoimi", "2025-09-01", (("2026-11-02", "3"),),
    ),
)  # fmt: skip
