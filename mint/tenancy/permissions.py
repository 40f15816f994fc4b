from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.tenancy.models import JoinRequest, Organisation


def can_manage_members(actor: Actor, organisation_id: int) -> bool:
    """Owners invite and remove."""
    return actor.has_role(organisation_id, "owner")


def can_read_trail(actor: Actor, organisation_id: int) -> bool:
    """The whole log of an organisation is for its owners; others see what happened to a thing on its own page."""
    return actor.has_role(organisation_id, "owner")


def can_see_members(actor: Actor, organisation_id: int) -> bool:
    return actor.has_role(organisation_id, "viewer")


def can_enter(user: User) -> bool:
    """Operators, by emergency access."""
    return user.is_active and user.is_staff


def can_verify(actor: Actor, organisation: Organisation) -> bool:
    """The municipality's coordinator says that a company is who it says."""
    return organisation.kind == "company" and actor.coordinates(organisation.municipality_id)


def can_withdraw(actor: Actor, asked: JoinRequest) -> bool:
    return actor.is_signed_in and asked.asker_id == actor.user_id


def can_answer(actor: Actor, asked: JoinRequest) -> bool:
    """The company's owners; the municipality's coordinator when they have let the time pass. Never the asker."""
    if can_withdraw(actor, asked):
        return False
    in_time = clock.today() < asked.coordinator_from
    return actor.has_role(asked.organisation_id, "owner") or (actor.coordinates(asked.municipality_id) and not in_time)
