"""The audit trail's hash chains, one for each organisation: sealed soon after the writing, verified every night.

The seal is not made by who writes an entry: two people of one organisation would wait for each other. An entry is
therefore unsealed for some minutes, and the chain is in the order of sealing. How to recompute it: `digest`.
A seal tells what happened to an entry afterwards; that the entry is honest when it is written is the policies' work.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from mint import clock
from mint.audit.models import Entry, Seal

log = structlog.get_logger(__name__)
LOCK = 0x5EA1  # one sealing at a time
BATCH = 5_000
NEAR = 50_000  # entries before the last sealed one that a quick run looks at; the nightly one looks at all
PATIENCE = timedelta(hours=1)
BEGINNING = "0" * 64


class BrokenChainError(Exception):
    """An entry is not what was sealed; the text names the first of each organisation."""


@dataclass(frozen=True)
class Break:
    """The first place of an organisation's chain that does not hold."""

    organisation_id: int
    number: int
    entry_id: int
    what: str

    def __str__(self) -> str:
        return f"organisation {self.organisation_id}, place {self.number}, entry {self.entry_id}: {self.what}"


# the columns that a seal is of: one more, later, would break every chain
SEALED = (
    *("verb", "subject_type", "subject_id", "actor_id", "actor_name", "acting_for_id", "from_state", "to_state"),
    *("reason", "data", "request_id", "organisation_id", "reader_ids", "municipality_id", "project_id"),
)


def content(entry: Entry) -> dict[str, Any]:
    """What the seal is of."""
    values = {name: getattr(entry, name) for name in SEALED}
    return values | {"id": entry.pk, "key": str(entry.key), "created_at": entry.created_at.isoformat()}


def digest(previous: str, entry: Entry) -> str:
    """SHA-256, in hexadecimal, of the digest before and the entry as JSON with its keys in order."""
    text = json.dumps(content(entry), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


@transaction.atomic
def seal(*, everything: bool = False) -> int:
    """Give each entry that has none its place, in batches; as mint_system. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    heads: dict[int, tuple[int, str]] = {}
    total = 0
    while found := list(_unsealed(everything=everything)[:BATCH]):
        Seal.objects.bulk_create(_sealed(found, heads))
        total += len(found)
    return total


def _unsealed(*, everything: bool = False) -> QuerySet[Entry]:
    rows = Entry.objects.filter(~Exists(Seal.objects.filter(entry_id=OuterRef("pk")))).order_by("id")
    last = None if everything else Seal.objects.aggregate(last=Max("entry_id"))["last"]
    return rows.filter(pk__gt=last - NEAR) if last else rows


def _sealed(found: Iterable[Entry], heads: dict[int, tuple[int, str]]) -> Iterator[Seal]:
    """`heads` are the (number, digest) that each chain ends with so far."""
    for entry in found:
        owner = entry.organisation_id or 0
        number, previous = heads[owner] if owner in heads else _head(owner)
        heads[owner] = number + 1, digest(previous, entry)
        yield Seal(organisation_id=owner, number=number + 1, entry_id=entry.pk, digest=heads[owner][1])


def _head(organisation_id: int) -> tuple[int, str]:
    last = Seal.objects.filter(organisation_id=organisation_id).order_by("-number").first()
    return (last.number, last.digest) if last else (0, BEGINNING)


def breaks(organisation_id: int | None = None) -> list[Break]:
    """The first broken place of each chain, and the first entry of each that was never sealed."""
    seals = Seal.objects.order_by("organisation_id", "number")
    if organisation_id is not None:
        seals = seals.filter(organisation_id=organisation_id)
    found: dict[int, Break] = {}
    heads: dict[int, tuple[int, str]] = {}
    for batch in _batches(seals):
        entries = Entry.objects.in_bulk([each.entry_id for each in batch])
        for each in batch:
            head = heads.get(each.organisation_id, (0, BEGINNING))
            if each.organisation_id not in found and (what := _wrong(each, head, entries.get(each.entry_id))):
                found[each.organisation_id] = Break(each.organisation_id, each.number, each.entry_id, what)
            heads[each.organisation_id] = each.number, each.digest
    return [*found.values(), *_never_sealed(organisation_id)]


def _batches(seals: QuerySet[Seal]) -> Iterator[list[Seal]]:
    waiting: list[Seal] = []
    for each in seals.iterator(chunk_size=BATCH):
        waiting.append(each)
        if len(waiting) == BATCH:
            yield waiting
            waiting = []
    yield waiting


def _wrong(seal: Seal, head: tuple[int, str], entry: Entry | None) -> str:
    number, previous = head
    if seal.number != number + 1:
        return f"places {number + 1} to {seal.number - 1} are missing"
    if entry is None:
        return "the entry is missing"
    if (entry.organisation_id or 0) != seal.organisation_id:
        return "the entry has another owner"
    return "" if digest(previous, entry) == seal.digest else "the entry has been changed"


def _never_sealed(organisation_id: int | None) -> list[Break]:
    rows = _unsealed(everything=True).filter(created_at__lt=clock.now() - PATIENCE)
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id or None)
    first: dict[int, Any] = {}
    for owner, pk in rows.values_list("organisation_id", "pk")[:BATCH]:
        first.setdefault(owner or 0, Break(owner or 0, 0, pk, "the entry was never sealed"))
    return list(first.values())


def verify() -> None:
    """Every night: look at every chain, then seal what is left; a broken one is an error that somebody must see.

    The ends of the chains go to the log, outside the database: a chain that was rewritten, or cut at its end, is found
    by comparing with them.
    """
    found = breaks() if Seal.objects.exists() else []  # at first nothing has been sealed yet
    seal(everything=True)
    if found:
        raise BrokenChainError("; ".join(map(str, found)))
    ends = Seal.objects.order_by("organisation_id", "-number").distinct("organisation_id")
    for each in ends:
        log.info("audit.sealed", organisation=each.organisation_id, number=each.number, digest=each.digest)
