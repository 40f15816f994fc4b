"""Demo reports: built by the job's own code on the days they would have been, one locked, one being checked."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mint import clock
from mint.actor import Actor
from mint.jobs import running
from mint.projects.models import Project
from reports import actions, jobs, workflow
from reports.approvals.seed import agreed, waiting
from reports.corrections.seed import correct
from reports.counting import catalogue
from reports.indicators import actions as indicators
from reports.models import Indicator, IndicatorTarget, Report
from reports.reviews import actions as reviews
from reports.sections import catalogue as templates
from reports.sections.seed import fill, share_out
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
        "RCO01": 16, "RCO04": 16, "RCO10": 12, "RCO84": 8, "RCR01": 3, "RCR03": 4, "RCR104": 3, "MINT13": 12, "MINT01": 20, "MINT02": 12, "MINT03": 10, "MINT04": 4,
        "MINT05": 16, "MINT06": 6, "MINT07": 4, "MINT08": 4, "MINT09": 14, "MINT10": 150, "MINT11": None,
    },
}  # fmt: skip
# of single periods, by their last day; and where an indicator began from
OF_PERIODS: dict[date, dict[str, int]] = {
    date(2026, 6, 30): {"RCO04": 5, "MINT02": 3, "MINT03": 2},
    date(2026, 12, 31): {"RCO04": 6, "MINT02": 4, "MINT03": 3},
}
BASELINES = {"RCR01": 0, "RCR03": 0, "RCR104": 0}
OWN = {
    "name_fi": "Kuntien yhteiset kokeilutyöpajat", "name_sv": "Kommunernas gemensamma försöksverkstäder",
    "name_en": "Workshops that the municipalities held together",
    "definition_fi": "Työpajat, jotka vähintään kaksi kuntaa on järjestänyt yhdessä.",
    "definition_sv": "Verkstäder som minst två kommuner har ordnat tillsammans.",
    "definition_en": "Workshops that at least two municipalities arranged together.",
    "evidence_fi": "Osallistujaluettelo", "evidence_sv": "Deltagarlista", "evidence_en": "A list of participants",
    "kind": "output", "counter": "", "unit": "pieces", "aggregation": "count", "breakdowns": [],
    "valid_from": date(2025, 1, 1), "valid_until": None,
}  # fmt: skip
ANEW = {
    "definition_fi": "Työpajat, jotka vähintään kaksi kuntaa on järjestänyt yhdessä ja joissa on ollut mukana yritys.",
    "definition_sv": "Verkstäder som minst två kommuner har ordnat tillsammans och där ett företag har deltagit.",
    "definition_en": "Workshops that at least two municipalities arranged together, with a company taking part.",
}


def seed(world: "World") -> None:
    with clock.set_to(clock.at(date(2019, 9, 2), 8)):
        catalogue.ensure()
        templates.ensure()
    for key, promised in TARGETS.items():
        _promise(world.projects[key], promised)
    actor = world.actor(MANAGER)
    _own(world.projects["MINT-2"], actor)
    correct(world, world.projects["MINT-2"])
    final = _built(world.projects["A75317"], date(2022, 9, 30), date(2022, 11, 8), actor, kind=Kind.FINAL)
    agreed(world, final, actor=actor)
    _locked(final, meeting=date(2022, 11, 17), paragraph="§ 6", sent=date(2022, 11, 21), actor=actor)
    interim = _built(world.projects["MINT-2"], date(2026, 6, 30), date(2026, 8, 10), actor)
    agreed(world, interim, actor=actor)
    interim = _returned(interim, actor)
    agreed(world, interim, actor=actor)
    _locked(interim, meeting=date(2026, 9, 24), paragraph="§ 7", sent=date(2026, 9, 25), actor=actor)
    world.remember("report_interim", interim)
    _reviewed(date(2026, 11, 1), world.projects["MINT-2"], actor)
    world.remember("report_final", final)
    current = _begun(world.projects["MINT-2"], date(2026, 12, 31), date(2026, 11, 20), actor)
    share_out(current, world, day=date(2026, 11, 20))
    current = _run_on(current, date(2026, 11, 23), actor)
    waiting(world, current, actor=actor)
    world.remember("report_current", current)


def _promise(project: Project, promised: dict[str, int | None]) -> None:
    known = {each.code: each for each in Indicator.objects.filter(project=None)}
    for code, value in promised.items():
        target = None if value is None else Decimal(value)
        IndicatorTarget.objects.create(project=project, indicator=known[code], value=target)

    for end, shares in OF_PERIODS.items():
        for period in project.periods.filter(ends_on=end):
            for code, share in shares.items():
                IndicatorTarget.objects.create(
                    project=project, indicator=known[code], period=period, value=Decimal(share)
                )
    for promise in project.targets.filter(period=None, indicator__code__in=BASELINES).select_related("indicator"):
        promise.baseline = Decimal(BASELINES[promise.indicator.code])
        promise.save(update_fields=["baseline"])


def _own(project: Project, actor: Actor) -> None:
    """An indicator of the project's own, which has been defined anew once."""
    with clock.set_to(clock.at(date(2025, 3, 3), 10)):
        own = indicators.create(project, code="YHTEIS-1", scheme="mint", values=OWN, actor=actor)
    with clock.set_to(clock.at(date(2026, 2, 2), 10)):
        indicators.change(own, number=1, values=OWN | ANEW, actor=actor)


def _built(project: Project, end: date, on: date, actor: Actor, kind: str = Kind.FUNDER) -> Report:
    """The report of the period that ends on `end`, with its texts, built on a day."""
    report = _begun(project, end, on, actor, kind=kind)
    with clock.set_to(clock.at(on, 9)):
        fill(report, "final" if kind == Kind.FINAL else "earlier", actor=actor)
    return _run_on(report, on, actor)


def _begun(project: Project, end: date, on: date, actor: Actor, kind: str = Kind.FUNDER) -> Report:
    period = project.periods.select_related("project").get(ends_on=end)
    with clock.set_to(clock.at(on, 8)):
        return actions.create(period, "fi", actor=actor, kind=kind)


def _run_on(report: Report, on: date, actor: Actor) -> Report:
    with clock.set_to(clock.at(on, 10)):
        actions.build(report, actor=actor)
        _run(report)
    return report


def _run(report: Report) -> None:
    job = jobs.latest(report)
    if job is None:
        raise ValueError("the report has no job")
    running.run(job.pk, alone=True)
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


def _returned(report: Report, actor: Actor) -> Report:
    """Locked first in August, returned by the funder, opened again, and built anew."""
    with clock.set_to(clock.at(date(2026, 8, 20), 15)):
        report = workflow.approve(report, actor=actor, on=date(2026, 8, 20), paragraph="§ 4")
    with clock.set_to(clock.at(date(2026, 8, 24), 9)):
        report = workflow.submit(report, actor=actor)
    with clock.set_to(clock.at(date(2026, 9, 10), 13)):
        report = workflow.send_back(report, actor=actor, reason="Tilaisuuksien osallistujaluettelot puuttuivat.")
    with clock.set_to(clock.at(date(2026, 9, 15), 9)):
        report = workflow.reopen_to_count(report, actor=actor, reason="Osallistujaluettelot on lisätty näytöksi.")
        actions.build(report, actor=actor)
        _run(report)
    return report


def _reviewed(on: date, project: Project, actor: Actor) -> None:
    """The ecosystem review of the quarter before, as the calendar builds it; the running project's is public."""
    with clock.set_to(clock.at(on, 1)):
        actions.build_due()
        for report in Report.objects.filter(built_at=None, kind=Kind.ECOSYSTEM).select_related("project"):
            if report.project_id == project.pk:
                fill(report, "review", actor=actor)
            _run(report)
    own = Report.objects.get(kind=Kind.ECOSYSTEM, project=project)
    _locked(own, meeting=on, paragraph="§ 5", sent=on, actor=actor)
    with clock.set_to(clock.at(date.fromordinal(on.toordinal() + 1), 9)):
        reviews.publish(own, actor=actor)
