"""What waits for an owner: to say who still belongs. (Tenancy stands below the duties, so that it is told here.)"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.certifying import confirm_by
from mint.tenancy.context import Acting
from mint.tenancy.models import Membership
from mint.tenancy.permissions import can_manage_members


def to_confirm(actor: Actor, organisation: Acting) -> list[Duty]:
    if not can_manage_members(actor, organisation.id):
        return []
    asked = list(Membership.objects.visible_to(actor).filter(organisation_id=organisation.id).active().asked())
    if not asked:
        return []
    detail = ngettext("%(n)s membership waits for an owner.", "%(n)s memberships wait for an owner.", len(asked))
    return [
        Duty(
            title=_("Confirm who still belongs to the organisation"),
            detail=detail % {"n": len(asked)},
            url=reverse("tenancy:confirm", args=[organisation.slug]),
            action=_("Confirm"),
            icon="users",
            due_on=confirm_by(asked),
            since=min((clock.day_of(member.asked_at) for member in asked if member.asked_at), default=None),
        )
    ]
