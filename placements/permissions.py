"""Who may do what to placements and applications. When it may be done is in the MOVES tables."""

from mint.actor import Actor
from placements.models import Application, Placement
from placements.states import Party, State


def can_create(actor: Actor) -> bool:
    """Those who write in the organisation they act for: any kind may be a host."""
    return actor.has_role(actor.organisation_id, "editor")


def is_host(actor: Actor, noun: Placement | Application) -> bool:
    return actor.has_role(noun.organisation_id, "editor")


def can_edit(actor: Actor, placement: Placement) -> bool:
    """Until it is sent for review; afterwards people apply to what they read."""
    return is_host(actor, placement) and placement.state == State.DRAFT


def can_curate(actor: Actor, placement: Placement) -> bool:
    """The coordinator of its municipality, or a curator of a partner of its project."""
    return actor.coordinates(placement.municipality_id) or actor.curates(placement.project_id)


def can_open(actor: Actor, placement: Placement) -> bool:
    """A coordinator or curator opens what was sent to them; a coordinator also the municipality's own draft."""
    if placement.state == State.DRAFT:
        return is_host(actor, placement) and actor.coordinates(placement.municipality_id)
    return can_curate(actor, placement)


def can_interrupt(actor: Actor, placement: Placement) -> bool:
    return is_host(actor, placement) or can_curate(actor, placement)


def can_apply(actor: Actor) -> bool:
    """Students, acting for their university."""
    return actor.has_role(actor.organisation_id, "student")


def is_applicant(actor: Actor, application: Application) -> bool:
    return actor.is_signed_in and application.applicant_id == actor.user_id


def is_school(actor: Actor, application: Application) -> bool:
    """A curator of the applicant's university."""
    return actor.has_role(application.school_id, "curator")


def can_manage(actor: Actor, placement: Placement) -> bool:
    """Its page in a workspace: the host's people, and those who approve it."""
    return actor.has_role(placement.organisation_id, "viewer") or can_curate(actor, placement)


def can_confirm(actor: Actor, application: Application, party: str) -> bool:
    """Each party says yes for itself."""
    if party == Party.HOST:
        return is_host(actor, application)
    return is_applicant(actor, application) if party == Party.STUDENT else is_school(actor, application)
