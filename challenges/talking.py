"""What is said about a challenge: who its parties and evaluators are, and its discussion on its pages."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges import timeline
from challenges.models import Challenge, ChallengeGrant
from challenges.needs import SUBJECT
from challenges.permissions import can_read
from challenges.states import State
from mint import clock
from mint.discussion import stream
from mint.discussion.subjects import Rows, Subject
from mint.matching.models import Match
from mint.matching.states import REVEALED
from mint.tenancy.context import Request


def _joined(organisation_ids: Sequence[int], pk: Any) -> Rows:
    """Partners who know its contacts: both sides are interested, or have agreed."""
    return Match.objects.filter(
        partner_id__in=organisation_ids, state__in=REVEALED, need__subject_type=SUBJECT, need__subject_id=pk
    )


def _opened(user_id: int, pk: Any) -> Rows:
    grants: Rows = ChallengeGrant.objects.filter(user_id=user_id, content_object_id=pk, expires_at__gt=clock.now())
    return grants


def _page(challenge: Challenge, organisation: str) -> str:
    return (
        reverse("challenges:manage", args=[organisation, challenge.pk])
        if organisation
        else challenge.get_absolute_url()
    )


def _events(challenge: Challenge) -> list[dict[str, Any]]:
    return timeline.events(timeline.entries(challenge))


DISCUSSED = Subject(
    model=Challenge,
    word="haasteet",
    title=_("Challenges"),
    page=_page,
    joined=_joined,
    opened=_opened,
    is_closed=lambda challenge: challenge.state == State.ARCHIVED,
    may_read=can_read,
    events=_events,
)


def panel(request: Request, challenge: Challenge) -> dict[str, Any]:
    """In a workspace among the events, which its page has read; on the public page alone."""
    return stream.block(request, challenge, events=challenge.happened)
