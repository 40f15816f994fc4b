"""Who writes in a diary, and who takes away what was written."""

from experiments.diary.models import DiaryNote
from experiments.models import Experiment
from experiments.permissions import can_curate, can_lead, can_plan
from experiments.states import State
from mint.actor import Actor

ENDED = (State.CLOSED, State.CANCELLED)


def can_write(actor: Actor, experiment: Experiment) -> bool:
    """Those who carry it out, and those who answer for it."""
    return can_plan(actor, experiment) or can_curate(actor, experiment)


def can_change(actor: Actor, note: DiaryNote) -> bool:
    """Its author, for as long as they write here at all."""
    return note.author_id is not None and note.author_id == actor.user_id and can_write(actor, note.experiment)


def can_remove(actor: Actor, note: DiaryNote) -> bool:
    return can_change(actor, note) or can_lead(actor, note.experiment)
