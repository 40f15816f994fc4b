"""What may be typed after each field: places, states, kinds, themes and tags by their names in the three languages."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language

from mint.places.models import Municipality
from mint.search.asking import Known
from mint.search.sources import sources
from mint.search.states import SHOWN_AS, YES, Shown
from mint.vocabulary.labels import Called
from mint.vocabulary.themes import THEMES

KEPT_SECONDS = 600


@dataclass(frozen=True)
class Place:
    pk: int
    slug: str
    names: dict[str, str]

    @property
    def name(self) -> str:
        return self.names.get((get_language() or "fi")[:2], self.names["fi"])


def places() -> list[Place]:
    """Municipalities, which hardly ever change: asked every ten minutes."""
    codes = [code for code, _name in settings.LANGUAGES]
    rows = cache.get_or_set(
        "search.places",
        lambda: list(Municipality.objects.values_list("pk", "slug", *(f"name_{code}" for code in codes))),
        KEPT_SECONDS,
    )
    return [Place(pk, slug, dict(zip(codes, names, strict=True))) for pk, slug, *names in rows or ()]


def known() -> Known:
    """By field: what may be typed, in small letters, and the value's key."""
    return _known(get_language() or "fi", tuple((place.slug, *place.names.values()) for place in places()))


@lru_cache(maxsize=8)
def _known(_language: str, named: tuple[tuple[str, ...], ...]) -> Known:
    """The same for every request in a language, while the municipalities are the same."""
    kinds = {name: source.key for source in sources() for name in (source.key, *source.names)}
    return {
        "kunta": {name.casefold(): names[0] for names in named for name in names},
        "tila": {name: key.value for key, names in SHOWN_AS.items() for name in (key.value, *names)} | _labels(),
        "tyyppi": {name.casefold(): key for name, key in kinds.items()},
        "teema": {name.casefold(): each.key for each in THEMES for name in (each.key, each.fi, each.sv, each.en)},
        "tagi": Called(),
        "minun": dict.fromkeys(YES, "1"),
    }


def _labels() -> dict[str, str]:
    """As the pills say it in the reader's language."""
    return {str(shown.label).casefold(): shown.value for shown in Shown}
