"""Keeping an organisation's tariffs, and promising its hours to an experiment."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from experiments.hours.models import Line, Tariff
from experiments.hours.permissions import can_change, can_give, can_keep_tariffs, can_take_away, may_give_now
from experiments.models import Experiment
from experiments.states import CHANGEABLE, DRAFTED
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError, StaleError
from mint.workflow import lock

SHORTEST = 3  # characters of a reason
MOST_LINES = 60


@dataclass(frozen=True)
class Promise:
    """What is promised: `tariff` is one of the giver's own, `hours` up to ten thousand."""

    tariff: Tariff
    work: str
    hours: Decimal
    note: str = ""


@transaction.atomic
def add_tariff(*, actor: Actor, values: dict[str, Any]) -> Tariff:
    """A price of the organisation acted for. The same name from the same day is one."""
    if actor.organisation_id is None or not can_keep_tariffs(actor):
        raise PermissionDenied
    key = {name: values[name] for name in ("name_fi", "valid_from")}
    tariff, made = Tariff.objects.get_or_create(organisation_id=actor.organisation_id, **key, defaults=values)
    if made:
        record("tariff.added", tariff, actor=actor, data=_told(tariff))
    elif any(getattr(tariff, name) != value for name, value in values.items()):
        raise MoveError(_("There is a rate of this name from this day already. Change that one."))
    return tariff


@transaction.atomic
def change_tariff(tariff: Tariff, *, actor: Actor, version: int, values: dict[str, Any]) -> Tariff:
    """Plans that were priced by it keep their price."""
    if tariff.organisation_id != actor.organisation_id or not can_keep_tariffs(actor):
        raise PermissionDenied
    fresh = Tariff.objects.select_for_update(of=("self",), no_key=True).get(pk=tariff.pk)
    if fresh.version != version:
        raise StaleError
    was = _told(fresh)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.version += 1
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError as error:
        raise MoveError(_("There is a rate of this name from this day already. Change that one.")) from error
    record("tariff.changed", fresh, actor=actor, data={"was": was, **_told(fresh)})
    return fresh


def _told(tariff: Tariff) -> dict[str, str]:
    until = str(tariff.valid_until or "")
    return {"name": tariff.name_fi, "rate": str(tariff.rate), "from": str(tariff.valid_from), "until": until}


@transaction.atomic
def give(experiment: Experiment, promise: Promise, *, actor: Actor, reason: str = "") -> Line:
    """One more line of the plan. The same line sent twice is one."""
    fresh = _ready(experiment, actor, reason)
    _fits(promise, fresh, actor)
    rows = Line.objects.filter(experiment=fresh)
    known = rows.filter(giver_id=actor.organisation_id, work=promise.work).first()
    if known is not None:
        if known.hours == promise.hours and known.tariff_id == promise.tariff.pk:
            return known
        raise MoveError(_("There is a line of this work already. Change that one."))
    if rows.count() >= MOST_LINES:
        raise MoveError(_("There are sixty lines already. Put some of them together."))
    line = Line.objects.create(
        organisation_id=fresh.organisation_id, experiment=fresh, giver_id=promise.tariff.organisation_id, tariff=promise.tariff,
        rate=promise.tariff.rate, work=promise.work, hours=promise.hours, note=promise.note,
    )  # fmt: skip
    _written(fresh, line, actor, reason)
    return line


@transaction.atomic
def change(line: Line, promise: Promise, *, actor: Actor, version: int, reason: str = "") -> Line:
    """The rate is the tariff's as it is now."""
    if not can_change(actor, line):
        raise PermissionDenied
    experiment = _ready(line.experiment, actor, reason)
    _fits(promise, experiment, actor)
    fresh = Line.objects.select_for_update(of=("self",)).filter(pk=line.pk).first()
    if fresh is None or fresh.version != version:
        raise StaleError
    values = {"tariff": promise.tariff, "work": promise.work, "hours": promise.hours, "note": promise.note}
    for name, value in {**values, "rate": promise.tariff.rate, "version": version + 1}.items():
        setattr(fresh, name, value)
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError as error:
        raise MoveError(_("There is a line of this work already. Change that one.")) from error
    _written(experiment, fresh, actor, reason)
    return fresh


@transaction.atomic
def take_away(line: Line, *, actor: Actor, reason: str = "") -> None:
    if not can_take_away(actor, line):
        raise PermissionDenied
    experiment = _ready(line.experiment, actor, reason)
    if Line.objects.filter(pk=line.pk).delete()[0]:
        _written(experiment, line, actor, reason, verb="experiment.hours_taken_away")


def _ready(experiment: Experiment, actor: Actor, reason: str) -> Experiment:
    """As the plan itself: while it may be changed, and with a reason once it has been approved."""
    if actor.organisation_id is None or not can_give(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if not may_give_now(actor, fresh):
        raise MoveError(_("You approved this plan, so somebody else changes it."))
    if fresh.state not in CHANGEABLE:
        raise MoveError(_("The plan cannot be changed now: it is in review, or the experiment has ended."))
    if fresh.state not in DRAFTED and len(reason.strip()) < SHORTEST:
        raise MoveError(_("The plan has been approved: say why it is changed."))
    return fresh


def _fits(promise: Promise, experiment: Experiment, actor: Actor) -> None:
    if experiment.starts_on is None:
        raise MoveError(_("Give the plan its first day first: the rate is the one that is valid on it."))
    if promise.tariff.organisation_id != actor.organisation_id or not promise.tariff.is_valid_on(experiment.starts_on):
        raise MoveError(_("Choose a rate of your own organisation that is valid on the first day of the plan."))


def _written(
    experiment: Experiment, line: Line, actor: Actor, reason: str, verb: str = "experiment.hours_written"
) -> None:
    """Who has written a part of the plan does not approve it."""
    if actor.user_id and actor.user_id not in experiment.writer_ids:
        experiment.writer_ids = [*experiment.writer_ids, actor.user_id]
        experiment.save(update_fields=["writer_ids"])
    said = {"work": line.work, "hours": f"{line.hours:.2f}", "rate": f"{line.rate:.2f}"}
    record(verb, experiment, actor=actor, reason=reason, data=said)
