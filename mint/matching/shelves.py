"""What is common among all offers: counted by a job, kept in a row for each language, read once in a process."""

from array import array
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache

from mint import clock
from mint.matching.comparing import Shelf, shelf_of
from mint.matching.models import Commonness, OfferReading
from mint.matching.packing import Packed, unpack
from mint.matching.states import OfferState
from mint.vocabulary.words import LANGUAGES

BATCH = 2_000
NOTHING_COUNTED = Shelf()


def shelves() -> Mapping[str, Shelf]:
    """By language; from memory while nothing has been counted anew."""
    counted = dict(Commonness.objects.values_list("language", "counted_at"))
    return {
        language: _kept(language, counted[language]) if language in counted else NOTHING_COUNTED
        for language in LANGUAGES
    }


@lru_cache(maxsize=len(LANGUAGES))
def _kept(language: str, _counted_at: datetime) -> Shelf:
    row = Commonness.objects.get(language=language)
    keys, counts = array("I"), array("I")
    keys.frombytes(bytes(row.keys))
    counts.frombytes(bytes(row.counts))
    return Shelf(row.size, tuple(row.usual), keys, counts)


def count() -> None:
    """Count every offer that is on. Harmless twice. Runs as the system."""
    for language in LANGUAGES:
        shelf = shelf_of(_readings(language))
        Commonness.objects.update_or_create(
            language=language,
            defaults={
                "size": shelf.size,
                "usual": list(shelf.usual),
                "keys": shelf.keys.tobytes(),
                "counts": shelf.counts.tobytes(),
                "counted_at": clock.now(),
            },
        )


def _readings(language: str) -> Iterator[Packed]:
    rows = OfferReading.objects.filter(language=language, offer__state=OfferState.ACTIVE).order_by("pk")
    for body in rows.values_list("body", flat=True).iterator(BATCH):
        yield unpack(body)
