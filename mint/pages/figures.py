"""MINT so far, in five figures: what the public may see, counted at most every ten minutes."""

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Avg, Count, F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import Challenge
from experiments.models import Experiment
from mint.actor import ANONYMOUS
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Kind
from placements.models import Placement

SECONDS = 600
KEY = "pages.figures.five"  # another number of them, another key: what an older version kept is not read


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
        _("an experiment takes on average"),
    )
    weeks = counted[-1]
    figures = [{"value": value, "label": label} for value, label in zip(counted, labels, strict=True)]
    figures[-1]["unit"] = ngettext("week", "weeks", weeks or 0)
    return figures if weeks is not None else figures[:-1]


def open_challenges() -> dict[int, int]:
    """By municipality."""
    return _by_place(Challenge.objects.visible_to(ANONYMOUS).open())


def experiments_shown() -> dict[int, int]:
    """By municipality."""
    return _by_place(Experiment.objects.visible_to(ANONYMOUS))


def _by_place(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("municipality_id").annotate(n=Count("pk")))


def _weeks() -> int | None:
    """How long those that have ended took, on average; None while none has."""
    ended = Experiment.objects.visible_to(ANONYMOUS).filter(started_at__isnull=False, finished_at__isnull=False)
    took: timedelta | None = ended.aggregate(took=Avg(F("finished_at") - F("started_at")))["took"]
    return max(1, round(took / timedelta(weeks=1))) if took else None


def _count() -> tuple[int | None, ...]:
    """Only what anybody may see is counted, whoever asks first."""
    return (
        Challenge.objects.visible_to(ANONYMOUS).count(),
        Experiment.objects.visible_to(ANONYMOUS).count(),
        Organisation.objects.filter(kind=Kind.COMPANY).count(),
        Placement.objects.visible_to(ANONYMOUS).count(),
        _weeks(),
    )
