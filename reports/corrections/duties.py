"""What waits for a second person."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from reports.corrections.models import Correction

MOST = 10
ROLES = ("curator", "project_manager")


def waiting(actor: Actor, organisation: Any) -> list[Duty]:
    """Corrections that somebody else has proposed in the projects curated or managed here."""
    if not any(actor.has_role(organisation.id, role) for role in ROLES):
        return []
    seen = Correction.objects.visible_to(actor).waiting()
    mine = seen.filter(project_id__in=actor.curated_ids | actor.managed_ids).exclude(proposed_by_id=actor.user_id)
    return [_duty(each, organisation) for each in mine.select_related("project", "indicator").order_by("id")[:MOST]]


def _duty(correction: Correction, organisation: Any) -> Duty:
    words = {"code": correction.indicator.code, "project": correction.project.code}
    return Duty(
        title=_("A correction of %(code)s waits for a second person") % words,
        detail=_("Report of %(project)s") % words,
        url=reverse("corrections:detail", args=[organisation.slug, correction.pk]),
        action=_("Look at it"),
        icon="users",
        since=clock.day_of(correction.created_at),
    )
