"""The one move between stages of a state, its undo, and moving an experiment to another version of its template."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from experiments.models import Experiment
from experiments.permissions import can_curate
from experiments.staging import notices, placing
from experiments.staging.models import Stage, Version, Visit
from experiments.staging.permissions import can_move_to, can_take_part
from experiments.staging.placing import Standing, standing_of, state_of, step_to
from experiments.staging.preview import Case
from experiments.staging.states import STAGED
from experiments.states import State
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError, StaleError
from mint.workflow import Move, last_entry, lock, perform
from mint.workflow import undo as undo_move

MOVED, CHANGED = "experiment.stage_moved", "experiment.stages_changed"
# The lifecycle's state stays: one row of the table for each state in which an experiment stands at a stage.
STAGE = {s: Move(MOVED, (s,), s, allowed=can_take_part, label=_l("Move to the next stage")) for s in STAGED}
UNSTAGE = tuple(
    Move("experiment.stage_move_undone", (s,), s, allowed=can_take_part, label=_l("Undo"), undo_of=MOVED)
    for s in STAGED
)
UNCHANGE = tuple(
    Move("experiment.stages_change_undone", (s,), s, allowed=can_curate, label=_l("Undo"), undo_of=CHANGED)
    for s in STAGED
)
MOVES = (*STAGE.values(), *UNSTAGE, *UNCHANGE)


@transaction.atomic
def move_stage(
    experiment: Experiment, *, origin: int, to: int, actor: Actor, reason: str = "", anyway: str = ""
) -> Experiment:
    """To the stage after, or with a reason back to the one before, of the same state. `origin` is the stage on the screen."""
    fresh = lock(experiment)
    if not can_take_part(actor, fresh):
        raise PermissionDenied
    standing, stage = _stages(fresh, origin, to)
    if not can_move_to(actor, fresh, stage):
        raise PermissionDenied
    is_back = stage == standing.before
    step = placing.Step(standing, stage) if is_back else step_to(fresh, standing, stage)
    if is_back and len(reason.strip()) < 3:
        raise MoveError(_("Give the reason in a few words."))
    told, why = placing.told_of(step, anyway), placing.both(reason, step.missing and anyway)
    made = perform(fresh, STAGE[State(fresh.state)], actor=actor, reason=why, told=told)
    placing.enter(made, step, actor=actor, anyway=anyway)
    notices.moved(made, stage, actor)
    return made


def _stages(experiment: Experiment, origin: int, to: int) -> tuple[Standing, Stage]:
    standing = standing_of(experiment)
    if standing is None or standing.stage.pk != origin:
        raise MoveError(_("Somebody was here first: the stage has already changed. Look at the page again."))
    stage = next((each for each in (standing.further, standing.before) if each and each.pk == to), None)
    if stage is None:
        raise MoveError(_("An experiment goes one stage at a time, and from state to state by its own moves."))
    return standing, stage


@transaction.atomic
def change_version(
    experiment: Experiment, version: Version, stage: Stage, *, actor: Actor, reason: str, seen: int | None = None
) -> Experiment:
    """Go on by another version, at a stage of the same state. Its ticks, papers and time there are kept."""
    fresh = lock(experiment)
    if not can_curate(actor, fresh):
        raise PermissionDenied
    if seen not in (None, fresh.version):
        raise StaleError
    if len(reason.strip()) < 3:
        raise MoveError(_("Give the reason in a few words."))
    if (
        version.is_draft
        or stage.version_id != version.pk
        or fresh.state not in STAGED
        or stage.state != state_of(fresh)
    ):
        raise MoveError(_("Choose a stage of the state in which the experiment is."))
    standing = standing_of(fresh)
    if standing is None or standing.version == version:
        raise MoveError(_("The experiment goes by this version already."))
    told: dict[str, Any] = {
        "was": {"version": standing.version.pk, "stage": standing.stage.pk},
        "number": version.number,
    }
    told |= {"template": version.template_id, "stage": stage.key}
    fresh.version += 1
    fresh.save(update_fields=["version"])
    if standing.visit is None:
        placing.place(fresh, version, stage, actor=actor)
    else:
        Visit.objects.filter(pk=standing.visit.pk).update(version=version, stage=stage)
    state = str(fresh.state)
    record(CHANGED, fresh, actor=actor, from_state=state, to_state=state, reason=reason, data=told)
    return fresh


def change_versions(
    cases: list[Case], version: Version, *, actor: Actor, reason: str
) -> tuple[list[Case], list[tuple[Case, str]]]:
    """Those that went over, and those that did not, each with why: every one by its own right, apart from the others."""
    done: list[Case] = []
    left: list[tuple[Case, str]] = []
    for case in cases:
        try:
            change_version(case.experiment, version, case.then, actor=actor, reason=reason)
            done.append(case)
        except PermissionDenied:
            left.append((case, _("You do not curate it.")))
        except MoveError as error:
            left.append((case, str(error)))
    return done, left


@transaction.atomic
def undo(experiment: Experiment, move: Move, *, actor: Actor) -> Experiment:
    """Take back one's own last step, or change of version, within ten minutes."""
    entry = last_entry(experiment)
    made = undo_move(experiment, move, actor=actor)
    if move.undo_of == MOVED:
        placing.stepped_back(made)
    elif entry and (was := entry.data.get("was")):
        visits = Visit.objects.open().filter(experiment=made)
        visits.update(version_id=was["version"], stage_id=was["stage"])
    return made
