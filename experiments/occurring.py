"""Telling of what happened while one measured, and taking it back: marks on the charts."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments.models import Experiment, Occurrence
from experiments.permissions import can_plan
from experiments.states import SHOWN, State
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from mint.workflow import lock

MOST = 60
TOLD_IN = tuple(state for state in SHOWN if state != State.CLOSED)


@transaction.atomic
def tell(experiment: Experiment, *, actor: Actor, on: date, text: str) -> Occurrence:
    """The same twice is once."""
    fresh = _ready(experiment, actor)
    if on > clock.today():
        raise MoveError(_("The day has not come yet."))
    if Occurrence.objects.filter(experiment=fresh).count() >= MOST:
        raise MoveError(_("There are sixty marks already. Remove one first."))
    values = {"organisation_id": fresh.organisation_id, "entered_by_id": actor.user_id}
    row, made = Occurrence.objects.get_or_create(experiment=fresh, happened_on=on, text=text, defaults=values)
    if made:
        record("experiment.occurrence_told", fresh, actor=actor, data={"on": str(on), "text": text})
    return row


@transaction.atomic
def remove(occurrence: Occurrence, *, actor: Actor) -> None:
    """The log keeps what was told."""
    fresh = _ready(occurrence.experiment, actor)
    said = {"on": str(occurrence.happened_on), "text": occurrence.text}
    if Occurrence.objects.filter(pk=occurrence.pk).delete()[0]:
        record("experiment.occurrence_removed", fresh, actor=actor, data=said)


def _ready(experiment: Experiment, actor: Actor) -> Experiment:
    if not can_plan(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state not in TOLD_IN:
        raise MoveError(_("What happened is told of from the start of the experiment until it is closed."))
    return fresh
