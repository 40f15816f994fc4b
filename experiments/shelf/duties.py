"""What wakes: the owner looks at it again, and says whether it is taken up, left or given up."""

from django.urls import reverse
from django.utils.translation import gettext as _

from experiments.shelf.models import Rest
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting

MOST = 20


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    if not organisation.has_role("editor"):
        return []
    rows = Rest.objects.visible_to(actor).due().filter(organisation_id=organisation.id)
    return [_duty(rest, organisation) for rest in rows.select_related("experiment")[:MOST]]


def _duty(rest: Rest, organisation: Acting) -> Duty:
    return Duty(
        title=_("Has it come true, for what waits on the shelf?")
        if rest.condition
        else _("It wakes on the shelf: look again"),
        detail=rest.experiment.title,
        url=reverse("shelf:one", args=[organisation.slug, rest.experiment_id]),
        action=_("Open it"),
        icon="archive",
        since=rest.ask_on,
    )
