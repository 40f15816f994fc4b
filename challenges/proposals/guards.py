"""What stands in the way of a move: of a proposal, and of the challenge that asked for it."""

from django.db import connection
from django.utils.translation import gettext as _

from challenges.models import Challenge
from challenges.proposals.models import Criterion, Proposal
from challenges.proposals.states import AFTER_CALL
from challenges.states import State as ChallengeState
from mint import clock

WHOLE = 100


def is_in_time(challenge: Challenge) -> bool:
    """Open, and the deadline's day has not ended."""
    return challenge.state == ChallengeState.OPEN and bool(
        challenge.deadline_on and challenge.deadline_on >= clock.today()
    )


def in_time(proposal: Proposal) -> str | None:
    """As the challenge is now; a withdrawn one is not shown to its proposers any more."""
    challenge = Challenge.objects.filter(pk=proposal.challenge_id).defer("search").first()
    if challenge is not None and is_in_time(challenge):
        proposal.challenge = challenge
        return None
    return _("The deadline has passed, so the proposal cannot be sent, changed or withdrawn any more.")


def call_is_over(proposal: Proposal) -> str | None:
    return None if proposal.challenge.state in AFTER_CALL else _("The call is still open.")


def weighed(challenge: Challenge) -> str | None:
    """Criteria are published whole, or not at all."""
    weights = list(Criterion.objects.filter(challenge=challenge).values_list("weight", flat=True))
    if not weights or sum(weights) == WHOLE:
        return None
    return _("The weights of the criteria make up %(sum)s; they must make up 100.") % {"sum": sum(weights)}


def has_proposals(challenge: Challenge) -> bool:
    """Has anybody sent one? Answered to who called, also before they may read it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mint.has_proposals(%s)", [challenge.pk])
        (found,) = cursor.fetchone()
    return bool(found)


def unproposed(challenge: Challenge) -> str | None:
    """A call that somebody has answered is not taken back, nor opened again once its proposals could be read."""
    return _("Somebody has already sent a proposal.") if has_proposals(challenge) else None


def hold(challenge_id: int) -> None:
    """Keep the challenge as it is until the end of the transaction; others may hold it too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mint.hold_challenge(%s)", [challenge_id])
