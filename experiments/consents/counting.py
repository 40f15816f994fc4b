"""How many have agreed, and how many have taken it back: people by their codes, not papers."""

from dataclasses import dataclass

from django.db.models import Count, Q

from experiments.consents.models import GivenConsent
from experiments.models import Experiment
from mint.actor import Actor


@dataclass(frozen=True)
class Counted:
    valid: int
    withdrawn: int


def counted(experiment: Experiment, actor: Actor) -> Counted:
    """Who has agreed again after taking it back is among the valid ones only."""
    rows = GivenConsent.objects.visible_to(actor).filter(experiment=experiment)
    found = rows.aggregate(
        valid=Count("code", distinct=True, filter=Q(withdrawn_on=None)), everybody=Count("code", distinct=True)
    )
    return Counted(found["valid"], found["everybody"] - found["valid"])
