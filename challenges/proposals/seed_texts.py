"""The demo's calls for proposals and what was proposed to them, fictional; in Finnish, as their writers would write."""

from typing import NamedTuple


class Written(NamedTuple):
    """A proposal: who writes it, for which organisation (none: one's own), to which call; `answers` in the criteria's order."""

    key: str
    call: str
    writer: str
    organisation: str
    team: str
    members: str
    title: str
    summary: str
    answers: tuple[str, ...]


class Called(NamedTuple):
    """A call: published so many days ago, closing in so many days (before the day of seeding where negative)."""

    key: str
    owner: str
    is_sealed: bool
    published: int
    closes: int
    title: str
    problem: str
    affected: str
    outcome: str
    measure: str
    needs: list[str]
    themes: list[str]


# fmt: off
CALLS = (
    Called(
        "CALL_OPEN", "luumaki", False, 16, 24, "Kylätalot lämpimiksi ilman öljyä",
        "Kuusi kylätaloa lämpiää öljyllä, ja lämmityslasku vie puolet yhdistysten rahoista. Talot ovat tyhjillään "
        "suurimman osan viikosta, mutta pakkasella niitä ei voi jättää kylmilleen.",
        "Kuusi kyläyhdistystä ja noin 900 talojen käyttäjää vuodessa.",
        "Yhdessä talossa on kokeiltu lämmitystapaa, jolla kulut laskevat kolmanneksen ja talo lämpiää tapahtumaa varten "
        "neljässä tunnissa.",
        "Lämmityskulut talvessa: nyt 3 800 euroa taloa kohden, tavoite 2 500.",
        ["technology", "method"], ["energy"],
    ),
    Called(
        "CALL_SEALED", "savitaipale", True, 12, 18, "Mökkitiet auki yhdellä tilauksella",
        "Jokainen tiekunta ja mökkiläinen tilaa aurauksen erikseen. Aurat ajavat toistensa reittejä, ja lumipäivinä "
        "osa teistä jää odottamaan iltaan.",
        "Neljäkymmentä tiekuntaa ja 2 500 vapaa-ajan asuntoa.",
        "Yhden alueen tiet on aurattu yhteisellä tilauksella talven ajan, ja tie on auki kuudessa tunnissa lumentulosta.",
        "Tunteja lumentulosta auki olevaan tiehen: nyt 14, tavoite 6.",
        ["method", "resource"], ["seasonal-residents", "logistics"],
    ),
    Called(
        "CALL_CLOSED", "parikkala", False, 62, -3, "Patsaspuiston kävijät viipymään kylällä",
        "Kesällä puistossa pysähtyy kymmeniätuhansia kävijöitä, mutta moni ajaa tunnin kuluttua eteenpäin. Kylän "
        "palvelut ovat parin kilometrin päässä eivätkä näy tielle.",
        "Kirkonkylän kahvilat, majoittajat ja kaupat sekä kesän kävijät.",
        "Kävijöistä kymmenesosa käyttää kylällä ainakin yhden palvelun, ja tämä nähdään luvuista.",
        "Kylällä poikenneet sadasta puiston kävijästä: nyt 3, tavoite 10.",
        ["content", "method"], ["tourism", "trade"],
    ),
)
PROPOSALS = (
    Written(
        "P_AAVI", "CALL_OPEN", "owner_aavi", "AAVI", "", "", "Ilmalämpö ja etäohjaus lainalaitteilla",
        "Asennamme yhteen kylätaloon kaksi lainattua ilmalämpöpumppua ja etäohjauksen, ja mittaamme kulutuksen talven yli.",
        ("Öljyä kuluu vain kovimmilla pakkasilla. Yhdistys säästää arviolta 1 900 euroa vuodessa.",
         "Osuuskunta asentaa laitteet kahdessa päivässä, yhdistys vastaa käytöstä. Mittaus joulukuusta maaliskuuhun.",
         "Laitteet ovat tuttuja, mutta varauskirjasta ohjautuva lämmitys on kylätaloissa uusi.",
         "Samat laitteet käyvät ainakin neljään muuhun kylätaloon; ohje julkaistaan kaikille.",
         "Mittarit: kilowattitunnit, litrat öljyä ja lämpenemisaika. Lähtötaso on viime talven lasku.",
         "Päästöt pienenevät noin seitsemän tonnia. Ohjaus toimii myös suurella tekstillä ja puhelimitse."),
    ),
    Written(
        "P_TEAM", "CALL_OPEN", "asker_unel", "", "Kylän lämpö", "Venla Rantala, venla.rantala@mint.example\nEero Kuura\nSalme Routa",
        "Varaava takka talkoilla", "Muuraamme talkoilla varaavan takan ja opetamme kolmelle kylälle, miten se tehdään.",
        ("Takka riittää pitämään talon lämpimänä, kun se lämmitetään kahdesti viikossa.",
         "Muurari on mukana tiimissä. Talkoot kestävät kaksi viikonloppua, käyttöönotto kuukauden päästä.",
         "Uutta on opetuspaketti: kylä oppii tekemään seuraavan itse.",
         "Kolme kylää on jo ilmoittautunut katsomaan.",
         "Mittaamme puun kulutuksen ja sisälämpötilan. Jos takka ei riitä, kerromme millä pakkasella.",
         "Puu tulee oman kylän metsistä. Lämmitysvuorot sopivat myös iäkkäille."),
    ),
    Written(
        "P_UNEL", "CALL_SEALED", "owner_unel", "UNEL", "", "", "Aurausrengas: yksi tilaus, kolme yrittäjää",
        "Kolme yrittäjää jakaa alueen reiteiksi, ja mökkiläinen näkee puhelimesta, milloin tie aurataan.",
        ("Sama aura ajaa tien kerran, ja jokainen tie on auki kuudessa tunnissa.",
         "Meillä on kalusto ja kaksi kumppania. Reitit on sovittu joulukuussa, kokeilu kestää maaliskuun loppuun.",
         "Yhteistä tilausta ei alueella ole ollut.", "Malli sopii hiekoitukseen ja nurmikoiden ajoon, ja naapurikuntiin.",
         "Kirjaamme jokaisen ajon: milloin satoi, milloin tie oli auki, montako kilometriä ajettiin.",
         "Ajokilometrit vähenevät arviolta kolmanneksen. Tilata voi myös soittamalla."),
    ),
    Written(
        "P_OLEM", "CALL_SEALED", "owner_olem", "OLEM", "", "", "Talven reittisuunnittelu kuljetusyrityksen ohjelmalla",
        "Käytämme kuljetusten reittiohjelmaa aurausten järjestykseen ja jaamme vuorot urakoitsijoille.",
        ("Ohjelma laskee järjestyksen uudelleen, kun lunta tulee lisää.",
         "Ohjelma on käytössä. Tarvitsemme tiekuntien kartat ja kahden viikon valmistelun.",
         "Tavaraliikenteen ohjelmaa ei ole käytetty teiden hoitoon täällä.", "Sama onnistuu missä tahansa kunnassa, jossa on kartta.",
         "Vertaamme ajettuja kilometrejä viime talveen samoilla teillä.", "Tyhjänä ajo vähenee. Ohjelmaa käytetään puhelimella."),
    ),
    Written(
        "P_SATU", "CALL_CLOSED", "owner_satu", "SATU", "", "", "Kylän kierros pyörillä patsaalta rantaan",
        "Puiston portilla on kymmenen lainapyörää ja kartta, joka vie kylän kautta rantaan. Pyörä palautetaan kahvilan pihaan.",
        ("Pyöräilijä pysähtyy matkalla. Jokainen pysähdys on palvelun ovella.",
         "Pyörät ovat valmiina. Reitti merkitään toukokuussa, kokeilu kestää kesä–elokuun.",
         "Lainapyörät palautuspaikalla ovat alueella uutta.", "Kartta ja merkit ovat vapaasti käytettävissä muissa kunnissa.",
         "Laskemme lainat, palautukset ja kahvilan kassakuitit. Lähtötaso on viime kesän myynti.",
         "Pyörissä on kaksi kolmipyöräistä ja lastenistuimia."),
    ),
    Written(
        "P_KANG", "CALL_CLOSED", "owner_kang", "KANG", "", "", "Patsaat kertovat: ääniopas jatkuu kylällä",
        "Puhelimella kuunneltava tarina alkaa puistosta, ja sen loppuosa kuullaan kylän kahdeksassa paikassa.",
        ("Tarina jää kesken puistossa, joten kuulija lähtee kylälle.",
         "Käsikirjoitus huhtikuussa, äänitys toukokuussa, kokeilu kesällä. Tekijöitä on kaksi.",
         "Paikkaan sidottu jatkokertomus on uusi koko maakunnassa.", "Alusta toimii missä tahansa; tarina kirjoitetaan uudestaan.",
         "Näemme, kuinka moni kuuntelee toisen osan ja missä. Kyselemme syytä niiltä, jotka eivät jatka.",
         "Tarina on myös tekstinä, selkosuomeksi ja kolmella kielellä."),
    ),
    Written(
        "P_LAB", "CALL_CLOSED", "teacher_lab", "lab", "Palvelumuotoilun ryhmä 24", "Pirjo Vainio, pirjo.vainio@mint.example\nOpiskelijaryhmä, 5 henkeä",
        "Yhteinen lippu: puisto, kahvi ja uinti", "Opiskelijat muotoilevat ja testaavat yhteisen lipun neljän palvelun kanssa.",
        ("Lippu tekee kylästä yhden käynnin. Hinta houkuttelee jäämään.",
         "Ryhmä tekee haastattelut maaliskuussa, lipun huhtikuussa ja testin kesäkuussa. Ohjaajana lehtori.",
         "Yhteislippu on tuttu muualta, mutta täällä uusi.", "Mallin ohje kirjoitetaan niin, että toinen kunta voi toistaa kokeilun.",
         "Vertaamme kahta hintaa ja mittaamme, montako palvelua lipulla käytetään.",
         "Lipun voi ostaa ilman puhelinta kioskilta."),
    ),
    Written(
        "P_TOIV", "CALL_CLOSED", "owner_toiv", "TOIV", "", "", "Kahvilan kyltti tien varteen",
        "Haluamme kyltin tien varteen ja mainoksen puiston portille.",
        ("Kyltti näkyy tielle.", "Kyltti on tilattavissa heti.", "Kylttiä ei ole ennen ollut.", "Muut voivat tehdä samoin.",
         "Laskemme asiakkaat.", "Kyltti on puuta."),
    ),
)
