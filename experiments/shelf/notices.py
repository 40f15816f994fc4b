"""What the owner hears when something on the shelf is to be looked at."""

from django.urls import reverse

from experiments.shelf.models import Rest
from mint.notifications.notify import Recipients, notify


def due(rest: Rest) -> None:
    experiment = rest.experiment
    notify(
        "experiment_shelf_due",
        Recipients(organisations=[experiment.organisation_id]),
        path=reverse("shelf:one", args=[experiment.organisation.slug, experiment.pk]),
        context={"title": experiment.title, "reason": rest.reason, "condition": rest.condition},
    )
