"""Who holds the mailed link reaches its one row, by the hash of what only they know."""

from collections.abc import Iterator
from contextlib import contextmanager

from challenges.behalf.models import OnBehalf
from mint.links.actions import holding
from mint.sealing import hashed

KIND = "behalf"


@contextmanager
def held(token: str) -> Iterator[OnBehalf | None]:
    """A transaction in which the row of this link is there for the database too. None: there never was one, or no more."""
    token_hash = hashed(KIND, token)
    with holding(token_hash):
        rows = OnBehalf.objects.filter(token_hash=token_hash)
        yield rows.select_related("organisation", "author", "company").first()


def read(token: str) -> OnBehalf | None:
    with held(token) as row:
        return row
