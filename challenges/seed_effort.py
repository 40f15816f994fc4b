"""The demo's companies sat so long over the steps of their challenges: a few minutes each, in stretches."""

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from challenges.models import Challenge
from challenges.states import EDITABLE
from challenges.wizard import COMPANY, Step
from companies.effort.measuring import measure, opened_now
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World


def seed(_world: "World") -> None:
    chance = Random(7)
    for challenge in Challenge.objects.filter(organisation__kind="company").order_by("pk"):
        steps = COMPANY[:1] if challenge.state in EDITABLE else COMPANY
        for step in steps:
            _sit(challenge, step, chance)


def _sit(challenge: Challenge, step: Step, chance: Random) -> None:
    """Opened, saved once while writing, and gone on from."""
    begun = challenge.created_at + timedelta(minutes=10 * step.number)
    with clock.set_to(begun):
        sent = opened_now()
    for share, goes_on in ((0.6, False), (1.0, True)):
        with clock.set_to(begun + timedelta(seconds=share * step.minutes * chance.randint(50, 110))):
            measure(step.asked, challenge.pk, organisation_id=challenge.organisation_id, sent=sent, goes_on=goes_on)
