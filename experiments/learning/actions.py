"""Writing a lesson down, and taking it away."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments.learning.models import Lesson
from experiments.learning.permissions import can_teach
from experiments.learning.states import MOST, TOLD_IN, Kind
from experiments.models import Experiment
from experiments.states import State
from mint.actor import Actor
from mint.audit.record import record
from mint.vocabulary.themes import BY_KEY
from mint.web import MoveError
from mint.workflow import lock


@transaction.atomic
def add(
    experiment: Experiment, *, actor: Actor, kind: str, text: str, reason: str = "", themes: Iterable[str] = ()
) -> Lesson:
    """`reason` says why something did not work; of the other kinds it is left out. The same said twice is one lesson."""
    fresh = _locked(experiment, actor)
    there = list(Lesson.objects.filter(experiment=fresh))
    said = next((row for row in there if (row.kind, row.text) == (kind, text)), None)
    if said:
        return said
    if len(there) >= MOST:
        raise MoveError(_("An experiment has twenty lessons at most. Take one away first."))
    lesson: Lesson = Lesson.objects.create(
        organisation_id=fresh.organisation_id, experiment=fresh, author_id=actor.user_id, language=fresh.language,
        kind=kind, text=text, reason=reason if kind == Kind.DID_NOT else "",
        themes=[theme for theme in dict.fromkeys(themes) if theme in BY_KEY],
    )  # fmt: skip
    _in_short(fresh, there, [*there, lesson])
    record("experiment.lesson_added", fresh, actor=actor, data={"kind": kind, "text": text})
    return lesson


@transaction.atomic
def remove(lesson: Lesson, *, actor: Actor) -> None:
    fresh = _locked(lesson.experiment, actor)
    there = list(Lesson.objects.filter(experiment=fresh))
    Lesson.objects.filter(pk=lesson.pk).delete()
    _in_short(fresh, there, [row for row in there if row.pk != lesson.pk])
    record("experiment.lesson_removed", fresh, actor=actor, data={"kind": lesson.kind, "text": lesson.text})


def _locked(experiment: Experiment, actor: Actor) -> Experiment:
    if not can_teach(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state not in TOLD_IN:
        raise MoveError(_("Lessons are written when the experiment has ended."))
    return fresh


def _in_short(experiment: Experiment, before: list[Lesson], after: list[Lesson]) -> None:
    """Before the decision the experiment's own text of lessons is these, until somebody has written it otherwise."""
    if experiment.state != State.EVALUATING or experiment.learnings not in {"", as_text(before)}:
        return
    experiment.learnings = as_text(after)
    experiment.version += 1
    experiment.save(update_fields=["learnings", "version"])


def as_text(lessons: Iterable[Lesson]) -> str:
    """One line for each; as long as the experiment's column allows."""
    return "\n".join(lesson.text for lesson in lessons)[:4000]
