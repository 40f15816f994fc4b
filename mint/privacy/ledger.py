"""Who was erased: kept outside the database, so that a restored backup can be made to forget them again.

A line has the account's number and keyed hashes of its address and of when it was made, and so tells nobody's address.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from mint import clock
from mint.accounts.models import User

RULES = 1  # rises when an erasure takes more than it did
SALT = "mint.privacy.ledger"


@dataclass(frozen=True)
class Line:
    user: int
    address: str
    at: str
    rules: int = RULES
    account: str = ""

    def is_of(self, user: User) -> bool:
        """By today's key or an earlier one. An address may have changed since the backup, the account's birth has not."""
        keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        kept, value = (self.account, _birth(user)) if self.account else (self.address, user.email.lower())
        return user.pk == self.user and any(constant_time_compare(kept, _hashed(value, key)) for key in keys)


def line_of(user: User) -> Line:
    address, account = (_hashed(value, settings.SECRET_KEY) for value in (user.email.lower(), _birth(user)))
    return Line(user.pk, address, clock.now().isoformat(), account=account)


def _birth(user: User) -> str:
    """No second account has it, even where a restored database gives a number again."""
    return f"{user.pk} {user.created_at.astimezone(UTC).isoformat()}"


def _hashed(value: str, key: str) -> str:
    return salted_hmac(SALT, value, secret=key, algorithm="sha256").hexdigest()


def write(line: Line) -> None:
    """Append, and see it on the disk before the database forgets."""
    path = Path(settings.ERASURE_LEDGER)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        # what a crash cut off has no end of line: without one of ours, this line would be lost with it
        file.write(f"\n{json.dumps(asdict(line))}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def read() -> Iterator[Line]:
    """The lines that can be read; one that was cut off by a crash is passed over."""
    return (line for line in _lines() if line)


def unreadable() -> int:
    """How many lines name somebody whom nobody can tell any more."""
    return sum(line is None for line in _lines())


def _lines() -> Iterator[Line | None]:
    path = Path(settings.ERASURE_LEDGER)
    texts: Iterable[bytes] = path.read_bytes().splitlines() if path.exists() else ()
    for text in filter(None, texts):
        try:
            yield Line(**json.loads(text))
        except (ValueError, TypeError):
            yield None
