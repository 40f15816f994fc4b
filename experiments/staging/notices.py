"""Which messages stages cause. A step can be undone for ten minutes, so its message waits."""

from django.urls import reverse

from experiments.models import Experiment
from experiments.staging.models import SignOff, Stage
from mint.actor import Actor
from mint.mail import compose
from mint.notifications.notify import Recipients, notify
from mint.outbox.queue import send
from mint.tenancy.actions import absolute

ASKED = "experiment_approval_asked"


def moved(experiment: Experiment, stage: Stage, actor: Actor) -> None:
    notify(
        "experiment_stage_moved",
        Recipients(
            organisations=[experiment.organisation_id, *experiment.party_ids], coordinators_of=[experiment.municipality_id]
        ),
        path=experiment.get_go_url(),
        context={"title": experiment.title, "stage_fi": stage.staff_fi, "stage_sv": stage.staff_sv, "stage_en": stage.staff_en},
        but=actor.user_id,
        undo_key=experiment.entry_key,
    )  # fmt: skip


def asked(row: SignOff, token: str) -> None:
    """To somebody who may have no account: the link is in this mail and nowhere else."""
    context = {
        "title": row.experiment.title,
        "name": row.name,
        "question": row.shown["question"][row.language],
        "asker": row.asked_by.name if row.asked_by else "",
        "owner": row.experiment.organisation.name,
        "url": absolute(reverse("staging:answer", args=[token])),
    }
    send(compose(ASKED, row.email, context, language=row.language))


def answered(row: SignOff) -> None:
    """Those who steer the experiment hear what was answered by the link."""
    experiment = row.experiment
    notify(
        "experiment_approval_given" if row.is_given else "experiment_approval_refused",
        Recipients(organisations=[experiment.organisation_id], coordinators_of=[experiment.municipality_id]),
        path=experiment.get_go_url(),
        context={"title": experiment.title, "name": row.name, "reason": row.reason},
    )
