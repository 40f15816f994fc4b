"""A placement of the cast's company, and applications to it, in the state a test asks for."""

from collections.abc import Callable
from typing import Any

import pytest

from mint.isolation import context
from placements.models import Application, Placement
from tests.rows import placements as rows
from tests.world import World


@pytest.fixture
def make_placement(world: World) -> Callable[..., Placement]:
    def make(state: str = "open", **values: Any) -> Placement:
        with context.system("test"):
            return rows.make_placement(world, state, **values)

    return make


@pytest.fixture
def make_application(world: World) -> Callable[..., Application]:
    def make(placement: Placement, state: str = "submitted", who: str = "student", **values: Any) -> Application:
        with context.system("test"):
            return rows.make_application(world, placement, state, who, **values)

    return make
