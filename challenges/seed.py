"""The demo's challenges go through the same actions as anybody's, on the days they would have."""

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from challenges import actions, seed_open, workflow
from challenges.models import Challenge
from challenges.seed_briefs import BRIEFS, Brief
from challenges.seed_details import DETAILS
from challenges.terms import DataTerms, IpTerms
from mint import clock

if TYPE_CHECKING:
    from mint.actor import Actor
    from mint.management.seeding import World

STOPS_AT = {"H26": "submitted", "H27": "submitted", "H28": "returned", "H29": "drafted"}
TERMS_OF = {  # the others: the solver keeps the rights, and no data is handed over
    "H02": (IpTerms.JOINT, DataTerms.THIS_CHALLENGE),
    "H04": (IpTerms.OPEN, DataTerms.OPEN),
    "H12": (IpTerms.OPEN, DataTerms.OPEN),
    "H21": (IpTerms.SOLVER, DataTerms.AGREEMENT),
}
MUNICIPALITIES = {"luumaki", "parikkala", "rautjarvi", "savitaipale", "taipalsaari"}


def seed(world: "World") -> None:
    for brief in BRIEFS:
        day = date.fromisoformat(brief.published_on)
        world.remember(brief.key, make(world, brief, day))
    with clock.set_to(clock.now() - timedelta(days=3)):
        email = world.people["evaluator"].email
        for key, coordinator in (("H27", "coord_savitaipale"), ("H02", "coord_rautjarvi")):
            actions.open_to_evaluator(world.objects[key], email=email, actor=world.actor(coordinator))
    seed_open.seed(world)


def make(world: "World", brief: Brief, day: date) -> Challenge:
    owner = world.actor(_owner(brief))
    coordinator = world.actor(f"coord_{brief.municipality}")
    rights, use = TERMS_OF.get(brief.key, (IpTerms.SOLVER, DataTerms.NONE))
    data = {
        "title": brief.title,
        "problem": brief.problem,
        "affected": brief.affected,
        "outcome": brief.outcome,
        "needs": brief.needs,
        "themes": brief.themes,
        "deadline_on": _deadline(brief),
        "ip_terms": rights,
        "data_terms": use,
        "is_demo": True,
        **DETAILS.get(brief.key, {}),
    }
    with clock.set_to(clock.at(day - timedelta(days=6))):
        organisation = world.organisation(brief.owner)
        challenge = actions.create_draft(organisation=organisation, key=uuid4(), actor=owner, data=data)
    last = STOPS_AT.get(brief.key, "published")
    if last == "drafted":
        return challenge
    with clock.set_to(clock.at(day - timedelta(days=3))):
        challenge = workflow.submit(challenge, actor=owner)
    with clock.set_to(clock.at(day)):
        return _answer(challenge, last, coordinator)


def _answer(challenge: Challenge, last: str, coordinator: "Actor") -> Challenge:
    if last == "published":
        return workflow.publish(challenge, actor=coordinator)
    if last == "returned":
        reason = "Kertokaa, kuka vastaa turvallisuudesta jäällä ja montako asiakasta kokeilu tavoittaisi."
        return workflow.return_(challenge, actor=coordinator, reason=reason)
    return challenge


def _owner(brief: Brief) -> str:
    return f"coord_{brief.owner}" if brief.owner in MUNICIPALITIES else f"owner_{brief.owner.lower()}"


def _deadline(brief: Brief) -> date | None:
    if isinstance(brief.deadline, str):
        return date.fromisoformat(brief.deadline)
    return clock.today() + timedelta(days=brief.deadline) if brief.deadline else None
