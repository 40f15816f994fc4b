"""Asking to join a company that is in MINT already, and telling those concerned."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from companies import notices
from companies.permissions import can_see_requests
from mint.actor import Actor
from mint.tenancy import workflow
from mint.tenancy.context import Acting
from mint.tenancy.models import JoinRequest, Organisation
from mint.tenancy.querysets import JoinRequestQuerySet
from mint.tenancy.roles import Kind
from mint.tenancy.states import JoinState
from mint.workflow import available

MOST_SHOWN = 50


@dataclass(frozen=True)
class Row:
    """A request as a list shows it; `may_answer` opens the buttons, otherwise the owners' time is still running."""

    asked: JoinRequest
    may_answer: bool


@transaction.atomic
def ask(company: Organisation, *, message: str, actor: Actor) -> JoinRequest:
    """The owners are told once, however often the button is pressed."""
    asked, is_new = workflow.ask(company, message=message, actor=actor)
    if is_new:
        notices.join_asked(asked)
    return asked


@transaction.atomic
def accept(asked: JoinRequest, *, role: str, actor: Actor) -> JoinRequest:
    asked = workflow.accept(asked, role=role, actor=actor)
    notices.join_accepted(asked)
    return asked


@transaction.atomic
def decline(asked: JoinRequest, *, actor: Actor) -> JoinRequest:
    asked = workflow.decline(asked, actor=actor)
    notices.join_declined(asked)
    return asked


def asking(users: Collection[int]) -> dict[int, str]:
    """Which of these people wait for an answer, as the demo's list calls them."""
    rows = JoinRequest.objects.filter(asker_id__in=users, state=JoinState.WAITING).select_related("organisation")
    return {row.asker_id: _("asks to join %(organisation)s") % {"organisation": row.organisation.name} for row in rows}


def at_desk(actor: Actor, desk: Acting) -> JoinRequestQuerySet:
    """Requests that concern the organisation acted for: to this company, or to companies of this municipality."""
    rows = JoinRequest.objects.visible_to(actor).select_related("organisation__municipality", "asker")
    if desk.kind == Kind.COMPANY:
        return rows.filter(organisation_id=desk.id)
    return rows.filter(organisation__municipality_id=desk.municipality_id or 0)


def waiting_at(actor: Actor, desk: Acting) -> list[Row]:
    """The oldest first; none where the actor has no say."""
    if not can_see_requests(actor, desk):
        return []
    found = at_desk(actor, desk).waiting().order_by("created_at", "pk")[:MOST_SHOWN]
    return [Row(asked, workflow.ACCEPT in available(asked, workflow.MOVES, actor)) for asked in found]


def asked_by(actor: Actor) -> list[JoinRequest]:
    """One's own requests, the newest first."""
    rows = JoinRequest.objects.visible_to(actor).asked_by(actor).select_related("organisation")
    return list(rows.order_by("-pk")[:MOST_SHOWN])
