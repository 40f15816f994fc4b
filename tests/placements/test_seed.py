"""The demo's factors and placements are made by the actions, and stand in the states that the pages show."""

from collections import Counter
from importlib import import_module

import pytest
from django.utils import translation

from mint.isolation import context
from mint.management.seeding import World
from municipalities.models import AttractionFactor
from placements.models import Application, Placement

NEEDED = ("mint.places", "mint.tenancy", "mint.projects", "municipalities", "challenges", "placements")


@pytest.mark.slow
@pytest.mark.django_db
def test_the_seed_tells_every_story_to_its_end():
    with context.system("test"), translation.override("fi"):
        world = World()
        for app in NEEDED:
            import_module(f"{app}.seed").seed(world)
        factors = Counter(AttractionFactor.objects.values_list("state", flat=True))
        stale = [factor.name for factor in AttractionFactor.objects.published() if factor.is_stale]
        placements = Counter(Placement.objects.values_list("state", flat=True))
        projects = set(Placement.objects.values_list("project__code", flat=True))
        applications = Counter(Application.objects.values_list("state", flat=True))
        assert all(row.fte is not None for row in Placement.objects.all())
    assert factors == {"published": 10, "archived": 1, "draft": 1}
    assert stale == ["Viikko maalla -kokeiluasuminen"]
    assert placements == {
        "draft": 1, "open": 4, "archived": 3, "finished": 2, "running": 2, "agreement": 1, "interrupted": 1, "in_review": 1, "lapsed": 1
    }  # fmt: skip
    assert projects == {"A75317", "DEMO-2"}
    assert applications == {"draft": 1, "submitted": 5, "accepted": 12, "chosen": 1, "not_chosen": 1}
