"""The authority's own Excel: only mapped cells change, required ones are checked, and what was sent is kept."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image

from mint import clock
from mint.isolation import context
from mint.web import MoveError
from reports import workflow
from reports.authority import actions, example, workbook
from reports.authority.models import Filing, Form
from reports.authority.workbook import Cell, WorkbookError
from reports.models import Report
from tests.reports.conftest import START
from tests.uploads import image

LogIn = Callable[[str], Client]
BASE = "/fi/t/university/raportit/"
S = example.SHEET


@pytest.fixture
def locked(report: Report, acting_as: Any) -> Report:
    with acting_as("manager") as actor:
        approved = workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 12")
        return workflow.submit(approved, actor=actor)


def add(report: Report, actor: Any, cells: list[Cell], data: bytes | None = None) -> Form:
    given = {"title": "Liite", "data": data or example.workbook(), "kept": {"name": "liite.xlsx"}, "actor": actor}
    form = actions.add(report.project, report.organisation_id, **given)
    for cell in cells:
        actions.map_cell(form, cell, actor=actor)
    form.refresh_from_db()
    return form


CELLS = [
    Cell(S, "C4", "project_code", True),
    Cell(S, "c7", "claim", True),
    Cell(S, "$C$8", "first_day", True),
    Cell(S, "C15", "figure:MINT05:period", True),
    Cell(S, "D15", "figure:RCR01:total", True),
    Cell(S, "E15", "figure:RCR01:target", False),
]


def test_mapped_cells_are_filled_with_real_types_and_nothing_else_changes(locked: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        filing = actions.file(locked, add(locked, actor, CELLS), "=MH 1", actor=actor)
        made = Path(filing.file.path).read_bytes()
    before, after = load_workbook(io.BytesIO(example.workbook())), load_workbook(io.BytesIO(made))
    sheet = after[S]
    day = sheet["C8"]
    assert (sheet["C4"].value, day.value.date(), day.number_format) == ("MINT-2", START, "d.m.yyyy")
    assert (sheet["C7"].value, sheet["C7"].data_type) == ("=MH 1", "s")
    assert (sheet["C15"].value, sheet["D15"].value, sheet["E15"].value) == (2, 0.75, None)
    filled = {"C4", "C7", "C8", "C15", "D15", "E15"}
    for old in before.worksheets:
        new = after[old.title]
        for row in old.iter_rows():
            for cell in row:
                same = new[cell.coordinate]
                assert same._style == cell._style, cell.coordinate
                assert cell.coordinate in filled or same.value == cell.value
        assert new.merged_cells.ranges == old.merged_cells.ranges
        assert [str(each.sqref) for each in new.data_validations.dataValidation] == [
            str(each.sqref) for each in old.data_validations.dataValidation
        ]
        assert {key: each.width for key, each in new.column_dimensions.items()} == {
            key: each.width for key, each in old.column_dimensions.items()
        }
        assert new.freeze_panes == old.freeze_panes
    assert sheet["F15"].value.startswith("=IF(")
    assert after.calculation.fullCalcOnLoad


def test_what_was_sent_is_kept_with_its_claim_once_and_stays(locked: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        form = add(locked, actor, CELLS)
        first = actions.file(locked, form, "MH 1", actor=actor)
        assert [S, "D15", "figure:RCR01:total", "0.75"] in first.values
        assert [S, "C8", "first_day", START.isoformat()] in first.values
        with pytest.raises(MoveError, match="Lomake on jo täytetty"):
            actions.file(locked, form, "MH 1", actor=actor)
        second = actions.file(locked, form, "MH 2", actor=actor)
        assert second.sha256 != first.sha256
        actions.unmap_cell(form, S, "C4", actor=actor)
        assert Filing.objects.filter(pk=first.pk).update(claim="MH 9") == 0
        assert Filing.objects.filter(pk=first.pk).delete()[0] == 0
        assert len(Filing.objects.get(pk=first.pk).values) == len(CELLS)


def test_a_form_is_not_filled_while_a_required_cell_has_nothing(locked: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        form = add(locked, actor, [])
        with pytest.raises(MoveError, match="Mitään ei ole vielä"):
            actions.file(locked, form, "1", actor=actor)
        actions.map_cell(form, Cell(S, "E15", "figure:RCR01:target", True), actor=actor)
        actions.map_cell(form, Cell(S, "C16", "figure:CO04:period", True), actor=actor)
        form.refresh_from_db()
        with pytest.raises(MoveError) as refused:
            actions.file(locked, form, "1", actor=actor)
        assert f"{S} C16: CO04" in str(refused.value)
        assert f"{S} E15: RCR01" in str(refused.value)


def test_only_a_locked_report_is_filed_by_its_manager(report: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        form = add(report, actor, CELLS)
        with pytest.raises(PermissionDenied):
            actions.file(report, form, "1", actor=actor)
    for who in ("curator", "teacher", "coordinator", "other_manager"):
        with acting_as(who) as actor:
            assert not Form.objects.exists()
            with pytest.raises(PermissionDenied):
                add(report, actor, [])
            with pytest.raises(PermissionDenied):
                actions.map_cell(form, CELLS[0], actor=actor)


def test_the_next_version_takes_over_what_fits_it(report: Report, acting_as: Any) -> None:
    book = load_workbook(io.BytesIO(example.workbook()))
    book[S]["C4"] = "=1+1"
    book[S].merge_cells("C7:D7")
    book[S].merge_cells("B15:D15")
    target = io.BytesIO()
    book.save(target)
    with acting_as("manager") as actor:
        add(report, actor, CELLS)
        second = add(report, actor, [], target.getvalue())
    assert second.number == 2
    assert [each[1] for each in second.cells] == ["C7", "C8", "E15"]


@pytest.mark.parametrize(
    ("sheet", "address", "code"),
    [
        ("Muu", "A1", "sheet"),
        (S, "7C", "address"),
        (S, "C0", "address"),
        (S, "ZZZZ1", "address"),
        (S, "XFE1", "address"),
        (S, "C9999999", "address"),
        (S, "C1:D2", "address"),
        (S, "B1", "merged"),
        (S, "F15", "formula"),
    ],
)
def test_a_cell_that_cannot_be_filled_is_not_mapped(sheet: str, address: str, code: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        workbook.place(workbook.opened(example.workbook()), sheet, address)
    assert refused.value.code == code


def test_the_same_values_give_the_same_bytes_and_the_example_is_the_same_each_time() -> None:
    assert example.workbook() == example.workbook()
    values = [(S, "C4", "A75317"), (S, "C8", date(2021, 1, 1)), (S, "C15", Decimal("2.50")), (S, "C9", "a\x00b")]
    made = workbook.filled(example.workbook(), values)
    assert made == workbook.filled(example.workbook(), values)
    assert load_workbook(io.BytesIO(made))[S]["C9"].value == "ab"


def test_what_would_be_lost_is_refused_and_a_picture_is_not() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.add_image(Image(io.BytesIO(image())), "B2")
    picture = _saved(book)
    filled = workbook.filled(picture, [("Sheet", "A1", "x")])
    assert any(name.startswith("xl/media/") for name in zipfile.ZipFile(io.BytesIO(filled)).namelist())
    book = Workbook()
    sheet = book.active
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=2))
    sheet.add_chart(chart, "D4")
    newer = _with(
        example.workbook(), b"</worksheet>", b"<extLst><ext><x14:dataValidations/></ext></extLst></worksheet>"
    )
    for data in (_saved(book), newer):
        with pytest.raises(WorkbookError) as refused:
            workbook.opened(data)
        assert refused.value.code == "lost"
    for data in (b"", b"PK", zipfile_of("x")):
        with pytest.raises(WorkbookError) as refused:
            workbook.opened(data)
        assert refused.value.code == "broken"


def _saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def zipfile_of(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(name, "")
    return target.getvalue()


def _with(data: bytes, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(target, "w") as changed:
        for part in package.infolist():
            content = package.read(part)
            changed.writestr(part, content.replace(old, new) if "sheet1" in part.filename else content)
    return target.getvalue()


def test_a_manager_adds_maps_and_sends_without_javascript(locked: Report, log_in: LogIn) -> None:
    client = log_in("manager")
    forms = f"{BASE}lomakkeet/{locked.project_id}/"
    upload = SimpleUploadedFile("EV.xlsx", example.workbook())
    answer = client.post(forms, {"title": "Liite", "upload": upload}, follow=True)
    path = answer.redirect_chain[-1][0]
    page = client.get(f"{path}?s=0&c=C15").content.decode()
    assert 'value="C15"' in page
    given = {"sheet": S, "cell": "C15", "source": "figure:MINT05:period", "required": "on"}
    assert client.post(path, given).status_code == 302
    wrong = client.post(path, {**given, "cell": "F15"})
    assert (wrong.status_code, "oma kaava" in wrong.content.decode()) == (422, True)
    with context.system("test"):
        form = Form.objects.get()
        assert form.cells == [[S, "C15", "figure:MINT05:period", True]]
    sent = client.post(f"{BASE}{locked.pk}/lomakkeet/", {"form": form.pk, "claim": "MH 1"}, follow=True)
    assert "maksatushakemus MH 1" in sent.content.decode()
    with context.system("test"):
        filing = Filing.objects.get()
    answer = client.get(f"{BASE}{locked.pk}/lomakkeet/{filing.pk}/")
    assert b"".join(answer.streaming_content) == Path(filing.file.path).read_bytes()
    assert client.post(f"{path}poista/", {"sheet": S, "cell": "C15"}).status_code == 302
    with context.system("test"):
        assert Form.objects.get().cells == []


@pytest.mark.parametrize(
    ("name", "data"), [("kuva.png", image()), ("rikki.xlsx", b"PK\x03\x04 no"), ("vain.txt", b"x")]
)
def test_what_is_no_workbook_is_told_at_its_field(name: str, data: bytes, report: Report, log_in: LogIn) -> None:
    forms = f"{BASE}lomakkeet/{report.project_id}/"
    answer = log_in("manager").post(forms, {"title": "Liite", "upload": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert 'href="#id_upload"' in answer.content.decode()
    with context.system("test"):
        assert not Form.objects.exists()


def test_each_page_opens_in_each_language_at_one_cost(locked: Report, acting_as: Any, log_in: LogIn) -> None:
    with acting_as("manager") as actor:
        form = add(locked, actor, CELLS[:1])
    client = log_in("manager")
    paths = [f"raportit/lomakkeet/{locked.project_id}/", f"raportit/lomake/{form.pk}/", f"raportit/{locked.pk}/"]
    for path in paths:
        for language, words in (
            ("fi", "Viranomaisen lomakkeet"),
            ("sv", "Myndighetens blanketter"),
            ("en", "Forms of the authority"),
        ):
            assert words in client.get(f"/{language}/t/university/{path}").content.decode()
    few = [_asked(client, path) for path in paths]
    with acting_as("manager") as actor:
        for cell in CELLS[1:]:
            actions.map_cell(form, cell, actor=actor)
        second = add(locked, actor, [])
        actions.file(locked, second, "1", actor=actor)
        actions.file(locked, second, "2", actor=actor)
    assert [_asked(client, path) for path in paths] == few
    answer = client.get(f"{BASE}lomake/{form.pk}/tiedosto/")
    assert b"".join(answer.streaming_content) == example.workbook()


def _asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/fi/t/university/{path}")
    return len(asked.captured_queries)


def test_the_examples_map_fits_it(report: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        form = add(report, actor, example.cells())
    assert len(form.cells) == len(example.cells())
