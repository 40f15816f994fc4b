"""Who hears when a challenge that they take part in changes: apps say whom, since only they know who has answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse

from challenges.models import Challenge
from mint import clock
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify
from mint.outbox.queue import enqueue
from mint.workflow import UNDO_WINDOW

Source = Callable[[Challenge], Recipients]
_sources: list[Source] = []


def register_interested(source: Source) -> None:
    """`source(challenge)` gives those whom a change concerns. It runs in a job, as mint_system: answers may be sealed."""
    _sources.append(source)


def tell_interested(
    kind: str, challenge: Challenge, actor: Actor, *, undo_key: UUID | None = None, path: str = "", **context: Any
) -> None:
    """Leave word of a change, in the caller's transaction; of a move that can be undone, when it no longer can.

    `path`: where it leads, when that is not the challenge's own page.
    """
    enqueue(
        "challenges.tell_interested",
        not_before=clock.now() + UNDO_WINDOW if undo_key else None,
        undo_key=undo_key,
        challenge=challenge.pk,
        kind=kind,
        context=context,
        path=path,
        but=actor.user_id,
    )


def deliver(*, challenge: int, kind: str, context: dict[str, Any], but: int | None, path: str = "") -> None:
    """One message for each person, however many sources name them."""
    found = Challenge.objects.visible_to(Actor.system("challenges.tell_interested")).filter(pk=challenge).first()
    if found is None:
        return
    every = [source(found) for source in _sources]
    to = Recipients(
        **{
            name: sorted({pk for recipients in every for pk in getattr(recipients, name)})
            for name in Recipients.__dataclass_fields__
        }
    )
    if any(getattr(to, name) for name in Recipients.__dataclass_fields__):
        page = found.get_absolute_url() if found.is_public else reverse("challenges:list")  # withdrawn, it has none
        notify(kind, to, path=path or page, context={"title": found.title, **context}, but=but)
