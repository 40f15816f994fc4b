"""What partners have realised, counted by the system: matches, and what apps above register (concluded experiments)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from django.db.models import Count

from mint import clock
from mint.matching.models import Match, TrackRecord
from mint.matching.states import State

Source = Callable[[Iterable[int] | None], Mapping[int, int]]
_sources: list[Source] = []


def register_track_record(source: Source) -> None:
    """`source(organisation_ids)` says how much more each has realised, beyond matches; None asks of all. As the system."""
    _sources.append(source)


def count(organisation_ids: Iterable[int] | None = None) -> int:
    """Count these organisations, or all that have anything; returns how many. Harmless twice. Runs as the system."""
    ids = None if organisation_ids is None else list(organisation_ids)
    found = Counter(_realised(ids))
    for source in _sources:
        found.update(source(ids))
    known = TrackRecord.objects.values_list("organisation_id", flat=True)
    for pk in {*found, *(known if ids is None else ids)}:
        values = {"realised": found[pk], "counted_at": clock.now()}
        TrackRecord.objects.update_or_create(organisation_id=pk, defaults=values)
    return len(found)


def _realised(ids: Iterable[int] | None) -> Mapping[int, int]:
    rows = Match.objects.filter(state=State.REALISED)
    if ids is not None:
        rows = rows.filter(partner_id__in=ids)
    counted = rows.order_by().values_list("partner_id").annotate(n=Count("pk"))
    return dict(counted)
