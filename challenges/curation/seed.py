"""The demo's queue: what waits, in whose hands it is, and what the curators wrote to each other."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from challenges import actions as of_challenges
from challenges import workflow
from challenges.curation import actions, builtin, replying
from challenges.curation.models import ReplyText
from challenges.models import Challenge
from challenges.terms import DataTerms, IpTerms
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

WAITING = (
    (
        "H90", "UNEL", 9, "Klapit mökille tilauksesta",
        "Mökkiläiset soittavat klapitilauksia viikonloppuisin, eikä ajoja ehditä yhdistää. Sama asia on toisessa haasteessa.",
        "Mökkiläiset ja kaksi klapiyrittäjää.", "Tilaukset kootaan viikoittain yhteen.",
        ["technology"], ["seasonal-residents", "logistics"],
    ),
    (
        "H91", "HOIV", 2, "Kuljetukset ja ruoka samalla kyydillä",
        "Kotihoivan asiakkaat tarvitsevat kyydin lääkäriin ja lämpimän aterian. Ne hoidetaan eri autoilla eri päivinä.",
        "Noin sata kotihoivan asiakasta.", "Kyyti ja ateria järjestyvät samalla käynnillä.",
        ["method", "competence"], ["wellbeing"],
    ),
)  # fmt: skip


def seed(world: "World") -> None:
    builtin.ensure(ReplyText)
    for key, owner, ago, *brief in WAITING:
        world.remember(key, _sent(world, owner, ago, brief))
    with clock.set_to(clock.now() - timedelta(days=1)):
        _screened(world)


def _sent(world: "World", owner: str, ago: int, brief: list) -> Challenge:  # type: ignore[type-arg]  # a line of WAITING
    title, problem, affected, outcome, needs, themes = brief
    data = {
        "title": title, "problem": problem, "affected": affected, "outcome": outcome, "needs": needs, "themes": themes,
        "deadline_on": clock.today() + timedelta(days=60), "is_demo": True,
        "ip_terms": IpTerms.SOLVER, "data_terms": DataTerms.NONE,
    }  # fmt: skip
    actor = world.actor(f"owner_{owner.lower()}")
    with clock.set_to(clock.now() - timedelta(days=ago)):
        draft = of_challenges.create_draft(organisation=world.organisation(owner), key=uuid4(), actor=actor, data=data)
        return workflow.submit(draft, actor=actor)


def _screened(world: "World") -> None:
    coordinator, curator = world.actor("coord_savitaipale"), world.actor("curator_lab")
    reed, twin, ride = (world.objects[key] for key in ("H27", "H90", "H91"))
    actions.assign(reed, to=coordinator.user_id, actor=coordinator)
    actions.flag(twin, flag="duplicate", actor=curator)
    actions.set_stage(ride, stage="ready", actor=coordinator)
    actions.flag(ride, flag="urgent", actor=coordinator)
    note = "Tästä on jo haaste ”Polttopuut mökille ilman odottelua”. Kysytään omistajalta, voiko ne yhdistää."
    actions.write_note(twin, text=note, key=uuid4(), actor=curator)
    actions.write_note(twin, text="Soitan maanantaina.", key=uuid4(), actor=coordinator)
    text = {
        "occasion": "returned", "name_fi": "Hankintakysymys", "text_fi": (
            "Haaste ”{title}” koskee hankintaa, joka kilpailutetaan erikseen. Kertokaa, mitä tästä voidaan kokeilla ennen "
            "kilpailutusta, ja lähettäkää haaste uudelleen."
        ),
    }  # fmt: skip
    replying.write_reply(data=text, key=uuid4(), actor=coordinator)
