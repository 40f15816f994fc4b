"""Who may do what to attraction factors. When it may be done is in `workflow.MOVES`."""

from mint.actor import Actor
from municipalities.models import AttractionFactor


def can_write(actor: Actor) -> bool:
    """Those who write in the municipality they act for."""
    return actor.acting_municipality_id is not None and actor.has_role(actor.organisation_id, "editor")


def can_edit(actor: Actor, factor: AttractionFactor) -> bool:
    return actor.has_role(factor.organisation_id, "editor")
