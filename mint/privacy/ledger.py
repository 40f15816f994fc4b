"""Who was erased: kept outside the database, so that a restored backup can be made to forget them again.

A line has the account's number and a keyed hash of its address, and so tells nobody's address.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from mint import clock

RULES = 1  # rises when an erasure takes more than it did
SALT = "mint.privacy.ledger"


@dataclass(frozen=True)
class Line:
    user: int
    address: str
    at: str
    rules: int = RULES

    def is_of(self, email: str) -> bool:
        """By today's key or an earlier one."""
        keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return any(constant_time_compare(self.address, _hashed(email, key)) for key in keys)


def line_of(user_id: int, email: str) -> Line:
    return Line(user_id, _hashed(email, settings.SECRET_KEY), clock.now().isoformat())


def _hashed(email: str, key: str) -> str:
    return salted_hmac(SALT, email.lower(), secret=key, algorithm="sha256").hexdigest()


def write(line: Line) -> None:
    """Append, and see it on the disk before the database forgets."""
    path = Path(settings.ERASURE_LEDGER)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, (json.dumps(asdict(line)) + "\n").encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read() -> Iterator[Line]:
    """The lines that can be read; one that was cut off by a crash is passed over."""
    path = Path(settings.ERASURE_LEDGER)
    texts: Iterable[str] = path.read_text(encoding="utf-8").splitlines() if path.exists() else ()
    for text in texts:
        try:
            yield Line(**json.loads(text))
        except (ValueError, TypeError):
            continue
