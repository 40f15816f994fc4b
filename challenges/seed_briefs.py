"""The demo's challenges, fictional; in Finnish, as their owners would write them."""

from typing import NamedTuple


class Brief(NamedTuple):
    """`deadline` is a day, or so many days from the day of seeding, so that open calls stay open."""

    key: str
    owner: str
    municipality: str
    title: str
    problem: str
    affected: str
    outcome: str
    needs: list[str]
    themes: list[str]
    published_on: str
    deadline: str | int


# fmt: off
BRIEFS = (
    Brief(
        "H01", "UNEL", "savitaipale", "Ympärivuotinen mökkihuolto",
        "Suuri osa vapaa-ajan asunnoista on talvella tyhjillään ja omistajat asuvat kaukana. Yrittäjä hoitaa "
        "tarkastuskäynnit ja raportoinnin yksin puhelimella ja paperilla.",
        "Noin 2 500 vapaa-ajan asuntoa ja niiden omistajat.",
        "Etsimme kevyttä tapaa tarjota ympärivuotista valvontaa ja huoltoa useammalle mökille ilman lisähenkilöstöä.",
        ["technology", "method"], ["seasonal-residents"], "2025-03-03", "2025-05-31",
    ),
    Brief(
        "H02", "SAHA", "rautjarvi", "Sahan sivuvirrat kassavirraksi",
        "Sahan kuori- ja puruvirroista valtaosa myydään energiaksi matalalla hinnalla. Yritys haluaa tunnistaa kaksi "
        "korkeamman jalostusasteen käyttökohdetta lähialueen markkinoille.",
        "Saha, kaksi lähialueen jalostajaa ja kuljettaja.",
        "Haasteessa tarvitaan materiaaliosaamista, hinta-arvio ja pieni koe-erä.",
        ["competence", "technology"], ["forest"], "2026-09-07", 25,
    ),
    Brief(
        "H03", "MUKA", "taipalsaari", "Saimaan sesonki pidemmäksi",
        "Majoituksen käyttöaste putoaa jyrkästi elokuun lopussa. Paikallisia elämyspalveluja ja majoitusta ei ole "
        "paketoitu yhteen, eikä niitä voi varata samasta paikasta.",
        "Kuusi majoitusyritystä ja niiden elämyspalvelukumppanit.",
        "Etsimme kokeiltavaa syys- ja talvituotetta, jolla sesonki pitenee vähintään kuudella viikolla.",
        ["content", "method"], ["tourism"], "2020-03-02", "2020-05-31",
    ),
    Brief(
        "H04", "parikkala", "parikkala", "Rajaseudun uudet asiakkaat",
        "Itärajan liikenteen loppuminen on vienyt kaupoilta ja palveluilta tärkeän asiakasryhmän. Kunnan ja yritysten "
        "on löydettävä korvaavaa kysyntää kotimaasta ja muista maista.",
        "Kirkonkylän kaupat, kahvilat ja polttoaineasemat.",
        "Haemme ratkaisuja, joilla ohikulkijat saadaan pysähtymään kirkonkylän palveluihin.",
        ["content", "competence"], ["border", "trade"], "2026-09-12", 34,
    ),
    Brief(
        "H05", "HOIV", "savitaipale", "Ikäihmisen arki turvallisemmaksi",
        "Kotiin annettavan hoivan asiakkaat asuvat kaukana toisistaan, ja ajomatkat vievät aikaa hoivatyöltä. Omaiset "
        "ja hoitajat tarvitsevat saman tilannekuvan ilman uusia raskaita järjestelmiä.",
        "Noin sata kotihoivan asiakasta, heidän omaisensa ja 22 työntekijää.",
        "Etsimme helppokäyttöistä keinoa havaita arjen muutokset ajoissa yksityisyyttä kunnioittaen.",
        ["technology", "method"], ["care"], "2026-02-02", "2026-04-30",
    ),
    Brief(
        "H06", "TARU", "luumaki", "Tarjouslaskenta tunneista minuutteihin",
        "Tarjousten laskeminen piirustuksista vie työnjohdolta päiviä viikossa. Historiatieto toteutuneista "
        "työajoista on hajallaan taulukoissa.",
        "Tarjouslaskija, työnjohto ja viisi vakioasiakasta.",
        "Haasteena on rakentaa kokeilu, joka nopeuttaa tarjouslaskentaa ja parantaa sen osuvuutta.",
        ["technology", "competence"], ["manufacturing"], "2020-02-03", "2020-04-30",
    ),
    Brief(
        "H07", "parikkala", "parikkala", "Lähiruoka koulun lautaselle",
        "Koulukeittiö haluaa lisätä paikallisten raaka-aineiden osuutta, mutta eräkoot ja toimitusrytmi eivät kohtaa. "
        "Pienillä tuottajilla ei ole yhteistä tilaus- eikä kuljetusmallia.",
        "Koulukeittiön 400 ruokailijaa ja kymmenen tuottajaa.",
        "Etsimme mallia, jolla viikoittaiset tilaukset voidaan koota ja toimittaa kustannustehokkaasti.",
        ["method", "resource"], ["food"], "2021-05-03", "2021-08-31",
    ),
    Brief(
        "H08", "rautjarvi", "rautjarvi", "Koulun tyhjät tilat käyttöön",
        "Oppilasmäärän pieneneminen on jättänyt koulun tiloja vajaakäytölle. Yritykset, yhdistykset ja etäopiskelijat "
        "voisivat käyttää tiloja iltaisin ja loma-aikoina.",
        "Kylän yhdistykset, etäopiskelijat ja kolme yritystä.",
        "Haemme varaus- ja käyttömallia, joka on turvallinen ja helppo hallinnoida.",
        ["method", "content"], ["premises"], "2026-09-17", 43,
    ),
    Brief(
        "H09", "AAVI", "luumaki", "Biokaasua kylän sivuvirroista",
        "Osuuskunta harkitsee maatilojen ja elintarvikeyritysten sivuvirtoihin perustuvaa biokaasuratkaisua. "
        "Syötemääristä, kausivaihtelusta ja lopputuotteen ostajista ei ole yhtenäistä tietoa.",
        "Osuuskunnan jäsenet, yhdeksän maatilaa ja leipomo.",
        "Tarvitsemme nopean selvityksen ja pienen mittakaavan kokeilun päätöksenteon tueksi.",
        ["technology", "competence"], ["energy"], "2026-09-22", 52,
    ),
    Brief(
        "H10", "NAKY", "luumaki", "Tehohuiput kuriin tuotannossa",
        "Kuivaamon ja työstökoneiden samanaikainen käyttö nostaa yrityksen tehomaksuja. Mittausdataa kertyy, mutta "
        "sitä ei hyödynnetä ajojärjestyksen suunnittelussa.",
        "Tehtaan 34 työntekijää ja sähköverkon muut käyttäjät.",
        "Etsimme keinoa leikata huipputehoa ilman tuotannon viivästyksiä.",
        ["technology", "method"], ["energy"], "2025-08-11", "2025-10-31",
    ),
    Brief(
        "H11", "taipalsaari", "taipalsaari", "Digineuvontaa ilman ajanvarausta",
        "Yhä useampi palvelu on vain verkossa, mutta moni kuntalainen tarvitsee apua asioinnissa. Kirjaston "
        "henkilöstö ei ehdi auttaa kaikkia.",
        "Noin 600 kuntalaista, jotka tarvitsevat apua asioinnissa.",
        "Haemme kokeiltavaa digineuvonnan mallia, jossa opiskelijat ja vapaaehtoiset toimivat kirjaston tukena.",
        ["resource", "competence"], ["digital-services"], "2021-02-01", "2021-04-30",
    ),
    Brief(
        "H12", "savitaipale", "savitaipale", "Mökkiläiset mukaan kehittämään",
        "Vapaa-ajan asukkaat käyttävät palveluja ja tuovat ostovoimaa, mutta heidän toiveensa tunnetaan huonosti. "
        "Perinteiset kyselyt tavoittavat heistä vain pienen osan.",
        "Kunnan vapaa-ajan asukkaat ja heitä palvelevat yritykset.",
        "Etsimme osallistumisen tapaa, joka toimii myös etänä ja tuottaa ideoita yrityksille.",
        ["method", "content"], ["seasonal-residents"], "2026-09-27", 61,
    ),
    Brief(
        "H13", "HAAV", "parikkala", "Leipomon hävikki puoleen",
        "Leipomon päivittäinen menekki vaihtelee sesongin ja tapahtumien mukaan. Loppuviikosta tuotteita jää yli, "
        "mutta lauantaisin ne loppuvat kesken.",
        "Leipomo, neljä myymälää ja asiakkaat.",
        "Haasteessa kehitetään menekin ennustamista ja hävikkituotteiden myyntikanavaa.",
        ["technology", "competence"], ["food"], "2021-01-11", "2021-03-31",
    ),
    Brief(
        "H14", "rautjarvi", "rautjarvi", "Viikko maalla: osaajat kuntaan",
        "Yritykset eivät löydä osaajia, vaikka kunnassa on edullisia asuntoja ja lyhyet työmatkat. Muuttoa harkitseva "
        "ei saa kokonaiskuvaa työstä, asumisesta ja harrastuksista yhdestä paikasta.",
        "Kunnan työnantajat ja muuttoa harkitsevat perheet.",
        "Etsimme kokeilua, joka madaltaa muuttokynnystä, esimerkiksi viikon kokeiluasumista.",
        ["content", "method"], ["work", "vitality"], "2025-09-15", "2025-12-15",
    ),
    Brief(
        "H15", "NAKY", "luumaki", "Puutalo nähtäväksi ennen rakentamista",
        "Asiakkaan on vaikea hahmottaa talomallia piirustuksista, ja mallitaloon on pitkä matka. Yrityksellä on "
        "tietomallit, mutta ei esityskäyttöön sopivaa tapaa näyttää niitä.",
        "Talonrakentajat, myyjät ja tehtaan suunnittelijat.",
        "Haemme kevyttä virtuaaliesittelyä, jota myyjä voi käyttää messuilla ja verkossa.",
        ["technology"], ["forest", "digital-services"], "2026-10-02", 70,
    ),
    Brief(
        "H16", "OLEM", "rautjarvi", "Paluukuormat yhteiskäyttöön",
        "Autot palaavat usein tyhjinä, vaikka lähialueella on pieniä kuljetustarpeita. Tilaukset tulevat puhelimitse, "
        "eikä kukaan näe reittejä yhdestä paikasta.",
        "Kaksitoista kuljettajaa ja kymmenkunta pienyritystä.",
        "Etsimme yksinkertaista mallia paluukuormien jakamiseen pienyritysten kesken.",
        ["technology", "method"], ["logistics"], "2020-08-17", "2020-11-15",
    ),
    Brief(
        "H17", "HAAM", "luumaki", "Kylän kierrätyspiste ajan tasalle",
        "Haja-asutusalueella lajittelupisteille on pitkä matka, eikä astioiden täyttymistä seurata. Tyhjennykset "
        "ajetaan kiinteän kalenterin mukaan, vaikka astiat olisivat vajaita.",
        "Viiden kylän asukkaat ja tyhjennysreittien kuljettajat.",
        "Haasteena on kokeilla tarpeeseen perustuvaa tyhjennystä ja kyläläisten lajitteluneuvontaa.",
        ["technology", "content"], ["circular-economy"], "2026-03-02", "2026-05-31",
    ),
    Brief(
        "H18", "taipalsaari", "taipalsaari", "Jaettu kesätyö nuorelle",
        "Yksittäinen pienyritys ei useinkaan pysty tarjoamaan nuorelle täyttä kesätyöjaksoa. Kunta ja yritykset "
        "voisivat jakaa jakson, ohjauksen ja kustannukset.",
        "Kolmekymmentä nuorta ja kymmenen pienyritystä kesässä.",
        "Etsimme mallia, jossa nuori oppii yrittäjyyttä ja yritys saa apua sesonkiin.",
        ["resource", "method"], ["work"], "2026-10-07", 79,
    ),
    Brief(
        "H19", "TOIV", "parikkala", "Retkipäivä yhdellä kartalla",
        "Järvi- ja lintureiteillä liikutaan, mutta kävijät eivät löydä lähialueen palveluja. Opasteet, kartat ja "
        "ruokapaikat ovat eri toimijoiden vastuulla.",
        "Retkeilijät, kahvila ja kuusi muuta reitin yritystä.",
        "Haemme kokeilua, joka yhdistää reitin, tarinat ja paikalliset tuotteet yhdeksi helpoksi retkipäiväksi.",
        ["content", "technology"], ["tourism"], "2026-10-12", 88,
    ),
    Brief(
        "H20", "KANG", "savitaipale", "Pientuottajien yhteinen verkkomyynti",
        "Pienet tuottajat ja käsityöläiset myyvät tuotteitaan hajanaisesti sosiaalisessa mediassa. Oma verkkokauppa "
        "on yhdelle yritykselle kallis ylläpitää.",
        "Kaksikymmentä tuottajaa ja käsityöläistä.",
        "Etsimme yhteistä myyntikanavaa ja toimitusmallia, jota kokeillaan kahdessa kuukaudessa.",
        ["technology", "method"], ["digital-services"], "2026-10-17", 97,
    ),
    Brief(
        "H21", "MIEL", "rautjarvi", "Kiinteistöhuolto datan mukaan",
        "Kunnan kiinteistöissä on lämpö- ja kosteusantureita, mutta hälytyksiin reagoidaan myöhässä. Huoltoreitit "
        "ajetaan ilman tietoa siitä, mikä kohde on kiireellisin.",
        "Kunnan 18 kiinteistöä ja niiden käyttäjät.",
        "Haasteena on hyödyntää olemassa olevaa dataa huollon priorisoinnissa.",
        ["technology", "competence"], ["premises", "digital-services"], "2026-10-22", 106,
    ),
    Brief(
        "H22", "SAHA", "rautjarvi", "Metsänomistajan seuraava askel",
        "Etämetsänomistajat eivät aina tunne metsänsä hoitotarvetta, ja samalla puuta jää tulematta markkinoille. "
        "Avointa metsävaratietoa on saatavilla, mutta sitä on vaikea tulkita ilman ammattilaista.",
        "Etämetsänomistajat ja sahan puunhankinta.",
        "Etsimme palvelua, joka kertoo selkokielellä seuraavat hoitotoimet ja niiden tuoton.",
        ["content", "technology"], ["forest"], "2026-10-27", 115,
    ),
    Brief(
        "H23", "savitaipale", "savitaipale", "Yhteinen tapahtumakalenteri",
        "Tapahtumatieto on hajallaan ilmoitustauluilla, lehdissä ja sosiaalisessa mediassa. Päällekkäiset tapahtumat "
        "vievät toistensa yleisön, eivätkä yritykset osaa varautua kävijöihin.",
        "Kunnan 25 yhdistystä ja tapahtumien yleisö.",
        "Haemme yhteistä kalenteria, jota järjestäjät jaksavat oikeasti päivittää.",
        ["content", "method"], ["digital-services"], "2026-01-12", "2026-03-31",
    ),
    Brief(
        "H24", "PILV", "taipalsaari", "Vientiapua kansainvälisiltä opiskelijoilta",
        "Yritys haluaa testata vientimarkkinoita, mutta kielitaito ja aika eivät riitä. Kampuksilla opiskelee "
        "kansainvälisiä osaajia, jotka etsivät yhteyksiä alueen yrityksiin.",
        "Viisi vientiin pyrkivää pienyritystä ja opiskelijat.",
        "Etsimme toimintamallia lyhyille vientitoimeksiannoille ja niiden ohjaukselle.",
        ["resource", "competence"], ["trade", "work"], "2026-11-01", 124,
    ),
    Brief(
        "H25", "parikkala", "parikkala", "Varautuva kylä",
        "Myrskyjen aiheuttamat sähkökatkot katkaisevat haja-asutusalueella myös viestinnän ja lämmityksen. "
        "Kylätaloilla on tiloja ja vapaaehtoisia, mutta roolit ja varusteet puuttuvat.",
        "Haja-asutusalueen kotitaloudet ja kolme kylätaloa.",
        "Haemme kokeiltavaa kyläturvallisuuden toimintamallia yhdessä yritysten ja yhdistysten kanssa.",
        ["method", "competence"], ["preparedness"], "2026-11-06", 133,
    ),
    Brief(
        "H26", "TARI", "parikkala", "Luomutilan suoramyynti talvella",
        "Tilan suoramyynti loppuu lokakuussa, vaikka varastossa on juureksia huhtikuulle. Asiakkaat asuvat "
        "viidenkymmenen kilometrin säteellä.",
        "Kolme luomutilaa ja noin 150 vakioasiakasta.",
        "Etsimme talvikauden jakelutapaa, joka maksaa itsensä takaisin kymmenellä tilauksella viikossa.",
        ["method", "technology"], ["food", "trade"], "2026-11-17", 70,
    ),
    Brief(
        "H27", "UNEL", "savitaipale", "Polttopuut mökille ilman odottelua",
        "Mökkivieraat tilaavat polttopuita puhelimella lauantaiaamuisin, kun kuljetus on jo lähtenyt. Yrittäjä ajaa "
        "samaa tietä kolmesti päivässä.",
        "Noin 80 mökkiä ja kaksi klapiyrittäjää.",
        "Haemme kevyttä tilaustapaa, jolla viikon toimitukset kootaan kahteen ajoon.",
        ["technology", "content"], ["seasonal-residents", "logistics"], "2026-11-19", 60,
    ),
    Brief(
        "H28", "MUKA", "taipalsaari", "Saunalautta ympäri vuoden",
        "Saunalautta seisoo seitsemän kuukautta vuodesta. Talvella lämmitys ja kulku jäälle ovat ratkaisematta.",
        "Matkailuyritys ja sen kumppanit.",
        "Etsimme turvallista talvikäyttöä, jota voi kokeilla yhden kuukauden.",
        ["technology", "competence"], ["tourism"], "2026-11-10", 80,
    ),
    Brief(
        "H29", "HAAM", "luumaki", "Lajitteluneuvonta kylätaloille",
        "Kylätaloilla kysytään samat lajittelukysymykset joka kuukausi.",
        "",
        "",
        [], [], "2026-11-21", 0,
    ),
    Brief(
        "H30", "luumaki", "luumaki", "Kyläläiset mukaan pyöräreitin kuntoon",
        "Viat pyöräreitillä tulevat kunnan tietoon viikkojen viiveellä. Ilmoitus vaatii soiton virka-aikana, ja moni "
        "jättää sen tekemättä.",
        "Pyöräreitin kulkijat, tekninen toimi ja kolme kyläyhdistystä.",
        "Etsimme keinoa, jolla kulkija ilmoittaa viasta paikan päällä alle minuutissa.",
        ["method", "technology"], ["digital-services"], "2026-05-04", "2026-07-31",
    ),
)
