"""What opens a saved search without signing in: the feed's own token, and the address in each mail that ends the mails.

Both are kept as hashes. The feed's token is shown once; the mails' one is made again of the row and the installation's key.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from mint.sealing import hashed
from mint.search.models import SavedSearch

KIND = "search"  # of its links, among all that are hashed


def new_token() -> str:
    return secrets.token_urlsafe(32)


def stop_token(search: SavedSearch) -> str:
    """Of this row alone: another search of the same person has another."""
    made = f"{search.pk}:{search.user_id}:{search.created_at.isoformat()}"
    return salted_hmac("mint.search.stop", made, algorithm="sha256").hexdigest()


@contextmanager
def holding(token: str) -> Iterator[str]:
    """A transaction in which row security shows the search that this token opens; gives the token's hash."""
    key = hashed(KIND, token)
    with transaction.atomic():
        _hold(key)
        yield key
        _hold("")


def _hold(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('mint.link', %s, true)", [key])
