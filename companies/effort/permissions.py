"""Who sees what is asked of companies."""

from mint.actor import Actor
from mint.tenancy.roles import Kind


def can_see_own(actor: Actor, organisation_id: int, kind: str) -> bool:
    """A company's members, its viewers too."""
    return kind == Kind.COMPANY and actor.has_role(organisation_id, "viewer")


def can_see_sums(actor: Actor) -> bool:
    """Who manages a project: of its companies together."""
    return "project_manager" in actor.roles
