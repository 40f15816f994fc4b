"""A report of the university's that its partner is asked to approve, and a submitted one that the funder asks about."""

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from mint import clock
from mint.sealing import hashed
from reports.approvals.models import Approval, Asking
from reports.changes.models import Carry, Change, Comparison
from reports.corrections.models import Correction
from reports.inquiries.actions import KIND
from reports.inquiries.models import Link, Message, Thread
from reports.models import Figure, FigureRow, Indicator, Report, ReportFile
from reports.states import State
from reports.submissions.models import Submission
from tests.estate.rows import TOKEN, file
from tests.world import World


def answering(world: World) -> dict[str, dict[str, Any]]:
    """After `reports` and what is made of the first one."""
    built = _report(world, state=State.PRE_CHECK, built_at=clock.now())
    asked = {"report": built, "built_at": built.built_at}
    Asking.objects.create(organisation=world.university, due_on=clock.today(), **asked)
    Approval.objects.create(organisation=world.municipality, is_given=True, answered_at=clock.now(), **asked)
    ReportFile.objects.create(
        organisation=world.university, report=built, kind="pdf", sha256="0" * 64, **file("raportti.pdf")
    )
    sent = _report(world)
    parts = _figures(world, sent)
    Report.objects.filter(pk=sent.pk).update(
        state=State.SUBMITTED,
        steering_on=clock.today(),
        steering_paragraph="§ 1",
        submitted_at=clock.now(),
        sha256=sha256(b"{}").hexdigest(),
    )
    of_sent = {"organisation": world.university, "report": sent}
    Submission.objects.create(
        **of_sent, number=1, submitted_at=clock.now(), sha256=sha256(b"{}").hexdigest(), manifest="{}"
    )
    _changes(world, sent, parts)
    return {
        "approvals": {"pk": built.pk},
        "submissions": {"pk": sent.pk, "number": 1},
        "changes": {"pk": sent.pk, "figure_pk": parts["figure"].pk},
        **_inquiry(world, sent, parts["figure"]),
    }


def _report(world: World, **more: Any) -> Report:
    period = world.project.periods.get()
    days = {"period": period, "starts_on": period.starts_on, "ends_on": period.ends_on}
    report: Report = Report.objects.create(organisation=world.university, project=world.project, **days, **more)
    return report


def _figures(world: World, report: Report) -> dict[str, Any]:
    owner = {"organisation": world.university, "report": report}
    indicator = Indicator.objects.get(code="RCO10")
    words = {"code": indicator.code, "unit": indicator.unit, "aggregation": indicator.aggregation}
    figure = Figure.objects.create(
        **owner, indicator=indicator, **words, name_fi="Luku", name_sv="Tal", name_en="Figure"
    )
    row = {"record": "challenges.challenge", "object_id": 1, "title": "Haaste", "on": report.starts_on}
    FigureRow.objects.create(**owner, figure=figure, **row, in_period=1, in_total=1)
    ReportFile.objects.create(**owner, kind="csv", sha256="0" * 64, **file("raportti.csv"))
    return {"figure": figure, "row": row, "indicator": indicator}


def _changes(world: World, report: Report, parts: dict[str, Any]) -> None:
    of_figure = {"organisation": world.university, "report": report, "figure": parts["figure"]}
    Comparison.objects.create(organisation=world.university, report=report, compared_at=clock.now())
    Change.objects.create(
        **of_figure, kind="changed", **parts["row"], was_in_period=1, was_in_total=1, in_period=2, in_total=2
    )
    correction = Correction.objects.create(
        organisation=world.university, project=world.project, indicator=parts["indicator"], on=clock.today(), amount=1,
        reason="Muuttui.", proposed_by=world.people["manager"], is_carried=True,
    )  # fmt: skip
    Carry.objects.create(**of_figure, correction=correction, amount=1)


def _inquiry(world: World, report: Report, figure: Figure) -> dict[str, dict[str, Any]]:
    owner = {"organisation": world.university}
    link = Link.objects.create(
        **owner, report=report, name="Rahoittaja", email="rahoittaja@example.test", token_hash=hashed(KIND, TOKEN),
        expires_at=clock.now() + timedelta(days=30), made_by=world.people["manager"],
    )  # fmt: skip
    thread = Thread.objects.create(**owner, report=report, link=link, figure=figure, place=figure.code, title="Luku")
    evidence = [{"file": "csv", "title": "raportti.csv", "sha256": "0" * 64}]
    Message.objects.create(**owner, thread=thread, from_funder=True, text="Miksi?", form_key=uuid4())
    Message.objects.create(
        **owner, thread=thread, from_funder=False, text="Siksi.", evidence=evidence, form_key=uuid4(),
        author=world.people["manager"],
    )  # fmt: skip
    own = {"pk": report.pk, "thread_pk": thread.pk, "link_pk": link.pk, "token": TOKEN, "kind": "csv"}
    return {"inquiries": own, "inquiries:figure": {"token": TOKEN, "pk": figure.pk}}
