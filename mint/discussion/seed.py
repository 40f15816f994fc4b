"""The demo's comments, to each audience, through the actions; the nouns they are about were seeded before."""

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from mint import clock
from mint.discussion import actions
from mint.discussion.models import Comment
from mint.discussion.people import Person
from mint.discussion.states import Audience

if TYPE_CHECKING:
    from mint.management.seeding import World


class Line(NamedTuple):
    """`hours` ago; `then` is what an edit made of it; `removed` says why a moderator (`by`) took it out."""

    about: str
    who: str
    audience: Audience
    hours: int
    text: str
    mentions: str = ""
    then: str = ""
    by: str = ""
    removed: str = ""


LINES = (
    Line(
        "H27", "coord_savitaipale", Audience.TEAM, 50,
        "Hei Unto! Kuvaus on hyvä. Kertoisitteko vielä, **montako kuljetusta** viikossa ajatte kesällä?", "owner_unel",
    ),
    Line(
        "H27", "owner_unel", Audience.TEAM, 47, "Noin 20, suurin osa lauantaina.",
        then="Heinäkuussa noin 20 viikossa:\n\n- arkisin 8\n- lauantaisin 12, lähes kaikki ennen puoltapäivää",
    ),
    Line(
        "H27", "coord_savitaipale", Audience.EVALUATORS, 30,
        "@Ritva Korpela, arvioisitko, riittääkö kahden yrittäjän kalusto reittien yhdistämiseen?", "evaluator",
    ),
    Line("H27", "evaluator", Audience.EVALUATORS, 26, "Riittää, jos lauantain tilaukset saadaan koottua jo torstaina."),
    Line("H08", "owner_unel", Audience.EVERYONE, 90, "Voiko tilan varata myös toisesta kunnasta tuleva yrittäjä?"),
    Line(
        "H08", "coord_rautjarvi", Audience.EVERYONE, 70,
        "Voi. Kokeilun ajan hinta on kaikille sama, ja avaimen saa mobiiliavaimena.",
    ),
    Line(
        "H08", "owner_pilv", Audience.PARTIES, 44,
        "Lukitus on selvitetty: nykyisiin oviin sopii kaksi mallia. Käydäänkö ne läpi perjantaina?",
    ),
    Line("H08", "coord_rautjarvi", Audience.PARTIES, 40, "> Käydäänkö ne läpi perjantaina?\n\nPerjantai klo 9 sopii, tavataan koululla."),
    Line(
        "K10", "curator_lab", Audience.PARTIES, 100,
        "Muistakaa kirjata *myös* ne päivät, jolloin näkymää ei avattu: nolla on tulos.",
    ),
    Line(
        "K10", "owner_hoiv", Audience.PARTIES, 80, "Kirjaamme. Yhden asiakkaan omainen kysyi lupaa jakaa näkymä sisaruksille.",
        by="coord_savitaipale", removed="Asiakkaan tiedot eivät kuulu keskusteluun.",
    ),
    Line(
        "K10", "coord_savitaipale", Audience.TEAM, 20,
        "Kysyn tietosuojavastaavalta, tarvitaanko sisaruksille oma suostumus. Vastaan tähän viikon lopulla.",
    ),
)  # fmt: skip


def seed(world: "World") -> None:
    now = clock.now()
    for line in LINES:
        if line.about in world.objects:
            with clock.set_to(now - timedelta(hours=line.hours)):
                comment = _said(world, line)
            with clock.set_to(now - timedelta(hours=line.hours - 1)):
                _after(world, line, comment)


def _said(world: "World", line: Line) -> Comment:
    named = world.people.get(line.mentions)
    people = [Person(named.pk, named.name, "", frozenset({line.audience.value}))] if named else []
    return actions.write(
        world.objects[line.about], actor=world.actor(line.who), audience=line.audience, text=line.text, language="fi",
        key=uuid4(), mentioned={each.id for each in people}, people=people,
    )  # fmt: skip


def _after(world: "World", line: Line, comment: Comment) -> None:
    if line.then:
        actions.edit(comment, actor=world.actor(line.who), text=line.then)
    if line.removed:
        actions.remove(comment, actor=world.actor(line.by), reason=line.removed)
