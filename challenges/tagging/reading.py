"""The job: read a challenge's text, and keep what it suggests. It never confirms anything."""

from collections import Counter
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from challenges.models import Challenge
from challenges.states import EDITABLE, State
from challenges.tagging.models import Tag, TagReading
from challenges.tagging.states import TagState
from challenges.tagging.suggesting import BODY, TITLE, Common, Found, found_in, ranked
from mint import clock
from mint.outbox.queue import enqueue
from mint.vocabulary import stored
from mint.vocabulary.lexicon import Lexicon

BATCH, COMPARED = 100, 2_000
PAUSE = timedelta(seconds=20)  # a text is saved as it is typed
TITLES, BODIES = ("title", "question"), ("problem", "affected", "tried", "outcome", "limits")
SUGGESTED_IN = (*EDITABLE, State.IN_REVIEW, State.OPEN)
MOST_TEXT = 20_000


def read_later(*, challenge: Challenge, **_signal: Any) -> None:
    """In the transaction that wrote the text."""
    enqueue("tagging.read", not_before=clock.now() + PAUSE, pk=challenge.pk)


def read_again_later(**_signal: Any) -> None:
    """The vocabulary has changed: everything is read anew, batch by batch."""
    enqueue("tagging.read_again")


def read_again(after: int = 0) -> None:
    """A batch, and the job for what follows. Harmless twice: what was read with this vocabulary is not read again."""
    ids = list(_suggested().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])
    for pk in ids:
        read(pk)
    if len(ids) == BATCH:
        enqueue("tagging.read_again", after=ids[-1])


def tend() -> None:
    """By the clock: some of what was never read (written before there were tags, or by a job that was killed)."""
    for pk in list(_suggested().filter(tag_reading=None).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        read(pk)


def _suggested() -> Any:
    return Challenge.objects.filter(state__in=SUGGESTED_IN).exclude(title="", problem="")


@transaction.atomic
def read(pk: int) -> bool:
    """Write the suggestions of a challenge anew; False where nothing has changed since. As the system; harmless twice."""
    challenge = Challenge.objects.select_for_update(of=("self",), no_key=True).defer("search").filter(pk=pk).first()
    if challenge is None or challenge.state not in SUGGESTED_IN:
        return False
    digest = _digest(challenge)
    if TagReading.objects.filter(challenge=challenge, digest=digest).exists():
        return False
    lexicon = stored.current()
    found = found_in(_texts(challenge), challenge.language, lexicon)
    values = {"digest": digest, "concepts": sorted({row.concept for row in found})}
    TagReading.objects.update_or_create(challenge=challenge, defaults=values)
    _keep(challenge, found, lexicon)
    return True


def _keep(challenge: Challenge, found: list[Found], lexicon: Lexicon) -> None:
    """What waits for a decision is replaced; what a person has decided stays as it is, and is not suggested again."""
    rows = Tag.objects.filter(challenge=challenge)
    rows.filter(state=TagState.SUGGESTED).delete()
    known = {*rows.values_list("concept", flat=True), *challenge.tags, *(f"theme:{key}" for key in challenge.themes)}
    suggested = ranked(found, lexicon, common(), known=known)
    Tag.objects.bulk_create(
        Tag(
            organisation_id=challenge.organisation_id, challenge=challenge, concept=row.concept, place=place,
            excerpt=row.excerpt, words=row.words, created_at=clock.now(),
        )
        for place, row in enumerate(suggested)
    )  # fmt: skip


def common() -> Common:
    """Counted over the newest texts."""
    read_as = list(TagReading.objects.order_by("-pk").values_list("concepts", flat=True)[:COMPARED])
    return Common(len(read_as), Counter(concept for concepts in read_as for concept in concepts))


def _texts(challenge: Challenge) -> list[tuple[float, str]]:
    """What its readers may read: never the confidential part."""
    titles = [(TITLE, getattr(challenge, name)[:MOST_TEXT]) for name in TITLES]
    return titles + [(BODY, getattr(challenge, name)[:MOST_TEXT]) for name in BODIES]


def _digest(challenge: Challenge) -> str:
    read_out = "\n".join([challenge.language, *(text for _weight, text in _texts(challenge)), stored.edition()])
    return sha256(read_out.encode()).hexdigest()
