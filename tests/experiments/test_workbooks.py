"""A workbook is read as pasted rows are: previewed first, each row with its own error, and a hostile one is refused."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError
from django.urls import reverse
from django.utils import translation

from experiments import workbooks
from experiments.importing import to_moment
from experiments.models import Measurement
from experiments.states import State
from mint import clock
from mint.isolation import context
from tests.experiments.conftest import metric_of
from tests.rows.matching import TENANT


def days_ago(n, hour=0, minute=0):
    day = clock.today() - timedelta(days=n)
    return on(day.year, day.month, day.day, hour, minute)


def on(year, month, day, hour=0, minute=0):
    """As a workbook has it: of no time zone."""
    return datetime.combine(date(year, month, day), time(hour, minute))


def workbook(*rows, sheets=("Arvot",), hidden=(), start=0):
    """Rows of values; a text that begins with = is a formula, with the value that it had (or none: 0)."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    day, moment = book.add_format({"num_format": "d.m.yyyy"}), book.add_format({"num_format": "d.m.yyyy hh:mm"})
    for name in sheets:
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
            continue
        sheet.activate()
        for y, row in enumerate(rows, start=start):
            for x, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(y, x, value, day if value.hour == value.minute == 0 else moment)
                elif isinstance(value, tuple):
                    sheet.write_formula(y, x, value[0], None, value[1])
                else:
                    sheet.write(y, x, value)
    book.close()
    return target.getvalue()


def upload(content, name="arvot.xlsx"):
    return SimpleUploadedFile(name, content)


def rewritten(content, **parts):
    """The package with some of its parts in other words: `sheet=` of the first sheet, `book=` of the workbook."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "book": "xl/workbook.xml", "styles": "xl/styles.xml"}
    target, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in source.infolist():
            given = next((parts[key] for key, name in names.items() if name == entry.filename and key in parts), None)
            text = source.read(entry)
            package.writestr(entry.filename, given(text.decode()) if given else text)
    return target.getvalue()


def table_of(*rows, **more):
    return workbooks.table_of(upload(workbook(*rows, **more)))


def url(experiment, who="editor"):
    return reverse("experiments:import", args=[TENANT[who], experiment.pk])


def values():
    with context.system("test"):
        rows = Measurement.objects.order_by("measured_on", "measured_at", "id")
        return [(row.value, row.note, row.measured_at and row.measured_at.astimezone(clock.LOCAL).hour) for row in rows]


def test_days_numbers_and_notes_are_rows_and_keep_the_number_of_their_row():
    table = table_of(["pvm", "arvo", "huomautus"], [on(2026, 11, 2), 12.5, "a; b\nc"], [], ["3.11.2026", 0.1 + 0.2])
    assert table.text.split("\n") == ["pvm;arvo;huomautus", "02.11.2026;12,5;a b c", "", "3.11.2026;0,3"]


def test_a_moment_keeps_its_hour_and_a_table_may_begin_anywhere():
    table = table_of(["", "", on(2026, 11, 2, 14, 30), 3], start=2)
    assert table.text == "\n\n02.11.2026 14:30:00;3"


def test_a_formula_is_its_saved_value_and_the_page_says_so():
    table = table_of([on(2026, 11, 2), ("=2*3", 6)], [on(2026, 11, 3), ("=1/0", "#DIV/0!")])
    assert (table.text, table.formulas) == ("02.11.2026;6\n03.11.2026;#DIV/0!", 2)


def test_the_first_sheet_that_is_shown_is_read():
    table = table_of([on(2026, 11, 2), 1], sheets=("Piilossa", "Arvot", "Muut"), hidden=("Piilossa",))
    assert (table.sheet, table.others, table.text) == ("Arvot", 1, "02.11.2026;1")


def test_a_workbook_is_previewed_before_anything_is_saved_and_its_rows_stay_in_the_form(make, log_in):
    experiment = make(State.RUNNING)
    rows = [
        ["päivä", "arvo", "huomautus"],
        [days_ago(5), 3.5, "pakkasta"],
        [days_ago(4), "kolme"],
        [days_ago(3), ("=1+1", 2)],
    ]
    browser = log_in("editor")
    sent = {"metric_id": metric_of(experiment).pk, "step": "preview", "file": upload(workbook(*rows[:1], *rows[1:]))}
    with translation.override("en"):
        page = browser.post(url(experiment), sent)
    text = page.content.decode()
    assert (page.status_code, values()) == (200, [])
    assert [row.line for row in page.context["reading"].errors] == [3]
    assert "1 cell is a formula" in text
    rows_in_form = page.context["form"]["text"].value()
    assert "kolme" in rows_in_form
    brought = browser.post(url(experiment), {**sent, "step": "import", "text": rows_in_form, "file": ""})
    assert [value for value, _note, _hour in values()] == [Decimal("3.5"), Decimal(2)]
    assert brought.status_code == 200
    left = brought.context["form"]["text"].value()
    assert left == f"päivä;arvo;huomautus\n{days_ago(4):%d.%m.%Y};kolme"
    mended = browser.post(url(experiment), {**sent, "step": "import", "text": left.replace("kolme", "3"), "file": ""})
    assert (mended.status_code, len(values())) == (302, 3)


def test_values_of_one_day_at_different_hours_are_different_values(make, log_in):
    experiment = make(State.RUNNING)
    content = workbook([days_ago(3, 8), 1], [days_ago(3, 9, 30), 2], [days_ago(3, 8), 5])
    sent = {"metric_id": metric_of(experiment).pk, "step": "import", "file": upload(content)}
    page = log_in("editor").post(url(experiment), sent)
    assert [(value, hour) for value, _note, hour in values()] == [(1, 8), (2, 9)]
    assert len(page.context["reading"].errors) == 1


BOMB = '<c r="XFD1048576"><v>1</v></c>'
HOSTILE = {
    "no workbook": b"PK\0\3",
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a far cell": rewritten(workbook([1]), sheet=lambda text: re.sub(r"</row>", BOMB + "</row>", text)),
    "a row too many": workbook(["a"], start=2100),
    "too many columns": workbook(["x"] * 51),
    "a bomb": rewritten(workbook([1]), sheet=lambda text: text.replace("</sheetData>", "</sheetData>" + " " * 17_000_000)),
    "an entity": rewritten(workbook([1]), sheet=lambda text: text.replace("<worksheet", '<!DOCTYPE x [<!ENTITY e "e">]><worksheet')),
    "half a sheet": rewritten(workbook([1]), sheet=lambda text: text[:300]),
    "no sheet": rewritten(workbook([1]), book=lambda text: re.sub(r"<sheet .*?/>", "", text)),
    "another's file": rewritten(workbook([1]), book=lambda text: text.replace('r:id="rId1"', 'r:id="rId99"')),
    "a cell of no place": rewritten(workbook([1]), sheet=lambda text: text.replace('r="A1"', 'r="A0"')),
    "too large": b"PK\3\4" + b"x" * (2 * 1024 * 1024),
}  # fmt: skip


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_workbook_is_refused_in_words(content):
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        workbooks.table_of(upload(content))
    assert refused.value.messages[0].endswith(".")


def test_a_refused_workbook_leaves_the_page_and_the_rows_as_they_were(make, log_in):
    experiment = make(State.RUNNING)
    sent = {
        "metric_id": metric_of(experiment).pk,
        "step": "import",
        "file": upload(HOSTILE["a far cell"]),
        "text": "1.1.2026;7",
    }
    page = log_in("editor").post(url(experiment), sent)
    assert (page.status_code, values()) == (422, [])
    assert "1.1.2026;7" in page.content.decode()
    assert 'role="alert"' in page.content.decode()


def test_a_workbook_under_another_name_is_no_text():
    assert not workbooks.is_workbook(upload(workbook([1]), "arvot.csv"))


@pytest.mark.parametrize("hour", ["14.30", "14:30", "14:30:00"])
def test_an_hour_is_read_as_people_write_it(hour):
    day, moment = to_moment(f"24.11.2026 {hour}")
    assert (day, moment and moment.astimezone(UTC).isoformat()) == (date(2026, 11, 24), "2026-11-24T12:30:00+00:00")


@pytest.mark.parametrize("hour", ["25:00", "14:60", "iltapäivä", "14"])
def test_an_hour_that_means_nothing_says_how_to_write_it(hour):
    with translation.override("en"), pytest.raises(ValueError, match=r"14:30"):
        to_moment(f"24.11.2026 {hour}")
