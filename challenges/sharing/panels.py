"""Who owns a challenge together, on its page; what waits for whom was invited or asked; the shared ones on a desk."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import Challenge, CoOwner
from challenges.states import ASKABLE, SHARING, CoState
from challenges.traits import has
from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting, Request

MOST = 20


def on_challenge(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    """`Together: Savitaipale, Luumäki`; and the way to the owners' page for each of them."""
    found = _live(request.actor, challenge) if has(challenge, "has_co_owners") else []
    joined = [row.municipality for row in found if row.state == CoState.JOINED]
    own = {row.organisation_id for row in found}
    desk = next((item for item in request.organisations if _shares(item, challenge, own)), None)
    asks = next((item for item in request.organisations if _may_ask(item, challenge)), None) if desk is None else None
    if not joined and desk is None and asks is None:
        return None
    is_asked = desk is not None and any(row.state == CoState.ASKED and row.organisation_id == desk.id for row in found)
    return {"challenge": challenge, "joined": joined, "desk": desk, "asks": asks, "is_asked": is_asked}


def _live(actor: Actor, challenge: Challenge) -> list[CoOwner]:
    rows = CoOwner.objects.visible_to(actor).filter(challenge=challenge, state__in=(*SHARING, CoState.ASKED))
    return list(rows.select_related("municipality").order_by("id"))


def _may_ask(organisation: Acting, challenge: Challenge) -> bool:
    is_other = organisation.kind == "municipality" and organisation.id != challenge.organisation_id
    is_shared = challenge.organisation.kind == "municipality" and challenge.state in ASKABLE
    return is_other and is_shared and "coordinator" in organisation.roles


def _shares(organisation: Acting, challenge: Challenge, own: set[int]) -> bool:
    is_lead = organisation.id == challenge.organisation_id
    return organisation.kind == "municipality" and "coordinator" in organisation.roles and (
        is_lead or organisation.id in own
    )  # fmt: skip


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """An invitation waits for its coordinator, a request for the lead's."""
    if organisation.kind != "municipality" or "coordinator" not in organisation.roles:
        return []
    invited = Q(organisation_id=organisation.id, state=CoState.INVITED)
    asked = Q(lead_id=organisation.id, state=CoState.ASKED)
    rows = CoOwner.objects.visible_to(actor).filter(invited | asked)
    return [
        _duty(row, organisation)
        for row in rows.select_related("challenge", "lead", "organisation").order_by("id")[:MOST]
    ]


def _duty(row: CoOwner, organisation: Acting) -> Duty:
    asks = row.state == CoState.ASKED
    return Duty(
        title=_("Answer a request to own a challenge together")
        if asks
        else _("Answer an invitation to a shared challenge"),
        detail=f"{row.challenge.title} · {(row.organisation if asks else row.lead).name}",
        url=reverse("sharing:page", args=[organisation.slug, row.challenge_id]),
        action=_("Answer"),
        icon="users",
        since=clock.day_of(row.created_at),
    )


def desk(request: Request, organisation: Acting) -> dict[str, Any] | None:
    """What the municipality owns together with a lead elsewhere: its own board does not have it."""
    if organisation.kind != "municipality":
        return None
    rows = CoOwner.objects.visible_to(request.actor).joined().filter(organisation_id=organisation.id)
    found = list(rows.select_related("challenge", "lead").order_by("-id")[:MOST])
    return {"rows": found, "acting_for": organisation} if found else None
