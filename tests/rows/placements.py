"""A placement of the cast's company, and applications to it, in any state."""

from datetime import timedelta
from typing import Any

from mint import clock
from placements.models import Application, Placement, Supervisor
from placements.states import PUBLIC, STUDIES, UNSENT
from tests.world import World

MOTIVATION = "Haluan oppia tuotantotekniikkaa teidän konepajallanne."


def make_placement(world: World, state: str = "open", **values: Any) -> Placement:
    today = clock.today()
    complete = {
        "organisation": world.company,
        "municipality": world.place,
        "project": world.project,
        "kind": "internship",
        "title": "Tuotantotekniikan harjoittelija",
        "tasks": "Ohjelmoit ja ajat koneita.",
        "credits": 30,
        "weeks": 20,
        "starts_on": today + timedelta(days=60),
        "ends_on": today + timedelta(days=200),
        "apply_by": today + timedelta(days=30),
        "submitted_at": None if state in UNSENT else clock.now(),
        "published_at": clock.now() if state in PUBLIC else None,
    }
    placement = Placement.objects.create(state=state, **complete | values)
    Supervisor.objects.create(
        organisation=placement.organisation, placement=placement, name="Ohjaaja", email="ohjaaja@example.test"
    )
    return placement


def make_application(
    world: World, placement: Placement, state: str = "submitted", who: str = "student", **values: Any
) -> Application:
    complete = {
        "organisation": placement.organisation,
        "placement": placement,
        "applicant": world.people[who],
        "school": world.university if placement.kind in STUDIES else None,
        "name": who.title(),
        "email": f"{who}@example.test",
        "motivation": MOTIVATION,
        "submitted_at": None if state == "draft" else clock.now(),
    }
    return Application.objects.create(state=state, **complete | values)
