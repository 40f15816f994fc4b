"""What a challenge asks of proposals: its criteria in order, and the terms of the call."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from challenges.models import Challenge
from challenges.proposals.guards import WHOLE, is_in_time
from challenges.proposals.models import Call, Criterion
from challenges.states import State as ChallengeState

SUBJECT = "challenges.challenge"
KEPT_FOR = 600  # seconds


@dataclass(frozen=True)
class Asked:
    """Criteria in order; without criteria nobody is asked for a proposal (false)."""

    criteria: list[Criterion] = field(default_factory=list)
    call: Call | None = None
    deadline_on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.criteria)

    @property
    def total(self) -> int:
        return sum(criterion.weight for criterion in self.criteria)

    @property
    def is_whole(self) -> bool:
        return self.total == WHOLE

    @property
    def is_sealed(self) -> bool:
        return self.call is not None and self.call.is_sealed

    @property
    def feedback_on(self) -> date | None:
        return self.call.feedback_on(self.deadline_on) if self.call else None


def asked_of(challenge: Challenge) -> Asked:
    """Read once for each challenge in hand; row security shows it to whoever sees the challenge.

    Of a public challenge it changes no more: it is kept by the challenge's version.
    """
    known: Asked | None = getattr(challenge, "asked", None)
    if known is None:
        key = f"asked:{challenge.pk}:{challenge.version}"
        known = cache.get(key) if challenge.is_public else None
        if known is None:
            known = _read(challenge)
            if challenge.is_public:
                cache.set(key, known, KEPT_FOR)
        challenge.asked = known  # type: ignore[attr-defined]  # kept with the row in hand
    return known


def _read(challenge: Challenge) -> Asked:
    criteria = list(Criterion.objects.of(challenge))
    call = Call.objects.filter(challenge=challenge).first() if criteria else None
    return Asked(criteria, call, challenge.deadline_on)


def takes_proposals(subject_type: str, subject_id: int, subject: Any = None) -> bool:
    """Is the need answered by a proposal? Then nobody is asked for an interest."""
    if subject_type != SUBJECT:
        return False
    return bool(asked_of(subject)) if subject else Criterion.objects.filter(challenge_id=subject_id).exists()


def is_open_for(challenge: Challenge) -> bool:
    return is_in_time(challenge) and bool(asked_of(challenge))


def closed_first(challenge: Challenge) -> str | None:
    """Where criteria were published, the partner comes from the proposals: an open call is not passed by."""
    if challenge.state != ChallengeState.OPEN or not asked_of(challenge):
        return None
    return _("This challenge asks for proposals. Close the call first; the partner is chosen among them.")
