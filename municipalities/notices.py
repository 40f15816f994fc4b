"""Which messages an attraction factor causes, to whom, with what."""

from mint.actor import Actor
from mint.notifications.notify import Recipients, notify
from municipalities.models import AttractionFactor


def published(factor: AttractionFactor, actor: Actor) -> None:
    """Colleagues in the municipality, and those who curate its project, hear of a new factor."""
    notify(
        "factor_published",
        Recipients(
            organisations=[factor.organisation_id], curators_of=[factor.project_id] if factor.project_id else []
        ),
        path=factor.municipality_url,
        context={"name": factor.name, "municipality": factor.municipality.name},
        but=actor.user_id,
        undo_key=factor.entry_key,
    )
