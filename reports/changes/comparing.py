"""A submitted report counted anew, and what is otherwise than it was: record by record, figure by figure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from mint import clock
from mint.actor import Actor
from mint.jobs.models import Job
from mint.outbox.queue import enqueue
from mint.tenancy.context import actor_for
from mint.tenancy.models import Membership
from mint.workflow import lock
from reports.changes.models import Change, Comparison
from reports.changes.states import Kind
from reports.documents import taking_out
from reports.models import FigureRow, Report
from reports.states import JOB
from reports.states import Kind as ReportKind

SYSTEM = "changes.compare"
NOTHING = Decimal(0)
Key = tuple[int, str, int, str]  # indicator, record, id of it, business ID


@dataclass
class Line:
    """What a record adds to a figure."""

    title: str
    on: date
    in_period: Decimal = NOTHING
    in_total: Decimal = NOTHING

    @property
    def adds(self) -> tuple[Decimal, Decimal]:
        return self.in_period, self.in_total


def compare_due() -> int:
    """Every night: each submitted report is compared by a job of its own, as one of those who manage it."""
    found = list(Report.objects.frozen().exclude(kind=ReportKind.ECOSYSTEM).order_by("id"))
    for report in found:
        ask(report)
    return len(found)


def ask(report: Report) -> None:
    """Queued in the caller's transaction, unless nobody manages the report any more: the system would show what no
    manager sees. Who sees other records than the one who counted would find false changes.
    """
    who = _counted_by(report)
    if who is not None:
        enqueue(SYSTEM, actor=Actor(user_id=who), report_id=report.pk, user_id=who)


def _counted_by(report: Report) -> int | None:
    """Who asked for the building, if they still manage it, or else another who does; None: nobody does."""
    job = Job.objects.filter(kind=JOB, subject_id=report.pk).order_by("-id").first()
    managing = Membership.objects.active().filter(
        organisation_id=report.organisation_id, roles__contains=["project_manager"]
    )
    ids = list(managing.order_by("id").values_list("user_id", flat=True))
    return job.requested_by_id if job and job.requested_by_id in ids else next(iter(ids), None)


@transaction.atomic
def compare(report_id: int, user_id: int | None) -> int:
    """In the context of that person; as nobody nothing is compared. How many records differ; the same however often it is done."""
    report = Report.objects.select_related("project__funder").get(pk=report_id)
    if user_id is None or not report.is_frozen:
        return 0
    actor = actor_for(user_id, report.organisation_id)
    lock(report)
    was, (now, redefined) = _lines(report.rows.all()), _today(report, actor)
    figures = {each.indicator_id: each.pk for each in report.figures.all()}
    found = [
        _change(report, figures[key[0]], key, was.get(key), now.get(key))
        for key in sorted(was.keys() | now.keys())
        if key[0] in figures and _adds(was.get(key)) != _adds(now.get(key))
    ]
    Change.objects.filter(report=report).delete()
    Change.objects.bulk_create(found, batch_size=1000)
    values = {"organisation_id": report.organisation_id, "compared_at": clock.now(), "redefined": redefined}
    Comparison.objects.update_or_create(report=report, defaults=values)
    return len(found)


def _today(report: Report, actor: Actor) -> tuple[dict[Key, Line], list[str]]:
    """The records of the report's days as they count today, and the figures that are defined otherwise or no more."""
    with taking_out.counted_now(
        report.project, ReportKind(report.kind), report.starts_on, report.ends_on, report.language,
        asked_by=actor.user_id,
    ) as (counted, _job):  # fmt: skip
        now = {each.indicator_id: each.definition_id for each in counted.figures.all()}
        redefined = [
            each.code for each in report.figures.order_by("order", "code")
            if each.definition_id and now.get(each.indicator_id) != each.definition_id
        ]  # fmt: skip
        return _lines(counted.rows.all()), redefined


def _lines(rows: "QuerySet[FigureRow]") -> dict[Key, Line]:
    """A record may count several times in a figure, by its companies: each is a line of its own."""
    found: dict[Key, Line] = {}
    columns = ("figure__indicator_id", "record", "object_id", "business_id", "title", "on", "in_period", "in_total")
    for *key, title, on, in_period, in_total in rows.order_by("on", "id").values_list(*columns):
        line = found.setdefault((key[0], key[1], key[2], key[3]), Line(title, on))
        line.in_period, line.in_total = line.in_period + in_period, line.in_total + in_total
    return found


def _adds(line: Line | None) -> tuple[Decimal, Decimal] | None:
    return line.adds if line else None


def _change(report: Report, figure_id: int, key: Key, was: Line | None, now: Line | None) -> Change:
    kind = Kind.ADDED if was is None else Kind.GONE if now is None else Kind.CHANGED
    line = now or was
    if line is None:
        raise ValueError("a change of nothing")
    before, after = _adds(was) or (NOTHING, NOTHING), _adds(now) or (NOTHING, NOTHING)
    return Change(
        organisation_id=report.organisation_id,
        report=report,
        figure_id=figure_id,
        kind=kind,
        record=key[1],
        object_id=key[2],
        business_id=key[3],
        title=line.title,
        on=line.on,
        was_in_period=before[0],
        was_in_total=before[1],
        in_period=after[0],
        in_total=after[1],
        created_at=clock.now(),
    )
