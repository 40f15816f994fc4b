"""Who shares a challenge, who answers, and who keeps what of it."""

from challenges.models import Challenge, CoOwner
from mint.actor import Actor


def can_share(actor: Actor, challenge: Challenge) -> bool:
    """The lead's coordinator: a challenge of a municipality is shared with other municipalities."""
    return actor.coordinates(challenge.municipality_id) and challenge.organisation_id == actor.organisation_id


def can_ask(actor: Actor, challenge: Challenge) -> bool:
    """Another municipality's coordinator; of a challenge of a municipality."""
    is_shared = challenge.organisation.kind == "municipality" and challenge.organisation_id != actor.organisation_id
    return is_shared and actor.coordinates(actor.acting_municipality_id)


def can_lead(actor: Actor, co_owner: CoOwner) -> bool:
    return actor.organisation_id == co_owner.lead_id and "coordinator" in actor.roles


def can_answer(actor: Actor, co_owner: CoOwner) -> bool:
    """The coordinator of the municipality that was invited, or asks."""
    return actor.coordinates(co_owner.municipality_id) and co_owner.organisation_id == actor.organisation_id


def is_among_owners(actor: Actor, challenge: Challenge) -> bool:
    """Coordinates the lead, or a municipality that has joined, and acts for it now."""
    own = challenge.co_owners.filter(organisation_id=actor.organisation_id or 0, state="joined")
    return can_share(actor, challenge) or ("coordinator" in actor.roles and own.exists())
