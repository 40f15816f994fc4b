"""Asking in public, and answering in public: nothing is public before the owner's side has read it."""

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import Challenge
from challenges.questions import notices
from challenges.questions.models import Question
from challenges.questions.permissions import can_answer, can_ask, is_asked_now
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from mint.workflow import lock

MOST_A_DAY = 10


@transaction.atomic
def ask(challenge: Challenge, *, text: str, key: UUID, actor: Actor) -> Question:
    """Ten a day at most of one person, over all challenges; the same form asks once."""
    if not can_ask(actor, challenge):
        raise PermissionDenied
    if not is_asked_now(challenge):
        raise MoveError(_("Questions are no longer taken for this challenge."))
    own = Question.objects.visible_to(actor).filter(asker_id=actor.user_id or 0)
    if own.filter(created_at__gt=clock.now() - timedelta(days=1)).exclude(form_key=key).count() >= MOST_A_DAY:
        raise MoveError(_("You have asked ten questions within a day. Go on tomorrow."))
    question, is_new = own.get_or_create(
        challenge=challenge,
        asker_id=actor.user_id or 0,
        form_key=key,
        defaults={"organisation_id": challenge.organisation_id, "text": text, "created_at": clock.now()},
    )
    if is_new:
        record("question.asked", question, actor=actor)
        notices.asked(question, actor)
    return question


@transaction.atomic
def answer(question: Question, *, text: str, actor: Actor) -> Question:
    """The answer, or a better one, and the question with it, in public; without words the question alone."""
    fresh = Question.objects.select_for_update(of=("self",), no_key=True).filter(pk=question.pk).first()
    if fresh is None or not can_answer(actor, fresh.challenge):
        raise PermissionDenied
    if not fresh.challenge.is_public:
        raise MoveError(_("Only the questions of a published challenge are answered."))
    if fresh.answer and not text:
        raise MoveError(_("An answer can be corrected, but it is not taken away."))
    if fresh.published_at and fresh.answer == text:
        return fresh  # a second click
    fresh.published_at = fresh.published_at or clock.now()
    fresh.answer, fresh.answered_at = text, clock.now() if text else None
    fresh.save(update_fields=["published_at", "answer", "answered_at"])
    record("question.answered" if text else "question.published", fresh, actor=actor)
    notices.published(fresh, actor)
    return fresh


@transaction.atomic
def set_last_day(challenge: Challenge, *, until: date | None, actor: Actor) -> Challenge:
    """Until when questions are taken; empty: as long as the call is open."""
    fresh = lock(challenge)
    if not can_answer(actor, fresh):
        raise PermissionDenied
    if fresh.state != "open":
        raise MoveError(_("Questions are taken while the call is open."))
    if until and (until < clock.today() or (fresh.deadline_on and until > fresh.deadline_on)):
        raise MoveError(_("Choose a day between today and the end of the call."))
    if fresh.questions_until == until:
        return fresh
    fresh.questions_until = until
    fresh.version += 1
    fresh.save(update_fields=["questions_until", "version"])
    record("challenge.questions_limited", fresh, actor=actor, data={"until": str(until or "")})
    return fresh
