"""A factor of the cast's municipality, in the state a test asks for."""

from collections.abc import Callable
from typing import Any

import pytest

from mint.isolation import context
from municipalities.models import AttractionFactor
from tests.rows import municipalities as rows
from tests.world import World


@pytest.fixture
def make_factor(world: World) -> Callable[..., AttractionFactor]:
    def make(state: str = "draft", **values: Any) -> AttractionFactor:
        with context.system("test"):
            return rows.make_factor(world, state, **values)

    return make
