"""A need of the company, offers and matches; and in whose workspace each of the cast works."""

from typing import Any

from mint import clock
from mint.matching.models import Contact, Match, Need, Offer
from mint.matching.scoring import NeedFacts, OfferFacts, score
from mint.matching.states import Side, State

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
