"""A cache that fails open and fast: with its server stopped or hung, pages answer and nobody is signed out."""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

# After a failure the server is left alone for so many seconds: one slow try a page at most, none on the next.
REST = 5.0
# Counters (a limit, a circuit breaker) that must hold while the server is away go to this process's memory; sessions are read from the database.
KEPT_HERE = ("allauth", "breaker")


class OpenCache(RedisCache):
    """Reading misses and writing does nothing while the server is away; sign-in limits count per process."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"retry": Retry(NoBackoff(), 0), **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})
        self._here = LocMemCache("mint-open-cache", {})
        self._away_until = 0.0

    def _open(self, there: Callable[[], Any], here: Callable[[], Any], key: Any, otherwise: Any) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                return there()
            except (RedisError, OSError):
                self._away_until = time.monotonic() + REST
        return here() if str(key).startswith(KEPT_HERE) else otherwise

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._open(
            lambda: RedisCache.get(self, key, default, version), lambda: self._here.get(key, default), key, default
        )

    def set(self, key: Any, value: Any, timeout: Any = 300, version: Any = None) -> Any:
        return self._open(
            lambda: RedisCache.set(self, key, value, timeout, version),
            lambda: self._here.set(key, value, timeout),
            key,
            None,
        )

    def add(self, key: Any, value: Any, timeout: Any = 300, version: Any = None) -> Any:
        return self._open(
            lambda: RedisCache.add(self, key, value, timeout, version),
            lambda: self._here.add(key, value, timeout),
            key,
            True,
        )

    def delete(self, key: Any, version: Any = None) -> Any:
        return self._open(lambda: RedisCache.delete(self, key, version), lambda: self._here.delete(key), key, False)

    def has_key(self, key: Any, version: Any = None) -> Any:
        return self._open(lambda: RedisCache.has_key(self, key, version), lambda: self._here.has_key(key), key, False)
