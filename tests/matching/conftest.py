"""A need of the company, offers of its partner and of the university; made as the system."""

from collections.abc import Callable
from typing import Any

import pytest

from mint import clock
from mint.isolation import context
from mint.matching.models import Contact, Match, Need, Offer
from mint.matching.scoring import NeedFacts, OfferFacts, score
from mint.matching.states import Side, State
from mint.outbox.models import Job

TENANT = {
    "owner": "company", "editor": "company", "viewer": "company", "stranger": "other-company",
    "partner": "partner", "coordinator": "municipality", "clerk": "municipality", "curator": "university",
    "teacher": "university", "other_coordinator": "other-municipality", "other_curator": "other-university",
    "manager": "university", "other_manager": "other-university", "student": "university",
}  # fmt: skip


def make_need(world: Any, subject_id: int = 1, **values: Any) -> Need:
    fields = {
        "organisation": world.company,
        "municipality": world.place,
        "project": world.project,
        "title": f"Ruoko kiertoon {subject_id}",
        "text": "Niitetty järviruoko jää rannalle.",
        "path": "/fi/haasteet/1-ruoko/",
        "dimensions": ["technology", "method"],
        "themes": ["circular-economy"],
        "terms": ["järviruoko", "niittää", "ranta"],
    }
    return Need.objects.create(subject_type="challenges.challenge", subject_id=subject_id, **{**fields, **values})


def make_offer(organisation: Any, **values: Any) -> Offer:
    fields = {
        "municipality": organisation.municipality,
        "kind": "technology",
        "title": "Paalain pehmeälle rannalle",
        "description": "Keräämme ja paalaamme järviruokoa.",
        "dimensions": ["technology"],
        "themes": ["circular-economy"],
        "terms": ["järviruoko", "paalata"],
    }
    return Offer.objects.create(organisation=organisation, **{**fields, **values})


def make_match(need: Need, partner: Any, **values: Any) -> Match:
    fields = {"state": State.INTEREST, "interest_from": Side.PARTNER, "message": "Meillä on paalain."}
    points = score(NeedFacts(), OfferFacts())
    match = Match.objects.create(
        need=need, partner=partner, organisation=need.organisation, municipality=need.municipality,
        project=need.project, score=points.total, reasons=points.as_json(), **{**fields, **values},
    )  # fmt: skip
    for organisation, name in ((need.organisation, "Omistaja"), (partner, "Kumppani")):
        email = f"{name.lower()}@contact.test"
        Contact.objects.create(match=match, organisation=organisation, name=name, email=email)
    return match


def agreed(**values: Any) -> dict[str, Any]:
    return {"state": State.AGREED, "agreement": "experiment", "agreed_at": clock.now(), **values}


@pytest.fixture
def need(world: Any) -> Need:
    with context.system("test"):
        return make_need(world)


@pytest.fixture
def offer(world: Any) -> Offer:
    with context.system("test"):
        return make_offer(world.partner)


@pytest.fixture
def match_in(world: Any, need: Need) -> Callable[..., Match]:
    """A match of the company's need with the partner: `match_in(State.MUTUAL)`."""

    def make(state: str = State.INTEREST, **values: Any) -> Match:
        with context.system("test"):
            if state in {State.AGREED, State.REALISED}:
                values = agreed(**values)
            if state == State.SUGGESTED:
                values.setdefault("interest_from", "")
            return make_match(need, world.partner, **{**values, "state": state})

    return make


@pytest.fixture
def run_later(run_outbox: Callable[[], list[str]]) -> Callable[[], list[str]]:
    """`run_outbox` once nothing can be undone any more."""

    def run() -> list[str]:
        with context.system("test"):
            Job.objects.update(not_before=clock.now())
        return run_outbox()

    return run
