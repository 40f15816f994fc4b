"""Who may do what to a challenge. When it may be done is in `workflow.MOVES`."""

from challenges.models import Challenge
from challenges.states import EDITABLE, REVIEWED, SHARING, CoState, State
from mint import clock
from mint.actor import Actor
from mint.tenancy.context import Acting
from mint.tenancy.roles import Kind


def can_create(actor: Actor, kind: str) -> bool:
    """Those who write in a company, a municipality or another public body: a university answers challenges."""
    return kind != Kind.UNIVERSITY and actor.has_role(actor.organisation_id, "editor")


def is_owner(actor: Actor, challenge: Challenge) -> bool:
    return actor.has_role(challenge.organisation_id, "editor")


def can_edit(actor: Actor, challenge: Challenge) -> bool:
    return is_owner(actor, challenge) and challenge.state in EDITABLE


def can_curate(actor: Actor, challenge: Challenge) -> bool:
    """The coordinator of its municipality, or a curator of a partner of its project."""
    return actor.coordinates(challenge.municipality_id) or actor.curates(challenge.project_id)


def can_publish_own(actor: Actor, challenge: Challenge) -> bool:
    """A coordinator needs nobody's review for the municipality's own."""
    return can_curate(actor, challenge) and challenge.organisation_id == actor.organisation_id


def can_conclude(actor: Actor, challenge: Challenge) -> bool:
    return is_owner(actor, challenge) or can_curate(actor, challenge)


def can_read(actor: Actor, challenge: Challenge) -> bool:
    """More than title and state: of a challenge in review a project manager sees those only."""
    if challenge.state not in REVIEWED:
        return True
    return can_read_confidential(actor, challenge) or is_co_owner(actor, challenge, SHARING)


def can_read_confidential(actor: Actor, challenge: Challenge) -> bool:
    """The owner's people, those who curate it, and who evaluates it."""
    return takes_part(actor, challenge) or is_co_owner(actor, challenge) or is_evaluator(actor, challenge)


def is_co_owner(actor: Actor, challenge: Challenge, states: tuple[str, ...] = (CoState.JOINED,)) -> bool:
    """Does the actor coordinate a municipality that owns it together with the lead?"""
    places = actor.municipality_ids
    return bool(places) and challenge.co_owners.filter(municipality_id__in=places, state__in=states).exists()


def takes_part(actor: Actor, challenge: Challenge) -> bool:
    """Of the owner's or the curators' side; by any membership, whomever one acts for now."""
    return (
        challenge.organisation_id in actor.organisation_ids
        or challenge.municipality_id in actor.municipality_ids
        or challenge.project_id in actor.curated_ids
    )


def can_open_to_evaluators(actor: Actor, challenge: Challenge) -> bool:
    """The coordinator of its municipality invites a person from outside, and ends it."""
    return actor.coordinates(challenge.municipality_id)


def is_evaluator(actor: Actor, challenge: Challenge) -> bool:
    """Is the case opened to this person from outside, for now?"""
    return (
        actor.is_signed_in and challenge.grants.filter(user_id=actor.user_id or 0, expires_at__gt=clock.now()).exists()
    )


def can_amend(actor: Actor, challenge: Challenge) -> bool:
    """Change what has been published: the owner's editors, and the coordinator of its municipality."""
    return is_owner(actor, challenge) or actor.coordinates(challenge.municipality_id)


PARTNERS = ("company", "university")


def can_keep_confidential(actor: Actor, challenge: Challenge) -> bool:
    """Change the confidential part and its terms, and end a partner's access."""
    return is_owner(actor, challenge) or (
        actor.coordinates(challenge.municipality_id) and challenge.state != State.DRAFT
    )


def can_accept_terms(actor: Actor, challenge: Challenge, partner: Acting) -> bool:
    """Who writes in a verified company or university binds it; the owner's side need not."""
    return (
        challenge.is_public
        and bool(challenge.confidential_terms)
        and partner.is_verified
        and partner.kind in PARTNERS
        and partner.may_write
        and partner.id == actor.organisation_id
        and not takes_part(actor, challenge)
    )
