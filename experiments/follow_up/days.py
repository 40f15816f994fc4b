"""The rounds of follow-ups for the pipeline's calendar."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import ngettext

from experiments.follow_up.models import Round
from experiments.follow_up.states import Step
from experiments.models import Experiment
from experiments.staging.days import Event

PASSED = (Step.ANSWERED, Step.MISSED)


def due(experiments: list[Experiment], first: date, last: date) -> Iterator[Event]:
    """What is asked or was asked on those days, and has not been answered."""
    known = {row.pk: row for row in experiments}
    rows = Round.objects.filter(experiment__in=known, due_on__range=(first, last)).exclude(step__in=PASSED)
    for row in rows:
        text = ngettext("Follow-up at %(n)s month", "Follow-up at %(n)s months", row.months) % {"n": row.months}
        yield Event(row.due_on, text, "mail", known[row.experiment_id])
