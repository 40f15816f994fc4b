"""Giving a task in an experiment, changing it, marking it as done or not, and taking it away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments.errands import notices
from experiments.errands.models import Errand
from experiments.errands.people import candidates
from experiments.errands.permissions import can_give
from experiments.errands.querysets import ENDED
from experiments.models import Experiment
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError, StaleError
from mint.workflow import lock

MOST = 100  # undone in one experiment


@dataclass(frozen=True)
class Wanted:
    """What is to be done, by when, and whose it is."""

    text: str
    due_on: date
    responsible_id: int


@transaction.atomic
def give(experiment: Experiment, wanted: Wanted, *, actor: Actor, form_key: UUID) -> Errand:
    """The same form twice is one task. Whoever gets it is told."""
    fresh = _ready(experiment, actor)
    if known := Errand.objects.filter(experiment=fresh, form_key=form_key).first():
        return known
    if Errand.objects.filter(experiment=fresh).undone().count() >= MOST:
        raise MoveError(_("A hundred tasks wait already. Do some of them first."))
    _may_have(wanted, fresh, actor)
    errand: Errand = Errand.objects.create(
        organisation_id=fresh.organisation_id, experiment=fresh, given_by_id=actor.user_id, form_key=form_key,
        text=wanted.text, due_on=wanted.due_on, responsible_id=wanted.responsible_id, reminded_for=clock.today(),
    )  # fmt: skip
    _said("experiment.task_given", errand, actor)
    notices.given(errand, actor)
    return errand


@transaction.atomic
def change(errand: Errand, wanted: Wanted, *, version: int, actor: Actor) -> Errand:
    """Another day starts the reminders anew, another person is told. StaleError when somebody was quicker."""
    experiment = _ready(errand.experiment, actor)
    fresh = _locked(errand, experiment)
    if fresh.version != version:
        raise StaleError
    if fresh.responsible_id != wanted.responsible_id:
        _may_have(wanted, experiment, actor)
    is_moved, is_handed_on = fresh.due_on != wanted.due_on, fresh.responsible_id != wanted.responsible_id
    fresh.text, fresh.due_on, fresh.responsible_id = wanted.text, wanted.due_on, wanted.responsible_id
    if is_moved or is_handed_on:
        fresh.reminded_for = clock.today()
    _saved(fresh, "text", "due_on", "responsible", "reminded_for")
    _said("experiment.task_changed", fresh, actor)
    if is_handed_on and fresh.done_at is None:
        notices.given(fresh, actor)
    return fresh


@transaction.atomic
def mark(errand: Errand, *, actor: Actor, is_done: bool) -> Errand:
    """Done, or not after all. Twice changes nothing."""
    fresh = _locked(errand, _ready(errand.experiment, actor))
    if (fresh.done_at is not None) == is_done:
        return fresh
    fresh.done_at, fresh.done_by_id = (clock.now(), actor.user_id) if is_done else (None, None)
    _saved(fresh, "done_at", "done_by")
    _said("experiment.task_done" if is_done else "experiment.task_reopened", fresh, actor)
    return fresh


@transaction.atomic
def remove(errand: Errand, *, actor: Actor) -> None:
    """The log keeps what it was."""
    fresh = _ready(errand.experiment, actor)
    if Errand.objects.filter(pk=errand.pk, experiment=fresh).delete()[0]:
        _said("experiment.task_removed", errand, actor)


def _ready(experiment: Experiment, actor: Actor) -> Experiment:
    if not can_give(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state in ENDED:
        raise MoveError(_("The experiment has ended, and its tasks with it."))
    return fresh


def _locked(errand: Errand, experiment: Experiment) -> Errand:
    fresh = Errand.objects.select_for_update(of=("self",)).filter(pk=errand.pk).first()
    if fresh is None:
        raise MoveError(_("Somebody has removed this task. Look at the page again."))
    fresh.experiment = experiment
    return fresh


def _may_have(wanted: Wanted, experiment: Experiment, actor: Actor) -> None:
    if wanted.responsible_id not in dict(candidates(experiment, actor)):
        raise MoveError(_("This person does not take part in the experiment. Choose another."))


def _saved(errand: Errand, *fields: str) -> None:
    errand.version += 1
    errand.save(update_fields=[*fields, "version"])


def _said(verb: str, errand: Errand, actor: Actor) -> None:
    record(verb, errand.experiment, actor=actor, data={"task": errand.pk, "text": errand.text})
