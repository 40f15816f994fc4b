"""What matching knows of a challenge: a need, while it is open."""

from challenges.models import Challenge
from challenges.permissions import is_evaluator
from mint import clock
from mint.actor import Actor
from mint.matching import needs
from mint.matching.models import Match, Need
from mint.matching.states import LIVE, State
from mint.notifications.notify import Recipients

SUBJECT = "challenges.challenge"


def put(challenge: Challenge, actor: Actor) -> None:
    needs.put(
        SUBJECT,
        challenge.pk,
        organisation_id=challenge.organisation_id,
        municipality_id=challenge.municipality_id,
        project_id=challenge.project_id,
        title=challenge.title,
        path=challenge.get_absolute_url(),
        text=f"{challenge.question}\n{challenge.problem}\n{challenge.affected}\n{challenge.outcome}".strip(),
        dimensions=challenge.needs,
        themes=challenge.themes,
        starts_on=clock.today(),
        ends_on=challenge.deadline_on,
        language=challenge.language,
        actor=actor,
    )


def is_answered(challenge: Challenge) -> bool:
    """Has anybody been interested, or been invited?"""
    return Match.objects.filter(
        need__in=Need.objects.of_subject(SUBJECT, challenge.pk, challenge.organisation_id)
    ).exists()


def evaluates(actor: Actor, need: Need) -> bool:
    """Was the case opened to this person from outside, for now?"""
    return need.subject_type == SUBJECT and is_evaluator(actor, Challenge(pk=need.subject_id))


def interested(challenge: Challenge) -> Recipients:
    """Whom a change concerns: those who have shown interest in it, or been asked and not declined."""
    needs_of = Need.objects.of_subject(SUBJECT, challenge.pk, challenge.organisation_id)
    live = Match.objects.filter(need__in=needs_of, state__in=LIVE).exclude(state=State.SUGGESTED)
    return Recipients(organisations=sorted(set(live.values_list("partner_id", flat=True))))


def take_back(challenge: Challenge, actor: Actor) -> None:
    needs.withdraw(SUBJECT, challenge.pk, challenge.organisation_id)
