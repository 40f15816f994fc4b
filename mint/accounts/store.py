"""Sessions: in the database, with a copy in the cache for a few minutes at most.

A session that ends while the cache's server is away cannot be taken out of it: when the server is back, the copy would
let in whoever kept the cookie. So no copy is trusted for longer than this.
"""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import cached_db
from django.core.cache import caches

TRUSTED_FOR = 5 * 60  # seconds


class _Copies:
    """The cache, whose entries all end soon."""

    def __init__(self, cache: Any) -> None:
        self._cache = cache

    def set(self, key: str, value: Any, timeout: float) -> None:
        self._cache.set(key, value, min(timeout, TRUSTED_FOR))

    def __contains__(self, key: str) -> bool:
        return key in self._cache

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cache, name)


class SessionStore(cached_db.SessionStore):
    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._cache: Any = _Copies(caches[settings.SESSION_CACHE_ALIAS])
