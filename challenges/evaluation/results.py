"""What the evaluators gave, put together: by proposal the median and how far they are apart, by criterion where they disagree."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from challenges.evaluation.guards import scored_of
from challenges.evaluation.models import Assignment, Score
from challenges.evaluation.points import total
from challenges.evaluation.spread import Spread, disagrees, spread_of
from challenges.evaluation.states import AssignmentState
from challenges.proposals.models import Criterion, Proposal
from mint.actor import Actor


@dataclass(frozen=True)
class Sheet:
    """One evaluator's finished sheet."""

    evaluator: str
    scores: list[Score]

    @property
    def total(self) -> Decimal:
        return total(score.part for score in self.scores)


@dataclass(frozen=True)
class OfCriterion:
    criterion: Criterion
    points: Spread | None
    disagrees: bool


@dataclass(frozen=True)
class Result:
    """Of one proposal. `given` is how many sheets there are, finished ones among them."""

    proposal: Proposal
    given: int
    sheets: list[Sheet]
    criteria: list[OfCriterion] = field(default_factory=list)

    @property
    def spread(self) -> Spread | None:
        return spread_of([sheet.total for sheet in self.sheets])

    @property
    def disagreed(self) -> list[str]:
        return [each.criterion.name for each in self.criteria if each.disagrees]


def results(challenge_id: int, actor: Actor, **phase: Any) -> list[Result]:
    """As this actor may see them, in the order in which the proposals were sent; `phase=…` or all phases together."""
    criteria = list(Criterion.objects.filter(challenge_id=challenge_id).order_by("position", "id"))
    rows = Assignment.objects.visible_to(actor).live().filter(challenge_id=challenge_id, **phase)
    given: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows.select_related("user").order_by("id"):
        given[row.proposal_id].append(row)
    finished = [row.pk for found in given.values() for row in found if row.state == AssignmentState.SUBMITTED]
    scores: dict[int, list[Score]] = defaultdict(list)
    known = Score.objects.visible_to(actor).filter(assignment_id__in=finished).select_related("criterion")
    for score in known.order_by("criterion__position", "criterion_id"):
        scores[score.assignment_id].append(score)
    return [_result(proposal, given[proposal.pk], scores, criteria) for proposal in proposals_of(challenge_id, given)]


def proposals_of(challenge_id: int, given: Collection[int]) -> list[Proposal]:
    """Those to score, in the order of sending; once it is decided those that were scored, `given` by their ids."""
    waiting = scored_of(challenge_id)
    if waiting:
        return waiting
    rows = Proposal.objects.filter(pk__in=given).select_related("organisation", "author")
    return list(rows.order_by("submitted_at", "id"))


def _result(
    proposal: Proposal, given: list[Assignment], scores: dict[int, list[Score]], criteria: list[Criterion]
) -> Result:
    sheets = [Sheet(str(row.user), scores[row.pk]) for row in given if scores[row.pk]]
    of_criteria = [_of_criterion(criterion, sheets) for criterion in criteria]
    return Result(proposal, len(given), sheets, of_criteria)


def _of_criterion(criterion: Criterion, sheets: Iterable[Sheet]) -> OfCriterion:
    points = [
        score.points
        for sheet in sheets
        for score in sheet.scores
        if score.criterion_id == criterion.pk and score.points is not None
    ]
    return OfCriterion(criterion, spread_of(points), disagrees(points))


ORDERS = {
    "ehdotus": lambda result: result.proposal.title.lower(),
    "mediaani": lambda result: -(result.spread.median if result.spread else Decimal(-1)),
    "hajonta": lambda result: -(result.spread.range if result.spread else Decimal(-1)),
    "erimielisyys": lambda result: -len(result.disagreed),
}


def proposer_of(proposal: Proposal) -> str:
    """As its proposal names itself."""
    if proposal.organisation:
        return str(proposal.organisation)
    return proposal.team_name or proposal.contact_name
