"""What waits for those who keep a municipality's factors: facts to be looked at again."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mint.actor import Actor
from mint.notifications.duties import Duty
from municipalities.models import AttractionFactor
from municipalities.permissions import can_write

MOST = 20


def to_check(actor: Actor, organisation: Any) -> list[Duty]:
    if not can_write(actor):
        return []
    due = AttractionFactor.objects.visible_to(actor).of_tenant(organisation.id).to_check()[:MOST]
    return [
        Duty(
            title=_("Check that the facts still hold"),
            about=factor.name,
            detail=str(factor.get_category_display()),
            url=reverse("municipalities:edit", args=[organisation.slug, factor.pk]),
            action=_("Check"),
            icon="map-pin",
            urgent=factor.is_stale,
            due_on=factor.next_check_on,
        )
        for factor in due
    ]
