"""Who may write a company's profile, and who says that a company is real."""

from mint.actor import Actor


def can_edit(actor: Actor, organisation_id: int) -> bool:
    return actor.has_role(organisation_id, "owner", "editor")


def can_see_unverified(actor: Actor, municipality_id: int | None) -> bool:
    return actor.coordinates(municipality_id)
