"""What the coordinator's pages show: the phases of a challenge, and of one phase who scores what."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.evaluation import inviting, ties
from challenges.evaluation.forms import ExtendPhaseForm, InsideForm, OutsideForm
from challenges.evaluation.guards import is_decided
from challenges.evaluation.models import Assignment, Conflict, Evaluator, Phase
from challenges.evaluation.querysets import side
from challenges.evaluation.results import proposals_of, proposer_of
from challenges.evaluation.states import LIVE, AssignmentState, PhaseState, Tie
from challenges.evaluation.workflow import PHASE_MOVES
from challenges.models import Challenge
from challenges.proposals.models import Proposal
from mint import clock
from mint.actor import Actor
from mint.workflow import available, blockers, undoable

LASTS = timedelta(days=14)
AFTER = {
    "opened": gettext_lazy("The scoring has begun. The evaluators are told in ten minutes, unless you undo."),
    "closed": gettext_lazy("The scoring has ended. Look at the results, and prepare the decision."),
}


@dataclass(frozen=True)
class Line:
    """One proposal in a phase: its sheets, what stood in the way, and who may still be asked."""

    proposal: Proposal
    proposer: str
    sheets: list[Assignment]
    lacking: int
    free: list[Evaluator]
    bound: list[tuple[Evaluator, str]]  # with the kind of tie in words
    waived: list[Conflict]


def challenge_of_side(actor: Actor, pk: int) -> Challenge | None:
    """A challenge whose evaluation is for this person to see."""
    mine = Q(organisation_id__in=actor.organisation_ids) | Q(municipality_id__in=actor.municipality_ids)
    rows = Challenge.objects.visible_to(actor).filter(pk=pk).select_related("municipality", "organisation")
    found = rows.filter(mine).first()
    if found is None and rows.filter(project_id__in=actor.curated_ids).exists():
        has_phase = Phase.objects.filter(side(actor), challenge_id=pk).exists()
        found = rows.first() if has_phase else None
    return found


def next_phase(challenge: Challenge) -> dict[str, Any]:
    """A first suggestion, which most calls can keep."""
    today = clock.today()
    return {"name": _("Scoring"), "opens_on": today, "closes_on": today + LASTS, "least_reviews": 2}


def phases_of(challenge: Challenge, actor: Actor) -> list[Phase]:
    finished = Q(assignments__state=AssignmentState.SUBMITTED)
    rows = Phase.objects.visible_to(actor).filter(challenge=challenge).annotate(
        sheets=Count("assignments", filter=Q(assignments__state__in=LIVE)), finished=Count("assignments", filter=finished)
    )  # fmt: skip
    return list(rows.order_by("opens_on", "id"))


def phase_page(phase: Phase, actor: Actor) -> dict[str, Any]:
    """The same number of statements however many evaluators and proposals."""
    rows = phase.evaluators.filter(left_at__isnull=True) if phase.is_over else phase.evaluators.active()
    evaluators = list(rows.select_related("user").order_by("user__name", "id"))
    lines = _lines(phase, evaluators)
    people = inviting.at_hand(phase.challenge)
    asked = {each.user_id for each in evaluators}
    return {
        "phase": phase,
        "challenge": phase.challenge,
        "nav": "challenges",
        "evaluators": [_evaluator(each, lines) for each in evaluators],
        "lines": lines,
        "lacking": sum(line.lacking for line in lines),
        "decided": is_decided(phase.challenge_id),
        "moves": [_offered(phase, move) for move in available(phase, PHASE_MOVES, actor)],
        "undo": undoable(phase, PHASE_MOVES, actor),
        "inside": InsideForm(people=[row for row in people if row[0] not in asked]),
        "outside": OutsideForm(initial={"language": phase.challenge.language}),
        "extend": ExtendPhaseForm(),
        "unfinished": sum(sheet.state == AssignmentState.GIVEN for line in lines for sheet in line.sheets),
    }


def _offered(phase: Phase, move: Any) -> dict[str, Any]:
    return {"move": move, "blockers": blockers(phase, move), "asks_reason": move.asks_reason(phase)}


def _evaluator(evaluator: Evaluator, lines: list[Line]) -> dict[str, Any]:
    own = [sheet for line in lines for sheet in line.sheets if sheet.user_id == evaluator.user_id]
    return {"row": evaluator, "given": len(own), "finished": sum(sheet.is_submitted for sheet in own)}


def _lines(phase: Phase, evaluators: list[Evaluator]) -> list[Line]:
    sheets: dict[int, list[Assignment]] = defaultdict(list)
    for sheet in phase.assignments.live().select_related("user").order_by("user__name", "id"):
        sheets[sheet.proposal_id].append(sheet)
    proposals = proposals_of(phase.challenge_id, sheets)
    barred = ties.barred(phase, [each.pk for each in proposals], [each.user_id for each in evaluators])
    waived: dict[int, list[Conflict]] = defaultdict(list)
    for conflict in phase.conflicts.filter(waived_at__isnull=False).select_related("user"):
        waived[conflict.proposal_id].append(conflict)
    return [
        Line(
            proposal=proposal,
            proposer=proposer_of(proposal),
            sheets=sheets[proposal.pk],
            lacking=max(0, phase.least_reviews - len(sheets[proposal.pk])),
            waived=waived[proposal.pk],
            **_others(proposal, evaluators, {sheet.user_id for sheet in sheets[proposal.pk]}, barred),
        )
        for proposal in proposals
    ]


def _others(
    proposal: Proposal, evaluators: list[Evaluator], busy: set[int], barred: dict[ties.Pair, str]
) -> dict[str, Any]:
    """Who does not score it: those who may, and those whom a tie keeps from it."""
    rest = [(each, barred.get((proposal.pk, each.user_id))) for each in evaluators if each.user_id not in busy]
    return {
        "free": [each for each, tie in rest if tie is None],
        "bound": [(each, str(Tie(tie).label)) for each, tie in rest if tie is not None],
    }


def state_of(phases: list[Phase]) -> str:
    """One sentence for the challenge's page."""
    running = next((phase for phase in phases if phase.state == PhaseState.OPEN), None)
    if running is not None:
        return _("“%(name)s” is under way.") % {"name": running.name}
    if phases and all(phase.state == PhaseState.CLOSED for phase in phases):
        return _("The scoring has ended.")
    return _("The scoring is being planned.") if phases else ""
