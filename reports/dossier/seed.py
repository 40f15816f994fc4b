"""The demo's dossier: of the final report, asked for on the day after it was locked."""

from datetime import timedelta
from typing import TYPE_CHECKING

from mint import clock
from mint.jobs import running
from reports.dossier import actions, jobs
from reports.models import Report

if TYPE_CHECKING:
    from mint.management.seeding import World

MANAGER = "manager_lab"


def seed(world: "World") -> None:
    report = Report.objects.get(pk=world.objects["report_final"].pk)
    if report.submitted_at is None:
        raise ValueError("the final report is not locked")
    with clock.set_to(report.submitted_at + timedelta(days=1)):
        actions.ask(report, actor=world.actor(MANAGER))
        job = jobs.latest(report)
        if job is None:
            raise ValueError("the dossier has no job")
        running.run(job.pk, alone=True)
    job.refresh_from_db()
    if job.error:
        raise ValueError(f"the dossier was not put together: {job.error}")
