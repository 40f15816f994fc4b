"""Measured minutes: by the server's clock alone, from the opening of a page to its saving, less the time nothing happened.

A page carries the moment of its opening, signed. Each saving adds the time since the last one, or since the opening, five
minutes at most: sent twice, from two tabs, or with an old page, it adds no more than has passed.
"""

from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db import transaction

from companies.effort.models import Sitting
from mint import clock

IDLE = timedelta(minutes=5)  # who saves nothing for longer was away: the form saves itself while one types
_signer = signing.Signer(salt="companies.effort")


def opened_now() -> str:
    """For a hidden field of the page."""
    return _signer.sign(str(int(clock.now().timestamp())))


def carried(sent: str) -> str:
    """What the page carries on: a page that comes back with an error was opened when it was opened."""
    return sent if opened(sent) else opened_now()


def opened(sent: str) -> datetime | None:
    """The moment that a page of ours carried; None for anything else."""
    try:
        return datetime.fromtimestamp(int(_signer.unsign(sent)), UTC)
    except (signing.BadSignature, ValueError):
        return None


def stretch(since: datetime, now: datetime) -> timedelta:
    return min(max(now - since, timedelta()), IDLE)


def longer(seconds: int, last_at: datetime | None, begun: datetime, now: datetime) -> int:
    """With the stretch that ends now: what was counted before is not counted twice."""
    return seconds + round(stretch(max(begun, last_at or begun), now).total_seconds())


@transaction.atomic
def measure(kind: str, subject_id: int, *, organisation_id: int, sent: str, goes_on: bool) -> None:
    """Add the stretch that ends now. `sent` is what the page carried; `goes_on`: the writer has finished with it."""
    begun, now = opened(sent), clock.now()
    if begun is None or begun > now:
        return
    row, made = Sitting.objects.select_for_update().get_or_create(
        organisation_id=organisation_id,
        kind=kind,
        subject_id=subject_id,
        defaults={"last_at": begun, "created_at": now},
    )
    row.seconds = longer(row.seconds, None if made else row.last_at, begun, now)
    row.last_at = now
    if goes_on:
        row.finished_at = row.finished_at or now
    row.save(update_fields=["seconds", "last_at", "finished_at"])


# --- before there is a company: what a visitor's draft carries ---------------------------------------------------

Waiting = dict[str, list[float]]  # by kind: the seconds, and the moment up to which they are counted


def kept(waiting: Waiting, kind: str, sent: str) -> Waiting:
    """The visitor's minutes with the stretch that ends now."""
    begun, now = opened(sent), clock.now()
    if begun is None or begun > now:
        return waiting
    seconds, last = waiting.get(kind, [0, begun.timestamp()])
    total = longer(int(seconds), datetime.fromtimestamp(last, UTC), begun, now)
    return {**waiting, kind: [total, now.timestamp()]}


def landed(waiting: Waiting, subject_id: int, *, organisation_id: int) -> None:
    """The company is there: the minutes are its own."""
    for kind, (seconds, last) in waiting.items():
        at = datetime.fromtimestamp(last, UTC)
        values = {"seconds": int(seconds), "last_at": at, "finished_at": at, "created_at": clock.now()}
        Sitting.objects.get_or_create(
            organisation_id=organisation_id, kind=kind, subject_id=subject_id, defaults=values
        )
