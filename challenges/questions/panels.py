"""Questions on a challenge's page, and what waits for its owner."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import Challenge
from challenges.questions.models import Question
from challenges.questions.permissions import can_ask, is_asked_now
from challenges.traits import has
from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting, Request

MOST_DUTIES = 20
SHOWN = 50


def on_challenge(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    """What has been asked and answered, one's own that waits, and the way to ask; or to answer."""
    if not challenge.is_public:
        return None
    actor = request.actor
    found = _asked(actor, challenge) if has(challenge, "has_questions") else []
    answering = next((item for item in request.organisations if _answers(item, challenge)), None)
    context = {
        "challenge": challenge,
        "published": [row for row in found if row.published_at],
        "own": [row for row in found if not row.published_at and row.asker_id == actor.user_id],
        "waiting": sum(row.published_at is None for row in found) if answering else 0,
        "answering": answering,
        "may_ask": can_ask(actor, challenge) and is_asked_now(challenge),
        "may_sign_in": not actor.is_signed_in and is_asked_now(challenge),
    }
    return context if any(value for name, value in context.items() if name != "challenge") else None


def _asked(actor: Actor, challenge: Challenge) -> list[Question]:
    rows = Question.objects.visible_to(actor).filter(challenge=challenge).order_by("-published_at", "-id")
    return list(rows[:SHOWN])


def _answers(organisation: Acting, challenge: Challenge) -> bool:
    if organisation.id == challenge.organisation_id:
        return organisation.has_role("editor")
    return "coordinator" in organisation.roles and organisation.municipality_id == challenge.municipality_id


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """One for each open challenge of the organisation that has questions waiting."""
    if not organisation.has_role("editor"):
        return []
    waiting = Question.objects.visible_to(actor).waiting()
    waiting = waiting.filter(organisation_id=organisation.id, challenge__state="open")
    rows = waiting.values("challenge_id", "challenge__title").annotate(n=Count("pk"), since=Min("created_at"))
    return [_to_answer(row, organisation) for row in rows.order_by("since")[:MOST_DUTIES]]


def _to_answer(row: Mapping[str, Any], organisation: Acting) -> Duty:
    many = ngettext("%(n)s question", "%(n)s questions", row["n"]) % {"n": row["n"]}
    return Duty(
        title=_("Answer what was asked"),
        detail=f"{row['challenge__title']} · {many}",
        url=reverse("questions:list", args=[organisation.slug, row["challenge_id"]]),
        action=_("Answer"),
        icon="message-circle-question-mark",
        since=clock.day_of(row["since"]),
    )
