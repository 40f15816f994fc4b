"""The stepper of an experiment: its template's stages as the public reads them, with the day or week of each."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from experiments.models import Experiment
from experiments.staging.placing import Standing, standing_of
from experiments.states import STAGE_OF, Stage, State
from mint import clock
from mint.templating import fdate

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Step:
    name: str
    state: str
    note: str = ""


def stepper(experiment: Experiment) -> list[Step]:
    """done, now or todo for each. Stages that the public knows by one name are one step."""
    standing = standing_of(experiment)
    return _of_template(experiment, standing) if standing else _of_lifecycle(experiment)


def _of_template(experiment: Experiment, standing: Standing) -> list[Step]:
    groups = [list(stages) for _name, stages in groupby(standing.stages, key=lambda stage: stage.name)]
    here = next(place for place, stages in enumerate(groups) if standing.stage in stages)
    finished = experiment.state == State.CLOSED
    known = [STAGE_OF[State(stages[0].state)] for stages in groups]
    steps = []
    for place, stages in enumerate(groups):
        done = place < here or (finished and place == here)
        state = "done" if done else "now" if place == here else "todo"
        if known.count(known[place]) == 1:
            note = NOTES[known[place]](experiment)
        else:  # a template's own step within a stage of the lifecycle
            note = (
                _("since %(day)s") % {"day": fdate(standing.visit.entered_at)}
                if place == here and standing.visit
                else ""
            )
        steps.append(Step(stages[0].name, state, note))
    return steps


def _of_lifecycle(experiment: Experiment) -> list[Step]:
    """The five words that every experiment has; nothing is current when it was cancelled."""
    order = list(Stage)
    here = order.index(experiment.stage) if experiment.stage else -1
    finished = experiment.state == State.CLOSED
    steps = []
    for number, stage in enumerate(order):
        done = number < here or (finished and number == here)
        state = "done" if done else "now" if number == here else "todo"
        steps.append(Step(str(stage.label), state, NOTES[stage](experiment)))
    return steps


def step_number(experiment: Experiment) -> int:
    return list(Stage).index(experiment.stage) + 1 if experiment.stage else 0


def week(experiment: Experiment) -> tuple[int, int] | None:
    """Which week of how many, while it runs."""
    if not (experiment.starts_on and experiment.ends_on):
        return None
    total = max(-(-(experiment.ends_on - experiment.starts_on).days // 7), 1)
    return min(max((clock.today() - experiment.starts_on).days // 7 + 1, 1), total), total


def _created(experiment: Experiment) -> str:
    return fdate(experiment.created_at)


def _approved(experiment: Experiment) -> str:
    if experiment.approved_at:
        return _("approved %(day)s") % {"day": fdate(experiment.approved_at)}
    return _("in review") if experiment.state == State.IN_REVIEW else ""


def _running(experiment: Experiment) -> str:
    if experiment.state == State.PAUSED:
        return _("paused until %(day)s") % {"day": fdate(experiment.review_on)}
    now = week(experiment) if experiment.state == State.RUNNING else None
    if now:
        return _("week %(now)s/%(total)s") % {"now": now[0], "total": now[1]}
    return fdate(experiment.starts_on) if experiment.starts_on else ""


def _evaluated(experiment: Experiment) -> str:
    if experiment.finished_at:
        return _("since %(day)s") % {"day": fdate(experiment.finished_at)}
    return _("begins %(day)s") % {"day": fdate(experiment.ends_on)} if experiment.ends_on else ""


def _decided(experiment: Experiment) -> str:
    return fdate(experiment.decided_at) if experiment.decided_at else ""


NOTES: dict[Stage, Any] = {
    Stage.IDEATION: _created,
    Stage.PLANNING: _approved,
    Stage.EXPERIMENT: _running,
    Stage.EVALUATION: _evaluated,
    Stage.DECISION: _decided,
}
