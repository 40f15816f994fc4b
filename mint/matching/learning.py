"""Reading the text of a need or an offer: after the row, in the worker. What is read decides who is suggested."""

from typing import Any

from mint.matching.bm25 import damped
from mint.matching.comparing import weighting_for
from mint.matching.models import Need, NeedReading, Offer, OfferReading
from mint.matching.packing import Kind, pack, pack_asked
from mint.matching.terms import MOST_TEXT, concepts_in, terms_of
from mint.outbox.queue import enqueue
from mint.vocabulary import stored
from mint.vocabulary.reading import Reader, Reading
from mint.vocabulary.words import LANGUAGES

BATCH = 500
KINDS: dict[str, type[Need] | type[Offer]] = {"need": Need, "offer": Offer}


def learn_later(row: Need | Offer) -> None:
    """Queue it in the transaction that wrote the text."""
    enqueue("matching.learn_terms", kind=str(row._meta.model_name), pk=row.pk)


def learn(*, kind: str, pk: int) -> int:
    """Write the row's terms, concepts and readings; returns how many rows changed. Harmless twice. Runs as the system."""
    rows: Any = KINDS[kind].objects
    row = rows.filter(pk=pk).first()
    if row is None:
        return 0
    reader = Reader(stored.current(across=True))  # one lexicon in memory, whatever is read
    reading = reader.read(row.searched_text[:MOST_TEXT], row.language)
    learned = {
        "terms": terms_of(row.searched_text, row.language),
        "concepts": concepts_in(reading),
    }
    if isinstance(row, Offer):
        _keep_offer(row, reading, reader)
    else:
        _keep_need(row, reading, reader)
    # only while the text is still the one that was read: a later writing has queued its own job
    changed = int(rows.filter(pk=pk, version=row.version).exclude(**learned).update(**learned))
    enqueue("matching.text_read", kind=kind, pk=pk)
    return changed


def _keep_offer(offer: Offer, reading: Reading, reader: Reader) -> None:
    """Its owner's tags are its themes and dimensions: concepts of the vocabulary, as those in texts are."""
    tags = [*(f"theme:{key}" for key in offer.themes), *(f"dimension:{key}" for key in offer.dimensions)]
    parts = {
        Kind.WORD: reading.words,
        Kind.LETTERS: reading.letters,
        Kind.CONCEPT: reading.concepts,
        Kind.TAG: dict.fromkeys(tags, 1.0),
        Kind.TAG_WORD: reader.tagged(tags, offer.language),
    }
    values = {"organisation_id": offer.organisation_id, "language": offer.language, "body": pack(parts)}
    OfferReading.objects.update_or_create(offer=offer, defaults=values)


def _keep_need(need: Need, reading: Reading, reader: Reader) -> None:
    for language in LANGUAGES:
        asked = reading if language == need.language else _across(need, reader, language)
        parts = {Kind.WORD: asked.words, Kind.LETTERS: asked.letters, Kind.CONCEPT: asked.concepts}
        if weighting_for(need.language, language).damped:
            parts = {kind: damped(features) for kind, features in parts.items()}
        values = {"organisation_id": need.organisation_id, "body": pack_asked(parts)}
        NeedReading.objects.update_or_create(need=need, language=language, defaults=values)


def _across(need: Need, reader: Reader, language: str) -> Reading:
    return reader.read_across(need.searched_text[:MOST_TEXT], need.language, language)


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
    else:
        enqueue("matching.take_stock")
    return changed
