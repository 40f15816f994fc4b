"""What waits: companies to verify for a coordinator, requests to join for owners and, later, for the coordinator."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.actions import unverified_of
from companies.joining import asked_by, waiting_at
from companies.permissions import can_see_unverified
from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting, Request
from mint.tenancy.workflow import OFFERED


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
            since=clock.day_of(company.created_at),
        )
        for company in unverified_of(organisation.municipality_id)
    ]


def join_duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """What one may answer now: a coordinator is not asked before the owners' time is over."""
    url = reverse("companies:requests", args=[organisation.slug])
    return [
        Duty(
            title=_("Answer a request to join"),
            detail=f"{row.asked.asker.name}. {row.asked.organisation.name}",
            url=url,
            action=_("Answer"),
            icon="user-plus",
            since=clock.day_of(row.asked.created_at),
        )
        for row in waiting_at(actor, organisation)
        if row.may_answer
    ]


def requests(request: Request, desk: Acting) -> dict[str, Any] | None:
    """On the page of members: who asks to become one."""
    rows = waiting_at(request.actor, desk)
    return {"rows": rows, "roles": OFFERED, "acting_for": desk} if rows else None


def own_requests(request: Request, _person: Any) -> dict[str, Any] | None:
    """On the page of somebody without an organisation: the companies they have asked."""
    rows = asked_by(request.actor)
    return {"rows": rows} if rows else None
