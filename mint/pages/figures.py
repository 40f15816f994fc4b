"""MINT so far, in four figures: what the public may see, counted at most every ten minutes."""

from django.core.cache import cache
from django.utils.translation import gettext as _

from challenges.models import Challenge
from experiments.models import Experiment
from mint.actor import ANONYMOUS
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Kind
from placements.models import Placement

SECONDS = 600
KEY = "pages.figures"


def so_far() -> list[dict[str, object]]:
    """Value and label of each, for the component `figures`."""
    counted = cache.get(KEY)
    if counted is None:
        counted = _count()
        cache.set(KEY, counted, SECONDS)
    labels = (
        _("challenges published"),
        _("experiments shown"),
        _("companies taking part"),
        _("jobs and placements"),
    )
    return [{"value": value, "label": label} for value, label in zip(counted, labels, strict=True)]


def _count() -> tuple[int, int, int, int]:
    """Only what anybody may see is counted, whoever asks first."""
    return (
        Challenge.objects.visible_to(ANONYMOUS).count(),
        Experiment.objects.visible_to(ANONYMOUS).count(),
        Organisation.objects.filter(kind=Kind.COMPANY).count(),
        Placement.objects.visible_to(ANONYMOUS).count(),
    )
