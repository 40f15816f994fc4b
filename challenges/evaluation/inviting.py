"""Who is asked to evaluate: from inside by name, from outside by an e-mailed link; each for one case, until a day."""

import secrets
from datetime import date, datetime, timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.evaluation import notices
from challenges.evaluation.models import Evaluator, Phase
from challenges.evaluation.models.scope import scope_of
from challenges.evaluation.permissions import can_run
from challenges.evaluation.states import AssignmentState, PhaseState
from challenges.models import EVALUATE, Challenge, ChallengeGrant
from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.links.codes import person_at
from mint.mail import compose
from mint.outbox.queue import send
from mint.sealing import hashed
from mint.tenancy import grants
from mint.tenancy.actions import absolute
from mint.web import MoveError
from mint.workflow import lock


class Invited(NamedTuple):
    """What a mailed link says of itself: where the code goes, and what it is about."""

    user_id: int
    email: str
    title: str
    phase: str
    closes_on: date


KIND = "evaluator"
STAYS = timedelta(days=7)  # after the last day of scoring


def until(phase: Phase) -> datetime:
    return clock.at(phase.closes_on + STAYS, 23)


def at_hand(challenge: Challenge) -> list[tuple[int, str, str]]:
    """(user, name, organisation) of whom the coordinator may ask from inside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, person, organisation FROM mint.evaluators_at_hand(%s)", [challenge.pk])
        found: list[tuple[int, str, str]] = cursor.fetchall()
        return found


@transaction.atomic
def invite_address(phase: Phase, *, email: str, name: str, language: str, actor: Actor) -> Evaluator:
    """Somebody who may have no account: it is made, without a password; the e-mailed code signs them in."""
    if not can_run(actor, phase):
        raise PermissionDenied
    person = person_at(email.lower(), name, language)
    if person is None:
        raise MoveError(_("This address cannot be invited."))
    if not EmailAddress.objects.filter(user=person).exists():
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    return ask(phase, person, actor=actor)


@transaction.atomic
def invite_person(phase: Phase, *, user_id: int, actor: Actor) -> Evaluator:
    """Somebody of those at hand."""
    if not can_run(actor, phase) or user_id not in {row[0] for row in at_hand(phase.challenge)}:
        raise PermissionDenied
    return ask(phase, User.objects.get(pk=user_id), actor=actor)


@transaction.atomic
def ask(phase: Phase, person: User, *, actor: Actor) -> Evaluator:
    """Who may be asked, the callers have seen to."""
    if not can_run(actor, phase):
        raise PermissionDenied
    phase = lock(phase)
    if phase.state == PhaseState.CLOSED:
        raise MoveError(_("The scoring has ended; the sheets are locked."))
    ends, token = until(phase), secrets.token_urlsafe(32)
    values = {"invited_by_id": actor.user_id, "expires_at": ends, "left_at": None, "token_hash": hashed(KIND, token)}
    evaluator, _made = Evaluator.objects.update_or_create(
        phase=phase, user=person, defaults=values,
        create_defaults={**values, **scope_of(phase), "created_at": clock.now()},
    )  # fmt: skip
    challenge = phase.challenge
    grants.grant(
        ChallengeGrant, EVALUATE, challenge, user=person, granted_by=actor, expires_at=ends,
        organisation_id=challenge.organisation_id, municipality_id=challenge.municipality_id,
    )  # fmt: skip
    record("evaluation.invited", phase, actor=actor, data={"user": person.pk})
    if person.last_login is None:
        _mail(evaluator, person, token)
    else:
        notices.invited(evaluator, actor)
    return evaluator


def _mail(evaluator: Evaluator, person: User, token: str) -> None:
    url = absolute(reverse("evaluation:invitation", args=[token]))
    phase = evaluator.phase
    context = {"title": phase.challenge.title, "phase": phase.name, "closes_on": str(phase.closes_on), "url": url}
    send(compose("evaluation_invitation", person.email, context, language=person.language))


def invited(token: str) -> Invited | None:
    """What the holder of a mailed link is told before signing in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mint.invited_to_evaluate(%s)", [hashed(KIND, token)])
        row = cursor.fetchone()
    return Invited(*row) if row else None


@transaction.atomic
def end(evaluator: Evaluator, *, actor: Actor) -> None:
    """From the next request on they find nothing; what they have finished counts, what not is taken off."""
    if not can_run(actor, evaluator):
        raise PermissionDenied
    Evaluator.objects.filter(pk=evaluator.pk).update(left_at=clock.now(), token_hash="")
    unfinished = evaluator.assignments.filter(state=AssignmentState.GIVEN)
    unfinished.update(state=AssignmentState.REMOVED)
    grants.revoke(ChallengeGrant, evaluator.challenge, user_id=evaluator.user_id)
    record("evaluation.ended", evaluator.phase, actor=actor, data={"user": evaluator.user_id})
