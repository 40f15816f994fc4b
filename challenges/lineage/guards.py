"""What stands in the way of a merge: nothing that somebody has given the challenge is lost without a word."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import Challenge
from challenges.needs import SUBJECT
from challenges.questions.models import Question
from mint.matching.models import Match, Need
from mint.matching.querysets import MatchQuerySet
from mint.matching.states import LIVE, REVEALED, State


def _matches(challenge: Challenge) -> MatchQuerySet:
    return Match.objects.filter(need__in=Need.objects.of_subject(SUBJECT, challenge.pk, challenge.organisation_id))


def in_talks(challenge: Challenge) -> str | None:
    """With whom it was agreed to talk about this one, one ends it first."""
    if _matches(challenge).filter(state__in=REVEALED).exists():
        return _("A partner and the owner are in contact about this challenge already. Settle that first.")
    return None


def unanswered_questions(challenge: Challenge) -> str | None:
    if Question.objects.filter(challenge=challenge).waiting().exists():
        return _("Questions wait for an answer. Answer them first: they cannot be answered afterwards.")
    return None


def fates(challenge: Challenge) -> list[str]:
    """What becomes of what hangs on it, for who decides: a sentence for each kind that there is."""
    asking = _matches(challenge).filter(state__in=LIVE).exclude(state=State.SUGGESTED).count()
    answered = Question.objects.filter(challenge=challenge).public().count()
    files = challenge.attachments.count()
    told = [
        ngettext(
            "%(n)s partner has shown interest or been invited: they are told where the challenge went, and may show "
            "interest in the other.",
            "%(n)s partners have shown interest or been invited: they are told where the challenge went, and may show "
            "interest in the other.",
            asking,
        )
        % {"n": asking}
        if asking
        else "",
        ngettext(
            "%(n)s answered question stays with the merged challenge, where its owner and you read it.",
            "%(n)s answered questions stay with the merged challenge, where its owner and you read them.",
            answered,
        )
        % {"n": answered}
        if answered
        else "",
        ngettext(
            "%(n)s attachment stays with the merged challenge.",
            "%(n)s attachments stay with the merged challenge.",
            files,
        )
        % {"n": files}
        if files
        else "",
        _("The discussion and the confidential part stay with the merged challenge. Nothing is deleted."),
    ]
    return [text for text in told if text]
