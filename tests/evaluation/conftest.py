"""One closed call with three proposals; people of the cast who score."""

from dataclasses import dataclass
from typing import Any

import pytest

from challenges.evaluation.models import Phase
from challenges.models import Challenge
from challenges.proposals.models import Proposal
from mint.isolation import context
from tests.rows.evaluation import make_assignment, make_closed_call, make_evaluator, make_phase
from tests.world import World


@dataclass
class Case:
    """`made` runs inside the system's context."""

    world: World
    challenge: Challenge
    proposals: list[Proposal]
    phase: Phase

    def sheet(self, who: str, number: int = 0, state: str = "given", **evaluator: Any) -> Any:
        with context.system("test"):
            user = self.world.people[who]
            found = self.phase.evaluators.filter(user=user).first() or make_evaluator(self.phase, user, **evaluator)
            return make_assignment(found, self.proposals[number], state)


@pytest.fixture
def case(world: World) -> Case:
    with context.system("test"):
        challenge, proposals = make_closed_call(world, "evaluating")
        return Case(world, challenge, proposals, make_phase(challenge, "open"))
