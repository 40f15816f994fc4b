"""Each municipality owns a shoreline, drawn from its name; the common one stands in until it has one."""

from functools import lru_cache

from django.contrib.staticfiles import finders


@lru_cache(maxsize=256)
def shore(slug: str) -> str:
    """The drawing's path among the static files."""
    own = f"img/ranta-{slug}.svg"
    return own if finders.find(own) else "img/ranta-mint.svg"
