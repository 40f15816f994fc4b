"""A circuit breaker: after some failures a server is left alone for a while, then asked by one, and by all if that goes well.

The state is in the cache, so that all processes share it; while the cache is away each process keeps its own (mint/cache.py).
"""

from dataclasses import dataclass

from django.core.cache import cache

from mint import clock


@dataclass(frozen=True)
class Breaker:
    name: str
    failures: int = 3  # within `window` seconds open it
    window: int = 120
    rest: int = 60
    trial: int = 5  # seconds that the one who tries may take

    @property
    def _key(self) -> str:
        return f"breaker:{self.name}"

    def allows(self) -> bool:
        """May one ask now? False while it rests; then True for one, whose answer decides for the others."""
        count, until = cache.get(self._key) or (0, 0.0)
        if count < self.failures:
            return True
        return clock.now().timestamp() >= until and bool(cache.add(f"{self._key}:trial", 1, self.trial))

    def failed(self, *, at_once: bool = False) -> None:
        """`at_once`: the server itself has asked to be left alone."""
        count, _until = cache.get(self._key) or (0, 0.0)
        count = self.failures if at_once else count + 1
        lasts = self.window if count < self.failures else 24 * 3600  # an open one is closed by an answer, not by time
        cache.set(self._key, (count, clock.now().timestamp() + self.rest), lasts)
        cache.delete(f"{self._key}:trial")

    def succeeded(self) -> None:
        cache.delete(self._key)
        cache.delete(f"{self._key}:trial")
