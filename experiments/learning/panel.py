"""Lessons on an experiment's pages, and on the page on which its result is written."""

from typing import Any

from experiments.learning.actions import as_text
from experiments.learning.forms import LessonForm
from experiments.learning.models import Lesson
from experiments.learning.permissions import can_teach
from experiments.learning.states import TOLD_IN, Kind
from experiments.models import Experiment
from mint.tenancy.context import Request


def grouped(lessons: list[Lesson]) -> list[tuple[Kind, list[Lesson]]]:
    """By kind, in the order of `Kind`; kinds without a lesson are left out."""
    return [(kind, rows) for kind in Kind if (rows := [row for row in lessons if row.kind == kind])]


def lessons_of(request: Request, experiment: Experiment) -> list[Lesson]:
    return list(Lesson.objects.visible_to(request.actor).filter(experiment=experiment))


def of_experiment(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    """Nothing is read before there can be a lesson. The experiment's own text is shown where it says something else."""
    if experiment.state not in TOLD_IN:
        return None
    lessons, acting = lessons_of(request, experiment), getattr(request, "acting_for", None)
    may_teach = acting is not None and can_teach(request.actor, experiment)
    is_shown = bool(experiment.decided_at or acting)
    text = experiment.learnings if is_shown and not _is_said(experiment.learnings, lessons) else ""
    if not (lessons or text or may_teach):
        return None
    return {
        "experiment": experiment, "groups": grouped(lessons), "text": text, "may_teach": may_teach, "acting_for": acting
    }  # fmt: skip


def _is_said(text: str, lessons: list[Lesson]) -> bool:
    """Are these words the lessons themselves, one after the other?"""
    return text.split() == as_text(lessons).split()


def of_result(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    if not can_teach(request.actor, experiment):
        return None
    initial = {"themes": experiment.challenge.themes if experiment.challenge else []}
    return {
        "experiment": experiment,
        "groups": grouped(lessons_of(request, experiment)),
        "form": LessonForm(initial=initial, auto_id="oppi_%s"),
        "acting_for": request.acting_for,
    }
