"""A question is answered, asked on and closed."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.workflow import Move, lock, perform
from reports.inquiries import notices
from reports.inquiries.models import Message, Thread
from reports.inquiries.permissions import can_answer
from reports.inquiries.states import OPEN, State

SYSTEM = "inquiries.ask"
ANSWER = Move("inquiry.answered", OPEN, State.ANSWERED, allowed=can_answer, label=gettext_lazy("Answer"))
ASK_ON = Move("inquiry.asked_on", OPEN, State.WAITING, allowed=lambda _actor, _thread: False, system=(SYSTEM,))
CLOSE = Move(
    "inquiry.closed", OPEN, State.CLOSED, allowed=can_answer, label=gettext_lazy("Close the question"), is_main=False
)
MOVES = (ANSWER, ASK_ON, CLOSE)


@transaction.atomic
def answer(thread: Thread, *, text: str, evidence: list[dict[str, Any]], key: UUID, actor: Actor) -> Thread:
    """The funder is told by mail. A double click answers once."""
    thread = lock(thread)
    if Message.objects.filter(form_key=key).exists():
        return thread
    fresh = perform(thread, ANSWER, actor=actor)
    Message.objects.create(
        organisation_id=fresh.organisation_id, thread=fresh, from_funder=False, author_id=actor.user_id, text=text,
        evidence=evidence, form_key=key, created_at=clock.now(),
    )  # fmt: skip
    notices.answered(fresh)
    return fresh


@transaction.atomic
def close(thread: Thread, *, actor: Actor) -> Thread:
    return perform(thread, CLOSE, actor=actor, closed_at=clock.now())
