"""Calls and proposals among the cast, in the state a test asks for."""

from collections.abc import Callable
from typing import Any

import pytest

from challenges.models import Challenge
from challenges.proposals.models import Proposal
from mint.isolation import context
from tests.rows import proposals as rows
from tests.world import World


@pytest.fixture
def make_call(world: World) -> Callable[..., Challenge]:
    def make(state: str = "open", **values: Any) -> Challenge:
        with context.system("test"):
            return rows.make_call(world, state, **values)

    return make


@pytest.fixture
def make_proposal(world: World) -> Callable[..., Proposal]:
    def make(challenge: Challenge, state: str = "submitted", who: str = "owner", **values: Any) -> Proposal:
        with context.system("test"):
            return rows.make_proposal(world, challenge, state, who, **values)

    return make
