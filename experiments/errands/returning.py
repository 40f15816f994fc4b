"""Open tasks of people who no longer take part go back to the owner: nobody has them, and the owner is told."""

from django.db import transaction

from experiments.errands import notices
from experiments.errands.models import Errand
from experiments.errands.people import takes_part
from experiments.models import Experiment
from mint.actor import Actor
from mint.audit.record import record

BY = Actor.system("errands.give_back")


@transaction.atomic
def give_back(experiment_id: int) -> int:
    """As the system, when an organisation has parted; how many went back. Run twice, the second finds none."""
    experiment = Experiment.objects.with_people().filter(pk=experiment_id).first()
    if experiment is None:
        return 0
    rows = Errand.objects.undone().filter(experiment=experiment, responsible__isnull=False)
    gone = [errand for errand in rows.select_for_update(of=("self",)) if not _is_had(errand, experiment)]
    for errand in gone:
        errand.responsible, errand.version = None, errand.version + 1
        errand.save(update_fields=["responsible", "version"])
        record("experiment.task_returned", experiment, actor=BY, data={"task": errand.pk, "text": errand.text})
    if gone:
        notices.returned(experiment, len(gone))
    return len(gone)


def _is_had(errand: Errand, experiment: Experiment) -> bool:
    return errand.responsible_id is not None and takes_part(errand.responsible_id, experiment)
