"""A closed call of the cast's municipality with proposals, and its evaluation, in any state."""

from datetime import timedelta
from typing import Any

from challenges.evaluation.models import Assignment, Decision, Evaluator, Phase, Score, Verdict
from challenges.evaluation.models.scope import scope_of
from challenges.models import Challenge
from challenges.proposals.models import Criterion, Proposal
from mint import clock
from mint.accounts.models import User
from mint.isolation import context
from tests.factories import UserFactory
from tests.rows.proposals import make_call, make_proposal
from tests.world import World

REASON = "Perustelu on riittävän pitkä."


def make_closed_call(world: World, state: str = "closed", **values: Any) -> tuple[Challenge, list[Proposal]]:
    """Proposals of the company, the partner and the other company, all past the formal check."""
    challenge = make_call(world, state=state, **values)
    proposers = (
        ("owner", "company", "Ruokopaali"),
        ("partner", "partner", "Kuivike"),
        ("stranger", "other_company", "Eriste"),
    )
    return challenge, [
        make_proposal(world, challenge, "shortlisted", who, organisation=world.organisations[key], title=title)
        for who, key, title in proposers
    ]  # fmt: skip


def make_phase(challenge: Challenge, state: str = "planned", **values: Any) -> Phase:
    today = clock.today()
    defaults = {"name": "Pisteytys", "opens_on": today, "closes_on": today + timedelta(days=14), "seed": 7}
    return Phase.objects.create(**scope_of(challenge), state=state, **defaults | values)


def make_evaluator(phase: Phase, user: User | None = None, *, declared: bool = True, **values: Any) -> Evaluator:
    defaults = {"expires_at": clock.now() + timedelta(days=20), "declared_at": clock.now() if declared else None}
    return Evaluator.objects.create(
        **scope_of(phase), phase=phase, user=user or UserFactory(name="Arvioija"), **defaults | values
    )


def make_assignment(evaluator: Evaluator, proposal: Proposal, state: str = "given", **values: Any) -> Assignment:
    submitted = clock.now() if state == "submitted" else None
    return Assignment.objects.create(
        **scope_of(evaluator), phase_id=evaluator.phase_id, evaluator=evaluator, user_id=evaluator.user_id,
        proposal=proposal, state=state, submitted_at=submitted, **values,
    )  # fmt: skip


def score(assignment: Assignment, *points: int) -> Assignment:
    """Points by criterion, in their order; the sheet stays as it is."""
    with context.system("test"):
        for criterion, given in zip(
            Criterion.objects.filter(challenge_id=assignment.challenge_id), points, strict=True
        ):
            Score.objects.create(
                organisation_id=assignment.organisation_id, assignment=assignment, criterion=criterion, points=given,
                reason=REASON,
            )  # fmt: skip
    return assignment


def make_decision(challenge: Challenge, proposals: list[Proposal], state: str = "prepared") -> Decision:
    """The first is selected, the second in reserve, the rest are not."""
    released = clock.now() if state == "released" else None
    decision = Decision.objects.create(**scope_of(challenge), state=state, released_at=released, reasons="Perustelut.")
    for proposal, outcome in zip(proposals, ("selected", "reserve", *["not_selected"] * 9), strict=False):
        Verdict.objects.create(
            organisation_id=decision.organisation_id, decision=decision, proposal=proposal, outcome=outcome,
            proposer_organisation_id=proposal.organisation_id,
            proposer_id=None if proposal.organisation_id else proposal.author_id,
            feedback=f"Palaute: {proposal.title}", released_at=released,
        )  # fmt: skip
    return decision
