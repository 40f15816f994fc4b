"""Writing the terms of a need or an offer: after the row, in the worker."""

from typing import Any

from mint.matching.models import Need, Offer
from mint.matching.terms import terms_of
from mint.outbox.queue import enqueue

KINDS: dict[str, type[Need] | type[Offer]] = {"need": Need, "offer": Offer}


def learn_later(row: Need | Offer) -> None:
    """Queue it in the transaction that wrote the text."""
    enqueue("matching.learn_terms", kind=str(row._meta.model_name), pk=row.pk)


def learn(*, kind: str, pk: int) -> int:
    """Write the row's terms; returns how many rows changed. Harmless twice. Runs as the system."""
    rows: Any = KINDS[kind].objects
    row = rows.filter(pk=pk).first()
    if row is None:
        return 0
    terms = terms_of(row.searched_text, row.language)
    # only while the text is still the one that was read: a later writing has queued its own job
    return int(rows.filter(pk=pk, version=row.version).exclude(terms=terms).update(terms=terms))
