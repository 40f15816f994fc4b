"""Values that are late: those who measure are told once of each, by a mail and in MINT."""

from django.db import transaction

from experiments import notices
from experiments.lateness import Due, dues
from experiments.models import Experiment, Metric
from experiments.states import State
from mint import clock


def remind_due() -> int:
    """The worker's way in, once a day; returns how many experiments were written about. Harmless when run twice."""
    running = Experiment.objects.filter(state=State.RUNNING, ends_on__gte=clock.today())
    return sum(_remind(pk) for pk in running.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> bool:
    """The metrics are claimed first: of two runs at once only one writes."""
    experiment = Experiment.objects.with_people().get(pk=pk)
    metrics = Metric.objects.filter(experiment=experiment).with_last()
    late = [due for due in dues(experiment, metrics) if due.is_to_remind and _claimed(due)]
    if late:
        notices.late(experiment, late)
    return bool(late)


def _claimed(due: Due) -> bool:
    rows = Metric.objects.filter(pk=due.metric.pk).exclude(reminded_for=due.on)
    return bool(rows.update(reminded_for=due.on))
