"""Reminders of tasks: the day before, and once more when two days have gone by. Each is sent once, however often this runs."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from experiments.errands import notices
from experiments.errands.models import Errand
from experiments.errands.people import takes_part
from experiments.models import Experiment
from mint import clock

BEFORE, AFTER = timedelta(days=1), timedelta(days=2)


def remind_due() -> int:
    """The worker's way in, once a day; returns how many people were written to."""
    near = Errand.objects.undone().filter(due_on__lte=clock.today() + BEFORE, responsible__isnull=False)
    return sum(_remind(pk) for pk in near.order_by("pk").values_list("pk", flat=True))


def milestone(errand: Errand) -> date:
    """The day of the newest reminder that is due."""
    late = errand.due_on + AFTER
    return late if late <= clock.today() else errand.due_on - BEFORE


@transaction.atomic
def _remind(pk: int) -> bool:
    """Claimed first, by a conditional update: of two runs at once only one writes."""
    errand = Errand.objects.get(pk=pk)
    day = milestone(errand)
    rows = Errand.objects.filter(pk=pk, done_at=None, due_on=errand.due_on, responsible=errand.responsible_id)
    if not rows.filter(Q(reminded_for=None) | Q(reminded_for__lt=day)).update(reminded_for=day):
        return False
    errand.experiment = Experiment.objects.with_people().get(pk=errand.experiment_id)
    if errand.responsible_id is None or not takes_part(errand.responsible_id, errand.experiment):
        return False
    notices.due(errand, is_late=day > errand.due_on)
    return True
