"""Writing a vocabulary: all rows of a scheme at once, harmless when the same file comes again."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict

from django.db import transaction

from mint import clock
from mint.vocabulary import stored
from mint.vocabulary.entries import Entry
from mint.vocabulary.models import Bridge, Concept, Edition, Label
from mint.vocabulary.naming import names_of, with_bridges
from mint.vocabulary.schemes import Kind
from mint.vocabulary.signals import vocabulary_changed

BATCH = 5_000
FORM = 1  # of the rows: raised when lemmas or labels are made otherwise, so that the same file is written anew
Say = Callable[[str], None]


def quietly(_sentence: str) -> None:
    """For callers that show no progress."""


@transaction.atomic
def put(entries: Iterable[Entry], *, say: Say = quietly) -> int:
    """Write these schemes as they stand in the entries; what is not there any more goes. Returns how many changed."""
    by_scheme: dict[str, list[Entry]] = {}
    for entry in entries:
        by_scheme.setdefault(entry.scheme, []).append(entry)
    wanted = {scheme: fingerprint(rows) for scheme, rows in by_scheme.items()}
    here = dict(Edition.objects.select_for_update().values_list("scheme", "fingerprint"))
    changed = [scheme for scheme in by_scheme if here.get(scheme) != wanted[scheme]]
    for scheme in changed:
        _write(scheme, by_scheme[scheme], wanted[scheme], say)
    if changed:
        _link([entry for scheme in changed for entry in by_scheme[scheme]], changed)
        say("learning what words are called in the other languages")
        learn_bridges()
        vocabulary_changed.send(sender=Edition, schemes=changed)
    return len(changed)


def fingerprint(entries: Sequence[Entry]) -> str:
    rows = [FORM, *(asdict(entry) for entry in entries)]
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _write(scheme: str, entries: list[Entry], print_: str, say: Say) -> None:
    say(f"{scheme}: {len(entries)} concepts")
    Concept.objects.filter(scheme=scheme).exclude(code__in=[entry.code for entry in entries]).delete()
    Concept.objects.bulk_create(
        [Concept(scheme=scheme, code=entry.code, uri=entry.uri) for entry in entries],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["scheme", "code"],
        update_fields=["uri"],
    )
    say(f"{scheme}: labels")
    ids = dict(Concept.objects.filter(scheme=scheme).values_list("code", "pk"))
    Label.objects.filter(concept__scheme=scheme).delete()
    Label.objects.bulk_create((label for entry in entries for label in labels_of(entry, ids[entry.code])), BATCH)
    Edition.objects.update_or_create(
        scheme=scheme,
        defaults={"fingerprint": print_, "concepts": len(entries), "imported_at": clock.now()},
    )


def labels_of(entry: Entry, concept_id: int) -> Iterator[Label]:
    for called in names_of(entry):
        kind = Kind.PREFERRED if called.preferred else Kind.OTHER
        yield Label(concept_id=concept_id, language=called.language, kind=kind, text=called.text, lemmas=called.lemmas)


def _link(entries: list[Entry], schemes: list[str]) -> None:
    """Which concept is broader: the through rows of these schemes, anew."""
    through = Concept.broader.through
    through._default_manager.filter(from_concept__scheme__in=schemes).delete()
    wanted = {entry.key: entry.broader for entry in entries if entry.broader}
    if not wanted:
        return
    ids = {f"{scheme}:{code}": pk for scheme, code, pk in Concept.objects.values_list("scheme", "code", "pk")}
    pairs = [(ids[key], ids[above]) for key, parents in wanted.items() for above in parents if above in ids]
    rows = [through(from_concept_id=one, to_concept_id=other) for one, other in dict.fromkeys(pairs)]
    through._default_manager.bulk_create(rows, BATCH)


def learn_bridges() -> None:
    """Write what the labels teach of the words, for each two languages."""
    rows = [
        Bridge(source=source, target=target, words=words)
        for (source, target), words in with_bridges(stored.read()).bridges.items()
    ]
    Bridge.objects.bulk_create(rows, update_conflicts=True, unique_fields=["source", "target"], update_fields=["words"])
