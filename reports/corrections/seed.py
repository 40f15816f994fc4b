"""Demo corrections: events that MINT has no records of, approved by a second person; and one that waits for one."""

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from mint import clock
from mint.files.checks import TYPES, Checked
from mint.projects.models import Project
from reports.corrections import actions, workflow
from reports.corrections.actions import Evidence
from reports.corrections.models import Correction
from reports.models import Indicator

if TYPE_CHECKING:
    from mint.management.seeding import World

PROPOSER, SECOND = "manager_lab", "curator_lut"
EVENTS = (
    (date(2026, 3, 12), 4, "Kevään kuntakierroksen neljä avointa tilaisuutta; osallistujaluettelot ovat liitteenä."),
    (date(2026, 9, 24), 3, "Syksyn kolme kokeilutyöpajaa yrityksille; osallistujaluettelot ovat liitteenä."),
)
LATE = (date(2026, 6, 11), 1, "Parikkalan kevään tilaisuus puuttui luettelosta; osallistujaluettelo on liitteenä.")
WAITING = (date(2026, 10, 15), 2, "Kaksi tilaisuutta, jotka LUT järjesti hankkeen kanssa Luumäellä ja Parikkalassa.")


def correct(world: "World", project: Project) -> None:
    """Called by the seed of reports before the current report is built."""
    events = Indicator.objects.get(code="MINT13", project=None)
    for day, number, reason in EVENTS:
        with clock.set_to(clock.at(date.fromordinal(day.toordinal() + 5), 9)):
            proposed = _propose(world, project, events, day=day, number=number, reason=reason)
        with clock.set_to(clock.at(date.fromordinal(day.toordinal() + 7), 13)):
            workflow.approve(proposed, actor=world.actor(SECOND))
    day, number, reason = WAITING
    with clock.set_to(clock.at(date(2026, 11, 20), 9)):
        _propose(world, project, events, day=day, number=number, reason=reason)


def late(world: "World", project: Project) -> None:
    """Known and approved after the report of its period had been accepted: called by the seed of changes."""
    events = Indicator.objects.get(code="MINT13", project=None)
    day, number, reason = LATE
    with clock.set_to(clock.at(date(2026, 11, 25), 9)):
        proposed = _propose(world, project, events, day=day, number=number, reason=reason)
    with clock.set_to(clock.at(date(2026, 11, 25), 13)):
        workflow.approve(proposed, actor=world.actor(SECOND))


def _propose(world: "World", project: Project, events: Indicator, *, day: date, number: int, reason: str) -> Correction:
    name = f"osallistujat-{day}.xlsx"
    file = Checked(SimpleUploadedFile(name, _workbook(number)), name, TYPES[".xlsx"])
    return actions.propose(
        project, events, on=day, amount=Decimal(number), reason=reason, evidence=Evidence(file=file),
        actor=world.actor(PROPOSER),
    )  # fmt: skip


def _workbook(number: int) -> bytes:
    """A list of so many events, with how many people came."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tilaisuudet")
        sheet.write_row(0, 0, ["Tilaisuus", "Osallistujia"])
        for row in range(1, number + 1):
            sheet.write_row(row, 0, [f"Tilaisuus {row}", 9 + 4 * row])
    return target.getvalue()
