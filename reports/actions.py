"""Writes that are no moves: a new report, its building, targets, and the report that builds itself."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.jobs import running
from mint.projects.models import Partner, Period, Project
from mint.web import MoveError
from reports import jobs, parts
from reports.building import SYSTEM
from reports.models import Indicator, IndicatorTarget, Report
from reports.permissions import can_manage
from reports.states import Kind


def days(period: Period, kind: str) -> tuple[date, date]:
    """A monitoring report covers its period, an interim one the project until the period's end, a final one all of it."""
    project = period.project
    if kind == Kind.FINAL:
        return project.starts_on, project.ends_on
    return (project.starts_on if kind == Kind.INTERIM else period.starts_on), period.ends_on


@transaction.atomic
def create(
    period: Period,
    language: str,
    *,
    actor: Actor,
    kind: str = Kind.FUNDER,
    key: UUID | None = None,
    again: bool = False,
) -> Report:
    """A report for one of a project's periods, of the days that its kind covers (`days`).

    It is made once for a form's key: a double click finds it again. Where one is locked already, a second takes `again`.
    """
    project = period.project
    if not actor.manages(project.pk):
        raise PermissionDenied
    if not again and Report.objects.about(period, kind).locked().exists():
        raise MoveError(_("This period has a locked report already. Say that you want another one all the same."))
    lead = Partner.objects.get(project=project, part=Partner.Part.LEAD)
    start, end = days(period, kind)
    values = {
        "organisation_id": lead.organisation_id,
        "project": project,
        "period": period,
        "author_id": actor.user_id,
        "language": language,
        "starts_on": start,
        "ends_on": end,
        "created_at": clock.now(),
    }
    report, made = Report.objects.get_or_create(kind=kind, slot=f"form {key or uuid4()}", defaults=values)
    if made:
        parts.begin(report)
        record("report.created", report, actor=actor, data={"period": period.number})
    return report


@transaction.atomic
def begin(
    period: Period,
    language: str,
    *,
    actor: Actor,
    kind: str = Kind.FUNDER,
    key: UUID | None = None,
    again: bool = False,
) -> Report:
    """Create a report and start its building, both once for a form's key."""
    report = create(period, language, actor=actor, kind=kind, key=key, again=again)
    if jobs.latest(report) is None:
        build(report, actor=actor)
    return report


@transaction.atomic
def build(report: Report, *, actor: Actor) -> None:
    """Build, or build again; a job that failed or was cancelled goes on from the step it stopped at."""
    if not can_manage(actor, report):
        raise PermissionDenied
    if not report.is_changeable:
        raise MoveError(_("The report has been approved; its figures no longer change."))
    if not report.keeps_figures:
        parts.begin(report)  # one from before there were templates has its sections from here on
    jobs.start(report, actor=actor)


@transaction.atomic
def retry(report: Report, *, actor: Actor) -> None:
    job = jobs.latest(report)
    if not can_manage(actor, report):
        raise PermissionDenied
    if job is None or not report.is_changeable or not running.retry(job):
        raise MoveError(_("There is nothing to try again."))
    record("report.build_retried", report, actor=actor, data={"job": job.pk})


@transaction.atomic
def cancel(report: Report, *, actor: Actor) -> None:
    job = jobs.latest(report)
    if not can_manage(actor, report):
        raise PermissionDenied
    if job is None or not running.cancel(job):
        raise MoveError(_("The building has already ended."))
    record("report.build_cancelled", report, actor=actor, data={"job": job.pk})


@dataclass(frozen=True)
class Promise:
    """What is promised of an indicator, and where it began from; None is not set."""

    target: Decimal | None = None
    baseline: Decimal | None = None


@transaction.atomic
def set_targets(project: Project, values: dict[int, Promise], *, actor: Actor, period: Period | None = None) -> None:
    """What the project has promised, by indicator id: by its end, or in one of its periods."""
    if not actor.manages(project.pk):
        raise PermissionDenied
    for indicator in Indicator.objects.filter(pk__in=values):
        promise = values[indicator.pk]
        set_to = {"value": promise.target, "baseline": None if period else promise.baseline}
        IndicatorTarget.objects.update_or_create(project=project, indicator=indicator, period=period, defaults=set_to)
    data = {"indicators": sorted(values), "period": period.number if period else None}
    record("project.targets_set", project, actor=actor, data=data)


def build_due() -> int:
    """Start the ecosystem review of the quarter that ended last, for each project that ran in it; how many were new.

    Runs as the system. What was missed while nothing ran is made up for, up to a year back. A slot is one row whatever
    happens: two beats, or a beat twice, build it once.
    """
    leads = Partner.objects.filter(part=Partner.Part.LEAD).select_related("project").order_by("project_id")
    return sum(_build_once(lead, *quarter) for lead in leads for quarter in _due(lead.project))


def _due(project: Project) -> list[tuple[date, date]]:
    """The quarters that have ended since the project's newest review, the oldest first; without one the last alone."""
    ended = _quarters(clock.today())
    newest = Report.objects.filter(project=project, kind=Kind.ECOSYSTEM).order_by("-ends_on").first()
    after = newest.ends_on if newest else ended[-1][0]
    running_then = (each for each in ended if project.planned_start_on <= each[1] and project.planned_end_on >= each[0])
    return [(start, end) for start, end in running_then if end > after]


def _quarters(today: date, count: int = 4) -> list[tuple[date, date]]:
    """The first and the last day of those that ended before today."""
    months = [today.year * 12 + (today.month - 1) // 3 * 3 - 3 * back for back in range(count, -1, -1)]
    firsts = [date(month // 12, month % 12 + 1, 1) for month in months]
    return [(first, following - timedelta(days=1)) for first, following in pairwise(firsts)]


def _build_once(lead: Partner, start: date, end: date) -> bool:
    actor = Actor.system(SYSTEM)
    slot = f"{lead.project.code}/{start.year}-Q{(start.month + 2) // 3}"
    if Report.objects.filter(kind=Kind.ECOSYSTEM, slot=slot).exists():
        return False
    try:
        with transaction.atomic():
            report = Report.objects.create(
                organisation_id=lead.organisation_id,
                project=lead.project,
                kind=Kind.ECOSYSTEM,
                slot=slot,
                starts_on=start,
                ends_on=end,
                created_at=clock.now(),
            )
            parts.begin(report)
            record("report.created", report, actor=actor, data={"slot": slot})
            jobs.start(report, actor=actor)
    except IntegrityError:  # another beat was quicker
        return False
    return True
