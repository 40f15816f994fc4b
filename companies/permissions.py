"""Who may write a company's profile, who says that a company is real, and at which desk requests to join wait."""

from mint.actor import Actor
from mint.tenancy.context import Acting
from mint.tenancy.roles import Kind


def can_edit(actor: Actor, organisation_id: int) -> bool:
    return actor.has_role(organisation_id, "owner", "editor")


def can_see_unverified(actor: Actor, municipality_id: int | None) -> bool:
    return actor.coordinates(municipality_id)


def can_see_requests(actor: Actor, desk: Acting) -> bool:
    owns = desk.kind == Kind.COMPANY and actor.has_role(desk.id, "owner")
    return owns or actor.coordinates(desk.municipality_id)
