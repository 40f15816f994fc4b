from mint.accounts.models import User
from mint.actor import Actor


def can_set_up(actor: Actor, organisation_id: int) -> bool:
    """Owners say how their people sign in."""
    return actor.has_role(organisation_id, "owner")


def can_confirm(user: User) -> bool:
    """An operator says that a domain is the organisation's."""
    return user.is_active and user.is_staff
