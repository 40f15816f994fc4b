"""The demo's form of a fictional authority: made by `example`, mapped, and sent with the final payment claim."""

from datetime import timedelta
from typing import TYPE_CHECKING

from mint import clock
from reports.authority import actions, example
from reports.models import Report

if TYPE_CHECKING:
    from mint.management.seeding import World

MANAGER, CLAIM = "manager_lab", "MH 4/2022"


def seed(world: "World") -> None:
    report = Report.objects.select_related("project", "organisation").get(pk=world.objects["report_final"].pk)
    if report.submitted_at is None:
        raise ValueError("the final report is not locked")
    actor = world.actor(MANAGER)
    with clock.set_to(report.submitted_at + timedelta(hours=1)):
        form = actions.add(
            report.project,
            report.organisation_id,
            title=example.TITLE,
            data=example.workbook(),
            kept={"name": "EV-17.xlsx"},
            actor=actor,
        )
        for cell in example.cells():
            actions.map_cell(form, cell, actor=actor)
        form.refresh_from_db()
        actions.file(report, form, CLAIM, actor=actor)
