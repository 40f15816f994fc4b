"""A factor of the cast's municipality, in the state a test asks for."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from mint import clock
from mint.isolation import context
from municipalities.models import AttractionFactor
from tests.world import World


@pytest.fixture
def make_factor(world: World) -> Callable[..., AttractionFactor]:
    def make(state: str = "draft", **values: Any) -> AttractionFactor:
        today = clock.today()
        complete = {
            "organisation": world.municipality,
            "municipality": world.place,
            "project": world.project,
            "category": "work",
            "name": "Etätyöpiste",
            "description": "Työpiste järven rannalla.",
            "indicator": "käyttäjiä",
            "unit": "kk",
            "baseline": Decimal(0),
            "target": Decimal(40),
            "source": "Kunnan varauskirja",
        }
        if state != "draft":
            complete |= {
                "published_at": clock.now(),
                "checked_on": today,
                "next_check_on": today + timedelta(days=365),
            }
        with context.system("test"):
            return AttractionFactor.objects.create(state=state, **complete | values)

    return make
