from mint.actor import Actor
from mint.tenancy.models import Organisation


def can_manage_members(actor: Actor, organisation_id: int) -> bool:
    """Owners invite and remove."""
    return actor.has_role(organisation_id, "owner")


def can_see_members(actor: Actor, organisation_id: int) -> bool:
    return actor.has_role(organisation_id, "viewer")


def can_verify(actor: Actor, organisation: Organisation) -> bool:
    """The municipality's coordinator says that a company is who it says."""
    return organisation.kind == "company" and actor.coordinates(organisation.municipality_id)
