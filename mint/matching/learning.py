"""Writing the terms and concepts of a need or an offer: after the row, in the worker."""

from typing import Any

from mint.matching.models import Need, Offer
from mint.matching.terms import concepts_of, terms_of
from mint.outbox.queue import enqueue

BATCH = 500
KINDS: dict[str, type[Need] | type[Offer]] = {"need": Need, "offer": Offer}


def learn_later(row: Need | Offer) -> None:
    """Queue it in the transaction that wrote the text."""
    enqueue("matching.learn_terms", kind=str(row._meta.model_name), pk=row.pk)


def learn(*, kind: str, pk: int) -> int:
    """Write the row's terms and concepts; returns how many rows changed. Harmless twice. Runs as the system."""
    rows: Any = KINDS[kind].objects
    row = rows.filter(pk=pk).first()
    if row is None:
        return 0
    learned = {
        "terms": terms_of(row.searched_text, row.language),
        "concepts": concepts_of(row.searched_text, row.language),
    }
    # only while the text is still the one that was read: a later writing has queued its own job
    return int(rows.filter(pk=pk, version=row.version).exclude(**learned).update(**learned))


def learn_again_later(**_signal: Any) -> None:
    """The vocabulary has changed: queue reading everything anew, in the transaction that changed it."""
    for kind in KINDS:
        enqueue("matching.learn_again", kind=kind)


def learn_again(*, kind: str, after: int = 0) -> int:
    """A batch of rows, then the job for what follows; returns how many rows changed. Harmless twice."""
    ids = list(KINDS[kind]._default_manager.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
    changed = sum(learn(kind=kind, pk=pk) for pk in ids)
    if len(ids) == BATCH:
        enqueue("matching.learn_again", kind=kind, after=ids[-1])
    return changed
