"""Who makes the yearly review of a municipality: its coordinator and its owner, acting for it."""

from mint.actor import Actor
from reports.yearly.models import YearReview


def can_review(actor: Actor) -> bool:
    """Begin the review of the municipality acted for."""
    in_municipality = actor.acting_municipality_id is not None
    return in_municipality and actor.has_role(actor.organisation_id, "coordinator", "owner")


def can_write(actor: Actor, review: YearReview) -> bool:
    return actor.organisation_id == review.organisation_id and can_review(actor)
