"""Demo reports: built by the job's own code on the days they would have been, one locked, one being checked."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mint import clock
from mint.actor import Actor
from mint.jobs import running
from mint.projects.models import Project
from reports import actions, catalogue, jobs, workflow
from reports.models import Indicator, IndicatorTarget, Report
from reports.states import Kind

if TYPE_CHECKING:
    from mint.management.seeding import World

MANAGER = "manager_lab"
# what the projects have promised; None has not been agreed (fictional: the real project's targets are not public)
TARGETS: dict[str, dict[str, int | None]] = {
    "A75317": {
        "CO04": 10, "CO26": 8, "CO08": 2, "MINT01": 8, "MINT02": 6, "MINT03": 6, "MINT04": 2, "MINT05": 10,
        "MINT06": 3, "MINT07": 3, "MINT08": 2, "MINT09": 6, "MINT10": 60, "MINT11": 4,
    },
    "MINT-2": {
        "RCO04": 16, "RCO10": 12, "RCR01": 3, "RCR03": 4, "MINT01": 20, "MINT02": 12, "MINT03": 10, "MINT04": 4,
        "MINT05": 16, "MINT06": 6, "MINT07": 4, "MINT08": 4, "MINT09": 14, "MINT10": 150, "MINT11": None,
    },
}  # fmt: skip


def seed(world: "World") -> None:
    catalogue.ensure()
    for key, promised in TARGETS.items():
        _promise(world.projects[key], promised)
    actor = world.actor(MANAGER)
    final = _built(world.projects["A75317"], date(2022, 9, 30), date(2022, 11, 8), actor, final=True)
    _locked(final, meeting=date(2022, 11, 17), paragraph="§ 6", sent=date(2022, 11, 21), actor=actor)
    interim = _built(world.projects["MINT-2"], date(2026, 6, 30), date(2026, 8, 10), actor)
    _locked(interim, meeting=date(2026, 8, 20), paragraph="§ 4", sent=date(2026, 8, 24), actor=actor)
    _reviewed(date(2026, 11, 1))
    world.remember("report_final", final)
    world.remember("report_current", _built(world.projects["MINT-2"], date(2026, 12, 31), date(2026, 11, 23), actor))


def _promise(project: Project, promised: dict[str, int | None]) -> None:
    indicators = {each.code: each for each in Indicator.objects.all()}
    for code, value in promised.items():
        target = None if value is None else Decimal(value)
        IndicatorTarget.objects.create(project=project, indicator=indicators[code], value=target)


def _built(project: Project, end: date, on: date, actor: Actor, *, final: bool = False) -> Report:
    """The report of the period that ends on `end`, built on a day."""
    period = project.periods.select_related("project").get(ends_on=end)
    with clock.set_to(clock.at(on, 10)):
        report = actions.create(period, "fi", actor=actor, final=final)
        actions.build(report, actor=actor)
        _run(report)
    return report


def _run(report: Report) -> None:
    job = jobs.latest(report)
    if job is None:
        raise ValueError("the report has no job")
    running.run(job.pk)
    report.refresh_from_db()
    if report.built_at is None:
        job.refresh_from_db()
        raise ValueError(f"the report was not built: {job.error}")


def _locked(report: Report, *, meeting: date, paragraph: str, sent: date, actor: Actor) -> None:
    with clock.set_to(clock.at(meeting, 15)):
        report = workflow.approve(report, actor=actor, on=meeting, paragraph=paragraph)
    with clock.set_to(clock.at(sent, 9)):
        report = workflow.submit(report, actor=actor)
    with clock.set_to(clock.at(date.fromordinal(sent.toordinal() + 30), 9)):
        workflow.accept(report, actor=actor)


def _reviewed(on: date) -> None:
    """The ecosystem review of the month before, as the calendar builds it."""
    with clock.set_to(clock.at(on, 1)):
        actions.build_due()
        for report in Report.objects.filter(built_at=None, kind=Kind.ECOSYSTEM).select_related("project"):
            _run(report)
