"""Which open page saved a version: what one's own page saved while its button was being pressed is nobody else's change.

Kept in the cache for as long as somebody may sit at a form; where it is not known any more, both versions are shown.
"""

from uuid import UUID

from django.core.cache import cache

LASTS = 3600  # seconds


def _key(subject: str, version: int) -> str:
    return f"saved-by:{subject}:{version}"


def saved(subject: str, version: int, page: UUID | None) -> None:
    """`subject` is the row, `version` the one that it has now, `page` what the form carries since it was opened."""
    if page:
        cache.set(_key(subject, version), str(page), LASTS)


def seen(subject: str, version: int, page: UUID | None) -> int:
    """The version that the page knows: the one it names, and those that it has itself saved since."""
    while page and cache.get(_key(subject, version + 1)) == str(page):
        version += 1
    return version
