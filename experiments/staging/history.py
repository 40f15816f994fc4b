"""How long experiments stay at a stage: each against those that were at the same stage before."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F

from experiments.staging.models import Visit
from experiments.staging.placing import Standing
from mint import clock

FEWEST, MOST = 5, 2000  # visits that an answer is given from, and that are looked at
OF = 10
Place = tuple[int, str]  # a template and the key of one of its stages


@dataclass(frozen=True)
class Pace:
    """`days` at the stage so far; `slower` of ten alike stayed for a shorter time (None: too few to tell)."""

    days: int
    slower: int | None = None
    expected: int | None = None

    @property
    def is_slow(self) -> bool:
        return self.slower is not None and self.slower >= 8

    @property
    def is_late(self) -> bool:
        return self.expected is not None and self.days > self.expected

    @property
    def of(self) -> int:
        return OF


def durations(places: Iterable[Place]) -> dict[Place, list[timedelta]]:
    """Of visits that have ended, by template and stage, shortest first; in one query."""
    wanted = set(places)
    rows = Visit.objects.filter(
        left_at__isnull=False, version__template__in={t for t, _key in wanted}, stage__key__in={k for _t, k in wanted}
    )
    found: dict[Place, list[timedelta]] = {}
    values = rows.order_by("-id").values_list("version__template_id", "stage__key", F("left_at") - F("entered_at"))
    for template, key, lasted in values[:MOST]:
        found.setdefault((template, key), []).append(lasted)
    return {place: sorted(lengths) for place, lengths in found.items()}


def pace(visit: Visit, key: str, expected: int | None, known: dict[Place, list[timedelta]], template: int) -> Pace:
    """Those of the same template and stage, of every version."""
    alike = known.get((template, key), [])
    slower = round(OF * bisect_left(alike, visit.lasted(clock.now())) / len(alike)) if len(alike) >= FEWEST else None
    return Pace(visit.days, slower, expected)


def pace_of(standing: Standing) -> Pace | None:
    if standing.visit is None:
        return None
    here = (standing.version.template_id, standing.stage.key)
    return pace(standing.visit, standing.stage.key, standing.stage.days, durations([here]), here[0])
