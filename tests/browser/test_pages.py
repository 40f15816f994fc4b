"""Every public page, and each role's pages of the workspace: found, without findings of axe, no wider than a phone."""

from __future__ import annotations

import re

import pytest

from tests.browser.axe import NARROW, Eye
from tests.browser.instance import Instance
from tests.browser.person import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.thorough]

# a path; or, after ">", the first link of the page before it whose address has this in it
PUBLIC = """
    /fi/ /sv/ /en/ /fi/haasteet/ >/haasteet/[0-9] /fi/haasteet/?tila=open&kunta=savitaipale /fi/haasteet/?q=xyzzy
    /fi/haasteet/4/ >/muutokset/
    /fi/haku/ /fi/haku/?q=kunta /fi/haku/?q=kumta:x+xyzzy /fi/haku/?q=kunta&tila=stop&tyyppi=haaste
    /fi/haasteet/ilmoita/ /fi/haasteet/ilmoita/1/ /fi/kokeilut/opit/ /fi/kokeilut/ >/kokeilut/[0-9] /fi/kunnat/ >/kunnat/[a-z] /fi/yritykset/ >/yritykset/[0-9]
    /fi/paikat/ >/paikat/[0-9] /fi/tietoa/ /fi/avoin-data/ /fi/katsaukset/ >/katsaukset/[0-9] /fi/saavutettavuus/ /fi/tietosuoja/ /fi/tili/login/ /fi/tili/signup/
    /fi/tili/password/reset/ /fi/kirjaudu/demo/
"""
# whose: the organisation, and its pages
WORKSPACES = {
    "Hilkka Leivo": """haavehovin-leipomo-oy
        haasteet/ >/haasteet/[0-9] haasteet/luettelo/ haasteet/uusi/ yritys/ tarjoomat/ tarjoomat/uusi/ yhteensovitus/
        haasteet/2/luottamuksellinen/ haasteet/uusi/pohjasta/ >/kopioi/ tyomaara/ kokeilut/ kokeilut/uusi/ paikat/ paikat/uusi/ jasenet/""",
    "Heikki Suvanto": """parikkala
        vuosikatsaukset/ vuosikatsaukset/2026/ vuosikatsaukset/2025/ raportit/osuus/2/ >/hyvaksynta/[0-9] raportit/osat/ >/osat/[0-9] jono/ haasteet/ >/haasteet/[0-9] haasteet/luettelo/ yritykset/ yhteensovitus/ >/kumppanit/ >/ohita/
        yhteensovitus/vailla-kumppania/ yhteensovitus/osuvuus/ >/osuvuus/[0-9] kokeilut/
        >/kokeilut/[0-9] vetovoima/ >/vetovoima/[0-9] vetovoima/uusi/ vetovoima/esittely/ paikat/ >/paikat/[0-9]
        haasteet/4/muuta/ haasteet/4/kysymykset/ haasteet/4/luottamuksellinen/muokkaa/ haasteet/25/yhdessa/
        kokeilut/kalenteri/ kokeilut/suunnitelmamallit/ tuntihinnat/ >/tuntihinnat/[0-9]
        haasteet/4/asiasanat/ haasteet/12/yhdessa/pyyda/ haasteet/4/arvioijat/ vastauspohjat/ vastauspohjat/uusi/ tarjoomat/ jasenet/""",
    "Marja Toivanen": """rautjarvi
        haasteet/45/arviointi/ >/arvioinnit/[0-9] >/tulokset/ haasteet/45/paatos/ haasteet/45/ehdotukset/ >/ehdotukset/[0-9]""",
    "Mauri Järvinen": "mukajarven-matkailu-oy ehdotukset/ >/ehdotukset/[0-9]",
    "Sanna Virta": """lut
        jono/ kokeilut/ >/kokeilut/[0-9] kokeilut/taulu/ kokeilut/kalenteri/ kokeilut/suunnitelmamallit/ yhteensovitus/hankkeet/ >/painotukset/
        yhteensovitus/hankkeet/2/painotukset/?text=20&concepts=20&needs=20&themes=10&place=10&time=10&record=5&diversity=5
        yhteensovitus/hankkeet/ >/laskenta/ yhteensovitus/ >/yhteensovitus/[0-9] tarjoomat/ >/tarjoomat/[0-9] paikat/
        paikat/opiskelijat/ jasenet/ kokeilut/kutsut/2/""",
    "Unto Rantala": "mokkihuolto-unelmaranta-tmi ehdotukset/ >/ehdotukset/[0-9]",
    "Leena Saaristo": """lab
        tyomaara/hankkeet/ raportit/ >/raportit/[0-9] >/luvut/ raportit/ >/raportit/[0-9] >/osat/[0-9] >/anna/ raportit/uusi/ raportit/1/ raportit/2/ >/raportit/lomakkeet/ raportit/lomake/1/ raportit/2/kysymykset/ >/kysymykset/[0-9]
        raportit/tilanne/2/ raportit/tavoitteet/2/
        raportit/indikaattorit/2/ >/indikaattorit/2/[0-9] raportit/indikaattorit/2/uusi/ raportit/korjaukset/hanke/2/
        >/korjaukset/[0-9] raportit/korjaukset/hanke/2/uusi/""",
    "Mikko Halonen": "lab kokeilut/11/ >/eroa/",
    "Siiri Aho": "lab paikat/ >/hakemukset/",
    "Aino Kettunen": """savitaipale
        jono/ haasteet/27/asiasanat/ haasteet/34/yhdista/ haasteet/34/yhdista/?kohde=27 haasteet/35/jaa/
        haasteet/puolesta/ >/puolesta/[0-9] haasteet/puolesta/uusi/ haasteet/puolesta/2/kuvaus/1/
        haasteet/18/yhdessa/ jasenet/ >/roolit/ jasenet/vahvista/ loki/ kasittelytoimet/ haku/ haku/?q=energia""",
    "Kaisa Niemi": "savitaipale haasteet/ hylly/ kokeilut/ vetovoima/ paikat/",
    "Hannu Lava": "haamukontti-kierratys-oy kokeilut/11/ kokeilut/11/tapahtumat/ kokeilut/11/anturit/ kokeilut/11/tuonti/ kokeilut/11/suunnitelma/"
    " kokeilut/11/paivakirja/ >/paivakirja/[0-9] kokeilut/11/tehtavat/ kokeilut/11/suostumukset/ kokeilut/11/suostumukset/teksti/ kokeilut/11/osapuolet/?q=ta kokeilut/11/osapuolet/ >/poista/"
    " kokeilut/11/tunnit/ >/tunnit/[0-9] kokeilut/11/suunnitelma/malliksi/",
}
WEIGHTS = "/fi/painotukset/?text=20&concepts=20&needs=20&themes=10&place=10&time=10&record=5&diversity=5"
OWN = "/fi/haku/tallennetut/ /fi/oma-profiili/suostumukset/ /fi/oma-profiili/tiedot/ /fi/oma-profiili/poista/ /fi/omat/ /fi/ilmoitukset/ /fi/oma-profiili/ /fi/oma-profiili/kalenteri/ /fi/tili/2fa/ /fi/tili/email/"


def walked(town: Town, who: str, paths: list[str]) -> None:
    """Open them one after the other."""
    person = town.person(who) if who else town.visitor()
    for path in paths:
        if path.startswith(">"):
            person.open(person.first_link(path[1:]))
        else:
            person.open(path)
    person.page.context.close()


@pytest.mark.usefixtures("finds_nothing")
def test_public_pages_are_for_everybody(town: Town) -> None:
    walked(town, "", PUBLIC.split())
    stranger = town.visitor()
    stranger.open("/fi/ei-tallaista/", status=404)


@pytest.mark.usefixtures("finds_nothing")
@pytest.mark.parametrize("who", WORKSPACES)
def test_pages_of_a_workspace_are_for_everybody(town: Town, who: str) -> None:
    organisation, *paths = WORKSPACES[who].split()
    place = f"/fi/t/{organisation}/"
    walked(town, who, [place, *(path if path.startswith(">") else place + path for path in paths)])


@pytest.mark.usefixtures("finds_nothing")
def test_pages_of_ones_own_are_for_everybody(town: Town) -> None:
    walked(town, "Ritva Korpela", OWN.split())
    walked(
        town,
        "Pekka Ylläpito",
        ["/fi/omat/", "/fi/hatapaasy/", "/fi/sailytys/", "/fi/painotukset/", WEIGHTS, "/fi/posti/", ">/posti/[0-9]"],
    )


@pytest.mark.usefixtures("finds_nothing")
def test_a_link_on_behalf_is_for_everybody(town: Town, instance: Instance) -> None:
    """As the company's contact opens it, on a phone, and after having sent it back."""
    mail = "SELECT text FROM outbox_mail WHERE text LIKE '%%/haasteet/vahvista/%%' ORDER BY id DESC LIMIT 1"
    found = re.search(r"/fi/haasteet/vahvista/[\w-]+/", str(instance.value(mail)))
    assert found
    contact = town.visitor("contact", phone=True)
    contact.open(found[0])
    contact.send("/hylkaa/", reason="Ikkunat on jo korjattu.")
    contact.send("/kumoa/")


@pytest.mark.usefixtures("finds_nothing")
def test_the_principles_of_a_report_are_for_everybody(town: Town, instance: Instance) -> None:
    section = instance.value("SELECT section_id FROM sections_principleaim ORDER BY id DESC LIMIT 1")
    place = f"/fi/t/lab/raportit/osat/{section}/"
    walked(town, "Leena Saaristo", [place, ">/periaatteet/"])


@pytest.mark.usefixtures("finds_nothing")
def test_a_funders_link_is_for_everybody(town: Town, instance: Instance) -> None:
    """Its report, a figure of it, and a question that was asked: as the official opens them, without signing in."""
    mail = "SELECT text FROM outbox_mail WHERE kind = 'inquiry_link' ORDER BY id DESC LIMIT 1"
    found = re.search(r"/fi/raportit/kysymys/[\w-]{43}/", str(instance.value(mail)))
    assert found
    walked(town, "", [found[0], ">/luvut/[0-9]", found[0], ">/kysymys/[^/]+/[0-9]+/$"])


def test_the_eye_sees_what_is_wrong(town: Town) -> None:
    """A picture without words at both widths, pale text in both themes too, and a box too wide for a phone."""
    visitor = Town(town.browser, town.url, Eye()).visitor()
    visitor.open("/fi/tietoa/")
    assert visitor.eye.found == []
    visitor.page.evaluate(
        """() => { document.querySelector("main").insertAdjacentHTML("beforeend",
            '<img src="/x.png"><p class="pale">Vaalea</p><div class="wide">Leveä</div>');
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(".pale { color: #888; background: #999 } .wide { width: 700px }");
        document.adoptedStyleSheets = [sheet]; }"""
    )
    visitor.eye.look(visitor.page)
    found = "\n".join(visitor.eye.found)
    counts = {word: found.count(word) for word in ("color-contrast:", "image-alt:", f"wide at {NARROW}")}
    assert counts == {"color-contrast:": 4, "image-alt:": 2, f"wide at {NARROW}": 1}
