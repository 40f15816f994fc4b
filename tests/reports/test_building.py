"""Figures counted from records by the job, and the files that say the same."""

import io
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from mint.isolation import context
from mint.jobs import running
from mint.jobs.models import Job
from mint.notifications.models import Notification
from mint.projects.models import Period
from placements.models import Placement
from reports import building, jobs
from reports.counting import activities
from reports.counting.counters import Scope
from reports.documents import pdf
from reports.documents.gathering import document_of
from reports.documents.sheets import listing, workbook
from reports.models import Figure, FigureRow, Report, ReportFile
from reports.states import State
from tests.reports.conftest import END
from tests.world import World

EXPECTED = {  # code: (in the period, in total)
    "MINT01": (1, 2),
    "MINT02": (1, 2),
    "MINT03": (0, 1),
    "MINT04": (0, 1),
    "MINT05": (2, 2),
    "MINT06": (1, 1),
    "MINT07": (1, 1),
    "MINT08": (1, 1),
    "MINT09": (3, 3),
    "MINT10": (5, 5),
    "MINT11": (1, 1),
    "MINT12": (0, 0),
    "RCO10": (1, 1),
    "RCR01": (Decimal("0.75"), Decimal("0.75")),
}


def test_each_figure_is_what_its_records_say_and_the_sum_of_its_rows(report: Report) -> None:
    with context.system("test"):
        figures = {each.code: (each.value, each.total) for each in report.figures.all()}
        assert figures == EXPECTED
        assert report.state == State.PRE_CHECK
        for figure in report.figures.all():
            sums = figure.rows.aggregate(period=Sum("in_period", default=0), total=Sum("in_total", default=0))
            assert sums == {"period": figure.value, "total": figure.total}
        _company_is_counted_once(report)
        told = Notification.objects.filter(kind="report_ready").values_list("user__email", "path")
        assert list(told) == [("manager@example.test", report.get_absolute_url())]


def _company_is_counted_once(report: Report) -> None:
    """Over periods and activities."""
    with context.system("test"):
        rows = FigureRow.objects.filter(figure__code="MINT05", report=report, business_id="9900101-0")
        assert rows.count() == 7  # two challenges, two experiments, three placements
        assert rows.aggregate(period=Sum("in_period"), total=Sum("in_total")) == {"period": 1, "total": 1}


def test_building_twice_gives_the_same_rows_and_files(report: Report) -> None:
    with context.system("test"):
        before = _state(report)
        job = Job.objects.get(kind="report", subject_id=report.pk)
    with context.acting(job.requested_by_id):
        building.merge(job, {area: building.read(job, area) for area in building.areas(job)})
        for step in (building.count, building.gather, building.draw):
            step(job)
        for kind in building.files(job):
            building.write(job, kind)
    with context.system("test"):
        assert _state(report) == before


def _state(report: Report) -> Any:
    rows = FigureRow.objects.filter(report=report).order_by("figure__code", "on", "record", "object_id", "business_id")
    figures = Figure.objects.filter(report=report).values_list("pk", "code", "value", "total", "target")
    files = ReportFile.objects.filter(report=report).order_by("kind").values_list("kind", "sha256")
    return list(rows.values_list("figure__code", "object_id", "in_period", "in_total")), list(figures), list(files)


def test_a_failed_step_is_told_and_tried_again_from_there(
    started: Report, run_outbox: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch, world: Any
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("reports.documents.pdf.render", _fail)
        run_outbox()
    with context.system("test"):
        job = Job.objects.get(kind="report", subject_id=started.pk)
        assert (job.state, job.step) == ("failed", 4)
        assert [step["state"] for step in running.steps_of(job)] == ["done", "done", "done", "done", "failed"]
        told = list(Notification.objects.filter(kind="report_failed").values_list("user__email", flat=True))
        assert told == ["manager@example.test"]
        collected = FigureRow.objects.filter(report=started).order_by("-id").first()
        running.retry(job)
        run_outbox()
        job.refresh_from_db()
        assert job.state == "done"
        assert FigureRow.objects.filter(report=started).order_by("-id").first() == collected
        assert Report.objects.get(pk=started.pk).state == State.PRE_CHECK


def _fail(*_: Any) -> bytes:
    raise RuntimeError("out of paper")


def test_a_cancelled_building_goes_no_further(started: Report, run_outbox: Callable[[], list[str]]) -> None:
    with context.system("test"):
        job = jobs.latest(started)
        assert job is not None
        assert running.cancel(job)
    run_outbox()
    with context.system("test"):
        assert not ReportFile.objects.filter(report=started).exists()
        assert Report.objects.get(pk=started.pk).state == State.COLLECTING


def _bytes(report: Report, kind: str) -> bytes:
    with context.system("test"), report.files.get(kind=kind).file.open("rb") as stream:
        return bytes(stream.read())


def test_the_pdf_is_tagged_and_holds_the_figures(report: Report) -> None:
    reader = PdfReader(io.BytesIO(_bytes(report, "pdf")))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/Lang"] == "fi"
    assert "/StructTreeRoot" in catalogue
    metadata = catalogue["/Metadata"].get_data().decode()
    assert "pdfuaid:part" in metadata
    assert "pdfaid:conformance" in metadata
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Euroopan unionin osarahoittama" in text
    assert "=1+1 on haaste" in text
    assert "0,75" in text


def test_the_workbook_and_the_csv_say_what_the_page_says(report: Report) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(_bytes(report, "xlsx")))
    sheet = book.get_sheet_by_index(0).to_python()[1:]
    assert {row[0]: (Decimal(str(row[3])), Decimal(str(row[4]))) for row in sheet} == EXPECTED
    lines = [line.split(";") for line in _bytes(report, "csv").decode("utf-8-sig").splitlines()][1:]
    assert {row[0]: tuple(Decimal(cell.replace(",", ".")) for cell in row[3:5]) for row in lines} == EXPECTED
    assert book.sheet_names[:5] == ["Luvut", "Tietoja raportista", "Kokeilut", "Yritykset", "Puuttuu"]
    assert book.sheet_names[5:] == ["Erittelyt", *(row[0] for row in lines)]


@pytest.mark.attack(11)
def test_what_people_wrote_is_never_a_formula_and_the_same_records_give_the_same_bytes(report: Report) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(_bytes(report, "xlsx")))
    titles = [row[1] for row in book.get_sheet_by_name("MINT01").to_python()]
    assert "=1+1 on haaste" in titles
    with context.system("test"):
        document = document_of(report)
    line = document.lines[0]
    risky = type(line)("=cmd()", "+1", "@x", line.value, line.total, None)
    text = listing(type(document)(**{**vars(document), "lines": [risky]})).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'=cmd();'+1;'@x;")
    assert pdf.render(document) == pdf.render(document)
    assert workbook(document) == workbook(document)


def test_a_placement_counts_from_its_first_day(records: World, acting_as: Any) -> None:
    """Also one that was marked as started too early."""
    with context.system("test"):
        period = Period.objects.get(project=records.project)
        Placement.objects.filter(kind="internship").update(starts_on=END + timedelta(days=1))
    with acting_as("manager") as actor:
        for until, counted in ((END, 0), (END + timedelta(days=1), 1)):
            found = activities.internships_started(Scope(period.project, until, actor))
            assert len(list(found)) == counted
