"""An invitation waits in the work queue of the organisation that is asked, until it is answered."""

from django.urls import reverse
from django.utils.translation import gettext as _

from experiments.models import PartyInvitation
from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting

MOST = 20


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    if not organisation.has_role("editor"):
        return []
    rows = PartyInvitation.objects.visible_to(actor).waiting().filter(member=organisation.id)
    return [_duty(row, organisation) for row in rows.select_related("organisation").order_by("created_at", "id")[:MOST]]


def _duty(row: PartyInvitation, organisation: Acting) -> Duty:
    return Duty(
        title=_("Answer an invitation to an experiment"),
        detail=f"{row.title} · {row.organisation.name}",
        url=reverse("parties:invitation", args=[organisation.slug, row.pk]),
        action=_("Answer"),
        icon="handshake",
        since=clock.day_of(row.created_at),
    )
