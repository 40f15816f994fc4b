"""Reading documents: base forms, parts of compounds and concepts beside the words as they are written. In the worker.

What was written is found at once, by the letters; within a minute also by every other form of its words. A document says
with which vocabulary it was read, so that reading goes on where it stopped, and begins anew when the vocabulary changes.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Q

from mint.outbox.queue import enqueue
from mint.search.models import Document, Form
from mint.search.words import LONGEST
from mint.vocabulary import stored
from mint.vocabulary.lexicon import Lexicon
from mint.vocabulary.stop import STOP
from mint.vocabulary.words import WORD, lemmas_of

BATCH = 100
MOST_CONCEPTS = 80

# The words as written, too: a document that was read again has lost nothing. Only while the text is the one that was read.
KEEP = """UPDATE search_document SET read_as = %(edition)s,
  search = setweight(to_tsvector('simple', title || ' ' || %(title)s), 'A')
    || setweight(to_tsvector('simple', body), 'B') || setweight(to_tsvector('simple', %(body)s), 'C')
    || array_to_tsvector(%(concepts)s::text[])
WHERE id = %(pk)s AND (title, body, language) = (%(was_title)s, %(was_body)s, %(language)s)"""


def edition() -> str:
    """The vocabulary as it is now, as a document keeps it."""
    return sha256(stored.edition().encode()).hexdigest()


def read_unread(*, limit: int = BATCH) -> int:
    """A batch of what was not read with today's vocabulary, the unread first; returns how many. Runs as the system."""
    now = edition()
    waiting = list(Document.objects.filter(read_as="").order_by("id")[:limit])
    if len(waiting) < limit:
        stale = Document.objects.exclude(Q(read_as=now) | Q(read_as="")).order_by("id")
        waiting += list(stale[: limit - len(waiting)])
    if waiting:
        _read(waiting, now, stored.current())
    return len(waiting)


def read_all_later(done: int = 0) -> None:
    """The job: a batch, and the job for what follows."""
    if read_unread() == BATCH:
        enqueue("search.read", done=done + BATCH)


def read_again_later(**_signal: Any) -> None:
    """The vocabulary has changed: what was read is stale, and is read anew batch by batch."""
    enqueue("search.read")


def _read(documents: Iterable[Document], now: str, lexicon: Lexicon) -> None:
    forms: dict[tuple[str, str], str] = {}
    with connection.cursor() as cursor:
        for document in documents:
            title = lemmas_of(document.title, document.language)
            body = lemmas_of(document.body, document.language)
            forms |= dict(_forms(document))
            cursor.execute(
                KEEP,
                {
                    "pk": document.pk,
                    "edition": now,
                    "title": _with_parts(title, document.language, lexicon),
                    "body": _with_parts(body, document.language, lexicon),
                    "concepts": _concepts((*title, *body), document.language, lexicon),
                    "was_title": document.title,
                    "was_body": document.body,
                    "language": document.language,
                },
            )
    rows = [Form(language=language, form=form, lemma=lemma) for (language, form), lemma in sorted(forms.items())]
    Form.objects.bulk_create(rows, ignore_conflicts=True)


def _with_parts(lemmas: Iterable[str], language: str, lexicon: Lexicon) -> str:
    found = dict.fromkeys(chain.from_iterable((lemma, *lexicon.parts_of(lemma, language)) for lemma in lemmas))
    return " ".join(found)


def _concepts(lemmas: tuple[str, ...], language: str, lexicon: Lexicon) -> list[str]:
    """Keys of what labels and parts of compounds name, in any language; each once."""
    named = chain.from_iterable(lexicon.found_in(lemmas, language))
    parts = chain.from_iterable(lexicon.parts_of(lemma, language) for lemma in lemmas)
    of_parts = chain.from_iterable(lexicon.named_by((part,), language) for part in parts)
    return list(dict.fromkeys(chain(named, of_parts)))[:MOST_CONCEPTS]


def _forms(document: Document) -> Iterable[tuple[tuple[str, str], str]]:
    """Written forms that a dictionary knows the base form of: names, which none knows, are nobody's to learn from here."""
    text = f"{document.title}\n{document.body}".casefold().replace("’", "'")
    for form in set(WORD.findall(text)):
        lemma = lemmas_of(form, document.language)[0]
        short = len(form) <= LONGEST and len(lemma) <= LONGEST
        if lemma != form and short and form not in STOP[document.language]:
            yield (document.language, form), lemma
