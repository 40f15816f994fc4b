"""What waits for a coordinator: companies to verify. And for a company: to tell of itself."""

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.actions import unverified_of
from companies.permissions import can_see_unverified
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    if organisation.kind != "municipality" or not can_see_unverified(actor, organisation.municipality_id):
        return []
    url = reverse("companies:unverified", args=[organisation.slug])
    return [
        Duty(
            title=_("Verify a company"),
            detail=f"{company.name}, {company.business_id}",
            url=url,
            action=_("Verify"),
            icon="badge-check",
            since=company.created_at.date(),
        )
        for company in unverified_of(organisation.municipality_id)
    ]
