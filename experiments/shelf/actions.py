"""Putting on the shelf, leaving there, taking down; and the day that comes."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments.follow_up.calendar import later
from experiments.models import Experiment
from experiments.shelf import notices
from experiments.shelf.models import Rest
from experiments.shelf.permissions import can_shelve
from experiments.shelf.states import RESTABLE, Ending
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from mint.workflow import lock

WAKE = "shelf.wake_due"
SYSTEM = Actor.system(WAKE)


@dataclass(frozen=True)
class Until:
    """A coming day; or a condition, and after how many months each it is asked about."""

    day: date | None = None
    condition: str = ""
    every: int | None = None

    @property
    def ask_on(self) -> date:
        """Raises MoveError when it is no day to come."""
        asked = later(clock.today(), self.every) if self.condition and self.every else self.day
        if asked is None or asked <= clock.today():
            raise MoveError(_("Say on which coming day it wakes, or on what condition."))
        return asked


@transaction.atomic
def put(experiment: Experiment, *, actor: Actor, reason: str, until: Until) -> Rest:
    """Its state stays as it is: only nobody is asked to go on with it."""
    fresh = _locked(experiment, actor)
    if fresh.state not in RESTABLE:
        raise MoveError(_("What is under way is paused or stopped, not put on the shelf."))
    if Rest.objects.on_the_shelf().filter(experiment=fresh).exists():
        raise MoveError(_("It is on the shelf already. Look at the page again."))
    condition = until.condition
    rest: Rest = Rest.objects.create(
        organisation_id=fresh.organisation_id, experiment=fresh, put_by_id=actor.user_id, reason=reason,
        condition=condition, every=until.every if condition else None, ask_on=until.ask_on,
    )  # fmt: skip
    record("experiment.shelved", fresh, actor=actor, reason=reason, data={"until": str(rest.ask_on), "if": condition})
    return rest


@transaction.atomic
def keep(rest: Rest, *, actor: Actor, day: date | None = None) -> Rest:
    """It stays: until another day, or until its condition is asked about again."""
    fresh = _resting(rest, actor)
    fresh.ask_on = Until(day, fresh.condition, fresh.every).ask_on
    fresh.asked_at = None
    fresh.save(update_fields=["ask_on", "asked_at"])
    record("experiment.shelf_kept", fresh.experiment, actor=actor, data={"until": str(fresh.ask_on)})
    return fresh


@transaction.atomic
def take(rest: Rest, *, actor: Actor, ending: str, note: str = "") -> Rest:
    """Down from the shelf: taken up again, or given up."""
    fresh = _resting(rest, actor)
    fresh.ending, fresh.note = Ending(ending), note
    fresh.ended_at, fresh.ended_by_id = clock.now(), actor.user_id
    fresh.save(update_fields=["ending", "note", "ended_at", "ended_by"])
    record(f"experiment.shelf_{fresh.ending}", fresh.experiment, actor=actor, reason=note)
    return fresh


def _locked(experiment: Experiment, actor: Actor) -> Experiment:
    if not can_shelve(actor, experiment):
        raise PermissionDenied
    return lock(experiment)


def _resting(rest: Rest, actor: Actor) -> Rest:
    _locked(rest.experiment, actor)
    fresh = Rest.objects.on_the_shelf().select_related("experiment").filter(pk=rest.pk).first()
    if fresh is None:
        raise MoveError(_("It has been taken from the shelf already. Look at the page again."))
    return fresh


def wake_due() -> int:
    """The worker's way in, once a day: the owner is told of each day that has come. Harmless when run twice."""
    rows = Rest.objects.due().filter(asked_at=None).select_related("experiment__organisation")
    return sum(_wake(rest) for rest in rows.order_by("pk"))


@transaction.atomic
def _wake(rest: Rest) -> int:
    claimed = Rest.objects.on_the_shelf().filter(pk=rest.pk, asked_at=None, ask_on=rest.ask_on)
    if not claimed.update(asked_at=clock.now()):
        return 0
    notices.due(rest)
    record("experiment.shelf_due", rest.experiment, actor=SYSTEM, data={"if": rest.condition})
    return 1
