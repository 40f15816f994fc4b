"""What an evaluator's pages show."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from challenges.evaluation import reading
from challenges.evaluation.forms import SheetForm, anchored
from challenges.evaluation.models import Assignment, Evaluator, Phase
from challenges.evaluation.querysets import compared
from challenges.evaluation.results import Sheet
from challenges.evaluation.states import PhaseState
from mint.actor import Actor


@dataclass(frozen=True)
class OwnPhase:
    """One phase one scores in. `sheets` are (assignment, case) once ties are declared; before that only their number."""

    phase: Phase
    evaluator: Evaluator
    sheets: list[tuple[Assignment, reading.Case | None]]

    @property
    def waits_for_ties(self) -> bool:
        return self.evaluator.declared_at is None and self.phase.is_open

    @property
    def left(self) -> int:
        return sum(not sheet.is_submitted for sheet, _case in self.sheets)


def evaluating(users: Collection[int]) -> dict[int, str]:
    """Which of these people evaluate something now, as the demo's list calls them."""
    found = Evaluator.objects.active().filter(user_id__in=users).values_list("user_id", flat=True)
    return dict.fromkeys(found, _("evaluator"))


def phases(actor: Actor) -> list[OwnPhase]:
    """Those that have begun, while one's access lasts; three statements however many."""
    if not actor.is_signed_in:
        return []
    mine = Evaluator.objects.visible_to(actor).active().filter(user_id=actor.user_id or 0)
    evaluators = list(
        mine.exclude(phase__state=PhaseState.PLANNED)
        .select_related("phase__challenge__municipality")
        .order_by("phase__closes_on", "id")
    )
    if not evaluators:
        return []
    known = reading.cases()
    sheets: dict[int, list[Any]] = defaultdict(list)
    for assignment in Assignment.objects.visible_to(actor).own(actor).order_by("id"):
        sheets[assignment.phase_id].append((assignment, known.get(assignment.pk)))
    return [OwnPhase(each.phase, each, sheets[each.phase_id]) for each in evaluators]


def rows(assignment: Assignment, form: SheetForm, answers: dict[int, str]) -> list[dict[str, Any]]:
    """One for each criterion: what was asked and answered, the scale in words, and the two fields."""
    return [
        {
            "score": score,
            "criterion": score.criterion,
            "answer": answers.get(score.criterion_id, ""),
            "scale": anchored(score.criterion),
            "points": form[f"p{score.criterion_id}"],
            "chosen": str(
                form[f"p{score.criterion_id}"].value() if form[f"p{score.criterion_id}"].value() is not None else ""
            ),
            "reason": form[f"r{score.criterion_id}"],
        }
        for score in form.sheet
    ]


def others(assignment: Assignment) -> list[Sheet]:
    """The others' finished sheets of the same proposal, as the phase's rule lets one see them; without names."""
    actor = Actor(user_id=assignment.user_id)
    rows = Assignment.objects.filter(compared(actor), phase_id=assignment.phase_id, proposal_id=assignment.proposal_id)
    found = rows.prefetch_related("scores__criterion").order_by("id")
    return [
        Sheet(str(number), sorted(row.scores.all(), key=lambda score: (score.criterion.position, score.criterion_id)))
        for number, row in enumerate(found, start=1)
    ]
