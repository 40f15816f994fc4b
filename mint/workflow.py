"""A noun's lifecycle: a table of moves, and the one function that makes a move."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.models import Entry
from mint.audit.record import record
from mint.outbox import queue
from mint.web import MoveError

UNDO_WINDOW = timedelta(minutes=10)


class Stateful(models.Model):
    """A noun with a lifecycle. `state` changes through `perform` only; `version` rises with every write."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    state: models.CharField[str, str]

    entry_key: UUID | None = None  # of the move just made: messages that an undo cancels carry it

    class Meta:
        abstract = True


Noun = TypeVar("Noun", bound=Stateful)
Guard = Callable[[Any], "str | Promise | None"]


@dataclass(frozen=True)
class Move:
    """One row of a MOVES table: what it is called afterwards, from where to where, who may, and what must be so.

    `allowed(actor, obj)` says who; each of `guards(obj)` gives the reason why not now, or nothing. `label` is the
    verb on the button. A reason is due always (`needs_reason`) or where `reason_when(obj)` says so. `system` names the
    jobs that may make the move. `is_main` says that the button may be the page's one filled one: what stops, sends
    back, or settles one of two ways, does not lead on and is outlined.
    """

    verb: str
    sources: tuple[str, ...]
    target: str
    allowed: Callable[[Actor, Any], bool]
    label: "str | Promise" = ""
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False
    reason_when: Callable[[Any], bool] | None = None
    undo_of: str = ""
    system: tuple[str, ...] = ()
    is_main: bool = True

    @property
    def name(self) -> str:
        """The word in addresses and form values: `challenge.published` is `published`."""
        return self.verb.partition(".")[2]

    def asks_reason(self, obj: Any) -> bool:
        return self.needs_reason or bool(self.reason_when and self.reason_when(obj))

    def may(self, actor: Actor, obj: Any) -> bool:
        return actor.name in self.system if actor.is_system else self.allowed(actor, obj)


def available(obj: Stateful, moves: Iterable[Move], actor: Actor) -> list[Move]:
    """The moves this actor may make now: the buttons of the page. Undo is offered by `undoable`, not here."""
    return [move for move in moves if not move.undo_of and obj.state in move.sources and move.may(actor, obj)]


def main_of(moves: Iterable[Move]) -> str:
    """The name of the move whose button is filled: the first that leads on, or none."""
    return next((move.name for move in moves if move.is_main), "")


def blockers(obj: Stateful, move: Move) -> list[str]:
    """Why the move cannot be made now, each reason a sentence; empty when it can."""
    return [str(reason) for guard in move.guards if (reason := guard(obj))]


@transaction.atomic
def perform(
    obj: Noun, move: Move, *, actor: Actor, reason: str = "", told: dict[str, Any] | None = None, **changes: Any
) -> Noun:
    """Make a move: lock the row, check when and who, change it, and append the audit entry (`told` is kept in it).

    Raises PermissionDenied (who) or MoveError (when). Returns the locked row, changed; `entry_key` is set on it.
    """
    fresh = lock(obj)
    _check(fresh, move, actor, reason)
    before, fresh.state = fresh.state, move.target
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save(update_fields=["state", "version", *changes])
    fresh.entry_key = record(
        move.verb,
        fresh,
        actor=actor,
        from_state=before,
        to_state=move.target,
        reason=reason,
        data=told,
    )
    return fresh


def lock(obj: Noun) -> Noun:
    """The row, locked until the end of the transaction, as it is now.

    Row security hides from a lock what one may read but not change: that is a refusal, not an accident.
    """
    rows = type(obj)._default_manager.select_for_update(of=("self",), no_key=True)
    row = rows.filter(pk=obj.pk).first()
    if row is None:
        raise PermissionDenied
    return row


def _check(obj: Stateful, move: Move, actor: Actor, reason: str) -> None:
    if not move.may(actor, obj):
        raise PermissionDenied
    if obj.state not in move.sources:
        raise MoveError(_("Somebody was here first: the state has already changed. Look at the page again."))
    if move.asks_reason(obj) and len(reason.strip()) < 3:
        raise MoveError(_("Give the reason in a few words."))
    if why := blockers(obj, move):
        raise MoveError(" ".join(why))


def undoable(
    obj: Stateful, moves: Iterable[Move], actor: Actor, *, entries: Sequence[Entry] | None = None
) -> Move | None:
    """The undo that this actor may make: of their own last move, for ten minutes, while nothing has followed.

    A move made from several states has an undo for each: the one that leads back to where it came from is found.
    A page that has read the object's `entries` already, newest first, passes them on.
    """
    last = last_entry(obj) if entries is None else next(iter(entries), None)
    if last is None or last.actor_id != actor.user_id or clock.now() - last.created_at > UNDO_WINDOW:
        return None
    if last.acting_for_id != actor.organisation_id:
        return None  # made for another of one's organisations: it is that one's to take back
    found = [move for move in moves if move.undo_of == last.verb and obj.state in move.sources]
    return next((move for move in found if move.target == last.from_state), found[0] if found else None)


def last_entry(obj: models.Model) -> Entry | None:
    return Entry.objects.filter(subject_type=obj._meta.label_lower, subject_id=obj.pk).order_by("-id").first()


@transaction.atomic
def undo(obj: Noun, move: Move, *, actor: Actor, **changes: Any) -> Noun:
    """Make an undo move, and take back the messages that wait for the move undone."""
    fresh = lock(obj)
    last = last_entry(fresh)
    if last is None or undoable(fresh, [move], actor) is None:
        raise MoveError(_("This can no longer be undone."))
    fresh = perform(fresh, move, actor=actor, **changes)
    queue.cancel(last.key)
    return fresh
