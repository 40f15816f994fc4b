"""A factor of the cast's municipality, in any state."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from mint import clock
from municipalities.models import AttractionFactor
from tests.world import World


def make_factor(world: World, state: str = "draft", **values: Any) -> AttractionFactor:
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
    return AttractionFactor.objects.create(state=state, **complete | values)
