"""Demo texts of reports: written by two organisations, one given and still missing, a translation fallen behind."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mint import clock
from mint.actor import Actor
from reports.models import Report
from reports.sections import actions
from reports.sections.actions import Draft, Gift
from reports.sections.models import Section

if TYPE_CHECKING:
    from mint.management.seeding import World

MANAGER = "manager_lab"


@cache
def _texts() -> dict[str, dict[str, Any]]:
    with (Path(__file__).parent / "demo.toml").open("rb") as file:
        return tomllib.load(file)


def fill(report: Report, key: str, *, actor: Actor) -> None:
    """All the texts that the demo has for a report, in its language and, of some, in the others."""
    for language in ("fi", "sv", "en"):
        _write(report, key if language == "fi" else f"{key}_{language}", language, actor=actor)


def _write(report: Report, key: str, language: str, *, actor: Actor, only: tuple[str, ...] = ()) -> None:
    for section, text in _texts().get(key, {}).items():
        if not only or section in only:
            actions.write(_section(report, section), Draft(language, text, 0), actor=actor)


def _section(report: Report, key: str) -> Section:
    found = Section.objects.select_related("wanted", "organisation", "project", "writer")
    return found.get(report=report, wanted__key=key)


def share_out(report: Report, world: "World", *, day: date) -> None:
    """The current report: LUT has written its section, Parikkala has not, the manager some, and the risks are missing."""
    manager, lut, parikkala = world.actor(MANAGER), world.organisations["lut"], world.organisations["parikkala"]
    with clock.set_to(clock.at(day, 9)):
        _give(report, "activities", Gift(lut, world.people["curator_lut"].pk, day + timedelta(days=7)), actor=manager)
        _give(report, "communication", Gift(parikkala, None, day + timedelta(days=14)), actor=manager)
        _write(report, "current_sv", "sv", actor=manager)
    with clock.set_to(clock.at(day + timedelta(days=1), 13)):
        writer = world.actor("curator_lut", "lut")
        _write(report, "current", "fi", actor=writer, only=("activities",))
        actions.tick(_section(report, "activities"), ready=True, actor=writer)
        _write(report, "current", "fi", actor=manager, only=("summary", "results", "next_period"))
        section = _section(report, "principles")
        said = {key: (aim, reason) for key, (aim, reason) in _texts()["principles"].items()}
        actions.say_principles(section, said, version=section.version, actor=manager)


def _give(report: Report, key: str, gift: Gift, *, actor: Actor) -> None:
    section = _section(report, key)
    actions.give(section, gift, version=section.version, actor=actor)
