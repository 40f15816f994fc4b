"""Names of concepts for pages, from their rows: no dictionary is opened."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length
from django.utils.translation import get_language

from mint.vocabulary.models import Concept, Label
from mint.vocabulary.schemes import Kind, Scheme

CHOOSABLE = tuple(scheme for scheme in Scheme if scheme != Scheme.DIMENSION)
LONGEST = 300
COLUMNS = ("concept__scheme", "concept__code", "language", "text")


def labels_of(keys: Iterable[str]) -> dict[str, str]:
    """What the concepts are called in the reader's language, else in Finnish; those that are no more are left out."""
    pairs = [key.partition(":")[::2] for key in dict.fromkeys(keys)]
    if not pairs:
        return {}
    wanted = Q()
    for scheme, code in pairs:
        wanted |= Q(concept__scheme=scheme, concept__code=code)
    language = (get_language() or "fi")[:2]
    rows = Label.objects.filter(wanted, kind=Kind.PREFERRED, language__in={language, "fi"})
    found = {(f"{scheme}:{code}", of): text for scheme, code, of, text in rows.values_list(*COLUMNS)}
    own = {key: text for (key, of), text in found.items() if of == language}
    return {key: text for (key, of), text in found.items() if of == "fi"} | own


def called_like(words: str, *, most: int) -> list[tuple[str, str]]:
    """(key, name) of concepts that have a label with these letters in the reader's language: those that begin so first."""
    words = " ".join(words.split())[:LONGEST]
    if not words:
        return []
    language = (get_language() or "fi")[:2]
    nearness = Case(
        When(text__iexact=words, then=0), When(text__istartswith=words, then=1), default=2, output_field=IntegerField()
    )
    rows = Label.objects.filter(language=language, text__icontains=words, concept__scheme__in=CHOOSABLE)
    rows = rows.annotate(nearness=nearness).order_by("nearness", Length("text"), "text")
    keys = dict.fromkeys(
        f"{scheme}:{code}" for scheme, code in rows.values_list("concept__scheme", "concept__code")[: most * 3]
    )
    named = labels_of(list(keys)[:most])
    return [(key, named[key]) for key in list(keys)[:most] if key in named]


def exists(key: str) -> bool:
    scheme, _colon, code = key.partition(":")
    return (
        scheme in {each.value for each in CHOOSABLE} and Concept.objects.filter(scheme=scheme, code=code[:60]).exists()
    )


class Called(Mapping[str, str]):
    """Keys of concepts by what they are called in any language; asked one by one, as there may be a hundred thousand names."""

    def __getitem__(self, name: str) -> str:
        own = Case(When(concept__scheme=Scheme.YSO, then=Value(1)), default=Value(0), output_field=IntegerField())
        rows = Label.objects.filter(text__iexact=name[:LONGEST], concept__scheme__in=CHOOSABLE)
        found = rows.order_by(own, "-kind", "pk").values_list("concept__scheme", "concept__code").first()
        if found is None:
            raise KeyError(name)
        return ":".join(found)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
