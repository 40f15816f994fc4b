"""A need of the company, offers and matches; and in whose workspace each of the cast works."""

from typing import Any

from mint import clock
from mint.jobs.models import Job
from mint.matching import recomputing
from mint.matching.models import Choice, Contact, Match, Need, Offer, Recomputation, Shortlist, Shown, Suggestion
from mint.matching.scoring import NeedFacts, OfferFacts, score
from mint.matching.states import PassReason, Side, State, Verdict

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


def _of_need(need: Need, offer: Offer) -> dict[str, Any]:
    return {
        "need": need, "organisation": need.organisation, "municipality": need.municipality, "project": need.project,
        "partner": offer.organisation, "offer": offer,
    }  # fmt: skip


def make_verdict(need: Need, offer: Offer, **values: Any) -> Choice:
    fields = {
        "verdict": Verdict.PASSED,
        "reason": PassReason.TOO_FAR,
        "note": "Kuljetus maksaisi.",
        "rank": 1,
        "score": 60,
    }
    return Choice.objects.create(**_of_need(need, offer), **{**fields, **values})


def make_shown(need: Need, offer: Offer, **values: Any) -> Shown:
    fields = {"rank": 1, "score": 60, "month": clock.today().replace(day=1)}
    return Shown.objects.create(**_of_need(need, offer), **{**fields, **values})


def make_suggestion(need: Need, offer: Offer, **values: Any) -> Suggestion:
    whose = _of_need(need, offer)
    listed = {key: whose[key] for key in ("organisation", "municipality", "project")}
    found = {"found": 1, "best": 60, "best_matter": 40, "need_version": need.version, "computed_at": clock.now()}
    shortlist, _created = Shortlist.objects.get_or_create(need=need, defaults={**listed, **found})
    reasons = score(NeedFacts(), OfferFacts()).as_json()
    fields = {"rank": shortlist.suggestions.count() + 1, "score": 60, "reasons": reasons}
    return Suggestion.objects.create(shortlist=shortlist, **whose, **{**fields, **values})


def make_recomputation(world: Any, **values: Any) -> Recomputation:
    """Under way, with its job."""
    fields = {"organisation": world.university, "project": world.project, "requested_by": world.people["manager"]}
    run = Recomputation.objects.create(**{**fields, **values})
    Job.objects.create(
        organisation=run.organisation, requested_by=run.requested_by, kind=recomputing.KIND, subject_id=run.pk
    )
    return run
