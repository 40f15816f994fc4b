"""A need of the company, offers of its partner and of the university; made as the system."""

from collections.abc import Callable
from typing import Any

import pytest

from mint import clock
from mint.isolation import context
from mint.matching.models import Match, Need, Offer
from mint.matching.states import State
from mint.outbox.models import Job
from tests.rows.matching import agreed, make_match, make_need, make_offer


@pytest.fixture
def need(world: Any) -> Need:
    with context.system("test"):
        return make_need(world)


@pytest.fixture
def offer(world: Any) -> Offer:
    with context.system("test"):
        return make_offer(world.partner)


@pytest.fixture
def match_in(world: Any, need: Need) -> Callable[..., Match]:
    """A match of the company's need with the partner: `match_in(State.MUTUAL)`."""

    def make(state: str = State.INTEREST, **values: Any) -> Match:
        with context.system("test"):
            if state in {State.AGREED, State.REALISED}:
                values = agreed(**values)
            if state == State.SUGGESTED:
                values.setdefault("interest_from", "")
            return make_match(need, world.partner, **{**values, "state": state})

    return make


@pytest.fixture
def run_later(run_outbox: Callable[[], list[str]]) -> Callable[[], list[str]]:
    """`run_outbox` once nothing can be undone any more."""

    def run() -> list[str]:
        with context.system("test"):
            Job.objects.update(not_before=clock.now())
        return run_outbox()

    return run
