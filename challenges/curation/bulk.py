"""One deed to many rows of the queue: each under its own lock, with its own right, and with its own answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges import workflow
from challenges.curation import actions
from challenges.curation.actions import effective_stage
from challenges.curation.filling import filled
from challenges.curation.models import ReplyText, Screening
from challenges.models import Challenge
from mint.actor import Actor
from mint.web import MoveError

MOST_ROWS = 100
Fields = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Undo:
    """A form that takes it back: where it posts, and what."""

    url: str
    fields: Fields = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one row, in words; `undo` where it can be taken back."""

    pk: int
    title: str
    done: bool
    text: str
    undo: Undo | None = None


@dataclass(frozen=True)
class Wish:
    """What is to be done, and in whose workspace."""

    deed: str
    slug: str
    actor: Actor
    to: int | None = None
    stage: str = ""
    flag: str = ""
    reply: ReplyText | None = None


def run(ids: Iterable[int], wish: Wish) -> list[Outcome]:
    """In the order of their ids, so that two who do it at once wait for each other and no longer. At most a hundred."""
    wanted = sorted(set(ids))[:MOST_ROWS]
    rows = Challenge.objects.visible_to(wish.actor).answered_by(wish.actor).filter(pk__in=wanted)
    return [_one(challenge, wish) for challenge in rows.select_related("municipality").order_by("pk")]


def _one(challenge: Challenge, wish: Wish) -> Outcome:
    try:
        with transaction.atomic():
            text, undo = DEEDS[wish.deed](challenge, wish)
    except PermissionDenied:
        return Outcome(challenge.pk, challenge.title, done=False, text=_("This is not yours to do here."))
    except MoveError as refusal:
        return Outcome(challenge.pk, challenge.title, done=False, text=str(refusal))
    return Outcome(challenge.pk, challenge.title, done=True, text=text, undo=undo)


def _before(challenge: Challenge) -> tuple[int | None, str, list[str]]:
    """Who had it, how far it was, and its flags."""
    kept = Screening.objects.filter(challenge=challenge).first()
    if kept:
        kept.challenge = challenge
    return (kept.assignee_id, effective_stage(kept), kept.flags) if kept else (None, effective_stage(None), [])


def _page(name: str, challenge: Challenge, wish: Wish) -> str:
    return reverse(name, args=[wish.slug, challenge.pk])


def _give(challenge: Challenge, wish: Wish) -> tuple[str, Undo | None]:
    had, _stage, _flags = _before(challenge)
    if had == wish.to:
        return _("It was so already."), None
    actions.assign(challenge, to=wish.to, seen=had, actor=wish.actor)
    undo = Undo(_page("curation:assign", challenge, wish), (("kenelle", had or ""), ("nyt", wish.to or "")))
    return (_("Nobody handles it now.") if wish.to is None else _("Given.")), undo


def _as_before(challenge: Challenge, wish: Wish, stage: str, flags: list[str]) -> Undo:
    fields: Fields = (("stage", stage), *(("flags", flag) for flag in flags))
    return Undo(_page("curation:screen", challenge, wish), fields)


def _stage(challenge: Challenge, wish: Wish) -> tuple[str, Undo | None]:
    _who, stage, flags = _before(challenge)
    if stage == wish.stage:
        return _("It was so already."), None
    actions.set_stage(challenge, stage=wish.stage, actor=wish.actor)
    return _("The stage was set."), _as_before(challenge, wish, stage, flags)


def _flag(challenge: Challenge, wish: Wish, *, on: bool = True) -> tuple[str, Undo | None]:
    _who, stage, flags = _before(challenge)
    if (wish.flag in flags) == on:
        return _("It was so already."), None
    actions.flag(challenge, flag=wish.flag, actor=wish.actor, on=on)
    return (_("Flagged.") if on else _("The flag was taken away.")), _as_before(challenge, wish, stage, flags)


def _unflag(challenge: Challenge, wish: Wish) -> tuple[str, Undo | None]:
    return _flag(challenge, wish, on=False)


def _publish(challenge: Challenge, wish: Wish) -> tuple[str, Undo | None]:
    workflow.publish(challenge, actor=wish.actor)
    return _("Published. The owner is told in ten minutes."), Undo(_page("challenges:undo", challenge, wish))


def _return(challenge: Challenge, wish: Wish) -> tuple[str, Undo | None]:
    if wish.reply is None:
        raise MoveError(_("Choose the text that the challenges are returned with."))
    workflow.return_(challenge, actor=wish.actor, reason=filled(wish.reply, challenge))
    return _("Returned. The owner is told in ten minutes."), Undo(_page("challenges:undo", challenge, wish))


DEEDS: dict[str, Callable[[Challenge, Wish], tuple[str, Undo | None]]] = {
    "ota": _give,
    "anna": _give,
    "vapauta": _give,
    "vaihe": _stage,
    "merkitse": _flag,
    "poista": _unflag,
    "julkaise": _publish,
    "palauta": _return,
}
