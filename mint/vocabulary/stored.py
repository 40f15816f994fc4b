"""The lexicon of what is in the database, read once for each edition in a process."""

from collections import defaultdict
from functools import lru_cache
from sys import intern

from mint.vocabulary.lexicon import Lexicon, Name, lexicon_of
from mint.vocabulary.models import Bridge, Concept, Edition, Label
from mint.vocabulary.schemes import Kind


def edition() -> str:
    """What stands for the vocabulary as it is: changes with every import."""
    return " ".join(Edition.objects.order_by("scheme").values_list("fingerprint", flat=True))


def current(*, across: bool = False) -> Lexicon:
    """The lexicon, from memory while the vocabulary is the same; for reading across languages with its bridges."""
    return _of(edition(), across)


@lru_cache(maxsize=1)
def _of(_edition: str, across: bool) -> Lexicon:  # noqa: FBT001  # a key of the cache
    return read(across=across)


def read(*, across: bool = False) -> Lexicon:
    """With the General Finnish Ontology a second or two; the bridges take as much memory as all labels."""
    labels = Label.objects.order_by("concept_id", "pk").values_list(
        "concept__scheme", "concept__code", "language", "lemmas", "kind"
    )
    names = (
        # the same words and keys come again and again: once in memory
        Name(
            intern(f"{scheme}:{code}"), intern(language), tuple(map(intern, lemmas.split(" "))), kind == Kind.PREFERRED
        )
        for scheme, code, language, lemmas, kind in labels.iterator(10_000)
    )
    bridges = {(bridge.source, bridge.target): bridge.words for bridge in Bridge.objects.all()} if across else {}
    return lexicon_of(names, _broader(), bridges)


def _broader() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    pairs = Concept.broader.through._default_manager.values_list(
        "from_concept__scheme", "from_concept__code", "to_concept__scheme", "to_concept__code"
    )
    for scheme, code, above_scheme, above in pairs:
        found[f"{scheme}:{code}"].append(f"{above_scheme}:{above}")
    return {key: tuple(sorted(parents)) for key, parents in found.items()}
