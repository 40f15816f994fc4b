"""Values: one by one, corrected, many at once; bad input is told by the row and changes nothing."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from experiments import measuring
from experiments.charting import charts
from experiments.importing import read
from experiments.models import Measurement
from experiments.series import Point, finding, is_unusual
from experiments.states import State
from mint import clock
from mint.actor import Actor
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from tests.experiments.conftest import metric_of
from tests.rows.experiments import add_measurement
from tests.rows.matching import TENANT

SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 24)


def url(experiment, name, *more, who="editor"):
    return reverse(f"experiments:{name}", args=[TENANT[who], experiment.pk, *more])


def values():
    with context.system("test"):
        return [(str(row.measured_on), row.value, row.is_current) for row in Measurement.objects.order_by("id")]


def form(experiment, value, days_ago=1, **more):
    day = clock.today() - timedelta(days=days_ago)
    return {"metric_id": metric_of(experiment).pk, "measured_on": str(day), "value": value, **more}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("stranger", 404),
        ("viewer", 403),
        ("coordinator", 403),
        ("manager", 403),
        ("editor", 302),
        ("partner", 302),
    ],
)
def test_only_the_parties_writers_measure(who, status, make, log_in):
    experiment = make(State.RUNNING)
    address = url(experiment, "measure", who="editor" if who == "anonymous" else who)
    assert log_in(who).post(address, form(experiment, "3,5")).status_code == status
    assert [value for _, value, _ in values()] == ([Decimal("3.5")] if who in {"editor", "partner"} else [])


@pytest.mark.parametrize("state", [State.PLANNING, State.APPROVED, State.DECIDED])
def test_nothing_is_measured_before_the_start_or_after_the_decision(state, make, log_in):
    experiment = make(state)
    assert log_in("editor").post(url(experiment, "measure"), form(experiment, "3")).status_code == 409
    assert values() == []


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"value": "kolme"}, ""),
        ({"value": "=1+1"}, ""),
        ({"value": "9" * 20}, ""),
        ({"value": "1\0"}, ""),
        ({"value": "x" * 1_000_000}, ""),
        ({"note": "x" * 1_000_000}, ""),
        ({"measured_on": "2026-02-30"}, ""),
        ({"measured_on": "9999-12-31"}, ""),
        ({"measured_on": "1999-01-01"}, ""),
        ({"metric_id": "999999"}, ""),
        ({"metric_id": "²"}, ""),
    ],
)
def test_bad_input_is_a_clear_error_and_changes_nothing(change, text, make, log_in):
    experiment = make(State.RUNNING)
    response = log_in("editor").post(url(experiment, "measure"), form(experiment, "3") | change)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert values() == []


def test_sent_twice_it_is_one_value(make, log_in):
    experiment = make(State.RUNNING)
    browser = log_in("editor")
    assert [browser.post(url(experiment, "measure"), form(experiment, "3")).status_code for _ in range(2)] == [302, 302]
    assert len(values()) == 1
    assert browser.post(url(experiment, "measure"), form(experiment, "4")).status_code == 422
    assert len(values()) == 1


def test_another_value_of_the_same_day_keeps_what_was_typed_and_leads_to_the_correction(make, log_in):
    experiment = make(State.RUNNING)
    with context.system("test"):
        row = add_measurement(metric_of(experiment), 1, 4)
    browser = log_in("editor")
    response = browser.post(url(experiment, "measure"), form(experiment, "3,5", note="Pakkanen & tuuli"))
    page = response.content.decode()
    assert (response.status_code, len(values())) == (422, 1)
    assert 'value="3,5"' in page
    assert "id_measured_on_error" in page
    correction = re.search(rf'href="({url(experiment, "correct", row.pk)}[^"]*)"', page)
    assert correction is not None
    shown = browser.get(unescape(correction[1])).content.decode()
    assert 'value="3,5"' in shown
    assert 'value="Pakkanen &amp; tuuli"' in shown


def test_an_unusual_value_is_saved_on_the_second_submit(make, log_in):
    experiment = make(State.RUNNING)
    with context.system("test"):
        add_measurement(metric_of(experiment), 8, 4)
    browser = log_in("editor")
    response = browser.post(url(experiment, "measure"), form(experiment, "13"))
    assert (response.status_code, len(values())) == (422, 1)
    assert 'name="confirmed" value="13"' in response.content.decode()
    assert browser.post(url(experiment, "measure"), form(experiment, "13", confirmed="13")).status_code == 302
    assert len(values()) == 2


def test_a_correction_keeps_the_old_value(make, log_in):
    experiment = make(State.RUNNING)
    with context.system("test"):
        row = add_measurement(metric_of(experiment), 1, 4)
    address = url(experiment, "correct", row.pk)
    assert log_in("editor").post(address, {"value": "3,5", "note": "Näppäilyvirhe"}).status_code == 302
    assert [(value, current) for _, value, current in values()] == [(Decimal(4), False), (Decimal("3.5"), True)]
    assert log_in("editor").post(address, {"value": "2"}).status_code == 409
    with context.system("test"):
        assert Entry.objects.get(verb="experiment.measurement_corrected").data["was"] == "4.000000"


@pytest.mark.parametrize("who", ["viewer", "coordinator", "stranger"])
def test_others_do_not_correct(who, make, log_in):
    experiment = make(State.RUNNING)
    with context.system("test"):
        row = add_measurement(metric_of(experiment), 1, 4)
    assert log_in(who).post(url(experiment, "correct", row.pk, who=who), {"value": "1"}).status_code in {403, 404}
    assert [value for _, value, _ in values()] == [4]


def test_rows_are_previewed_and_the_valid_ones_brought_in(make, log_in):
    experiment = make(State.RUNNING)
    first = clock.today() - timedelta(days=20)
    lines = ["päivä;arvo;huomio"]
    lines += [f"{first + timedelta(days=n):%d.%m.%Y};{n},5;kirjattu" for n in range(3)]
    lines += ["30.2.2026;1;", f"{first};7;", "roskaa"]
    posted = {"metric_id": metric_of(experiment).pk, "text": "\n".join(lines)}
    browser = log_in("editor")
    page = browser.post(url(experiment, "import"), {**posted, "step": "preview"})
    assert (page.status_code, values()) == (200, [])
    assert len(page.context["reading"].errors) == 3
    brought = browser.post(url(experiment, "import"), {**posted, "step": "import"})
    assert [value for _, value, _ in values()] == [Decimal("0.5"), Decimal("1.5"), Decimal("2.5")]
    left = brought.context["form"]["text"].value()
    assert (brought.status_code, left.splitlines()) == (200, ["päivä;arvo;huomio", *lines[-3:]])
    browser.post(url(experiment, "import"), {**posted, "step": "import"})
    assert len(values()) == 3


def test_a_file_of_a_finnish_spreadsheet_is_read(make, log_in):
    experiment = make(State.RUNNING)
    text = f"{clock.today() - timedelta(days=3):%d.%m.%Y};1 200,5;pakkasyö ä".encode("cp1252")
    file = SimpleUploadedFile("arvot.csv", text)
    posted = {"metric_id": metric_of(experiment).pk, "file": file, "step": "import"}
    assert log_in("editor").post(url(experiment, "import"), posted).status_code == 302
    with context.system("test"):
        assert [(row.value, row.note) for row in Measurement.objects.all()] == [(Decimal("1200.5"), "pakkasyö ä")]


@pytest.mark.parametrize(
    "posted",
    [
        {"text": ""},
        {"text": "24.11.2026;1\0;"},
        {"text": "x" * 1_000_000},
        {"file": SimpleUploadedFile("a.csv", b"PK\0\3")},
        {"file": SimpleUploadedFile("a.csv", b"x" * (1024 * 1024 + 1))},
    ],
    ids=["empty", "nul", "megabyte", "binary", "large"],
)
def test_what_cannot_be_read_at_all_is_refused_in_words(posted, make, log_in):
    experiment = make(State.RUNNING)
    sent = {"metric_id": metric_of(experiment).pk, "step": "import", **posted}
    response = log_in("editor").post(url(experiment, "import"), sent)
    assert (response.status_code, values()) == (422, [])


@pytest.mark.parametrize("who", ["viewer", "coordinator", "stranger", "anonymous"])
def test_others_bring_nothing_in(who, make, log_in):
    experiment = make(State.RUNNING)
    posted = {"metric_id": metric_of(experiment).pk, "text": f"{clock.today()};1", "step": "import"}
    address = url(experiment, "import", who="editor" if who == "anonymous" else who)
    assert log_in(who).post(address, posted).status_code in {302, 403, 404}
    assert values() == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("24.11.2026;12,5;pakkasta", Point(TODAY, Decimal("12.5"), "pakkasta")),
        ("2026-11-24;1 660,25", Point(TODAY, Decimal("1660.25"))),
        ("24.11.2026\t-3", Point(TODAY, Decimal(-3))),
        ("24.11.2026;1;=HYPERLINK()", Point(TODAY, Decimal(1), "=HYPERLINK()")),
    ],
)
def test_dates_and_numbers_are_read_as_people_write_them(line, expected):
    assert read(line, first=None, last=TODAY).points == [expected]


@pytest.mark.parametrize(
    "line",
    ["24.11.2026", "31.2.2026;1", "25.11.2026;1", "1.1.2020;1", "24.11.2026;=1+1", "24.11.2026;1e9", "24.11.2026;٣",
     "24.11.2026;1;" + "x" * 301, "24.11.2026;9999999999999", "24/11/2026;1"],
)  # fmt: skip
def test_a_row_that_means_nothing_says_why(line):
    reading = read(line, first=date(2026, 1, 1), last=TODAY)
    assert (reading.points, len(reading.errors)) == ([], 1)
    assert reading.errors[0].error.endswith(".")


def test_too_many_rows_are_refused_together():
    assert read("24.11.2026;1\n" * 2001, first=None, last=TODAY).error


def test_the_domain_refuses_without_any_page(make, acting_as):
    experiment = make(State.RUNNING)
    metric = metric_of(experiment)
    day = clock.today()
    for who in ("viewer", "coordinator", "stranger"):
        with acting_as(who) as actor, pytest.raises(PermissionDenied):
            measuring.record_measurement(metric, actor=actor, measured_on=day, value=Decimal(1))
    with acting_as("editor") as actor, pytest.raises(MoveError):
        measuring.record_measurement(metric, actor=actor, measured_on=day + timedelta(days=1), value=Decimal(1))
    assert values() == []


def test_a_value_is_unusual_beyond_three_medians():
    found = [Decimal(n) for n in (2, 4, 6)]
    assert [is_unusual(Decimal(n), found) for n in (12, 13, -13)] == [False, True, True]
    assert not is_unusual(Decimal(1000), [])


@pytest.mark.parametrize(
    ("value", "words"),
    [("2", "reached its target"), ("3", "50 per cent"), ("4", "has not moved"), (None, "nothing has been measured")],
)
def test_the_finding_is_a_sentence(value, words, make, settings):
    from django.utils import translation

    metric = metric_of(make(State.RUNNING))
    with translation.override("en"):
        assert words in finding(metric, Decimal(value) if value else None)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1, "Käynnit (henkilöt): tavoite saavutettiin. Viimeisin arvo on 1, lähtötaso oli 4 ja tavoite 2."),
        (
            4,
            "Käynnit (henkilöt): muutosta oikeaan suuntaan ei näy. Viimeisin arvo on 4, lähtötaso oli 4 ja tavoite on 2.",
        ),
    ],
)
def test_the_unit_stands_once_with_the_name_and_no_number_before_it(value, said, make):
    metric = metric_of(make(State.RUNNING))
    metric.unit = "henkilöt"
    assert finding(metric, Decimal(value)) == said


def test_the_previous_value_is_told_with_its_unit_beside_the_name(make, log_in):
    experiment = make(State.RUNNING)
    with context.system("test"):
        metric = metric_of(experiment)
        metric.unit = "henkilöt"
        metric.save()
        add_measurement(metric, 1, 1)
    page = log_in("editor").get(url(experiment, "measure")).content.decode()
    assert (page.count("Edellinen arvo, Käynnit (henkilöt): 1, "), page.count("1 henkilöt")) == (1, 0)


def test_the_chart_breaks_its_line_where_values_are_missing(make):
    experiment = make(State.RUNNING)
    metric = metric_of(experiment)
    with context.system("test"):
        for days_ago in (50, 43, 36, 8, 1):
            add_measurement(metric, days_ago, 3)
        (chart,) = charts(experiment, [metric], SYSTEM)
    assert chart.wide is not None
    assert (len(chart.wide.lines), len(chart.wide.dots), len(chart.rows)) == (2, 5, 5)
    assert (chart.wide.width, chart.narrow.width) == (640, 380)


def test_one_value_is_no_chart(make):
    experiment = make(State.RUNNING)
    metric = metric_of(experiment)
    with context.system("test"):
        add_measurement(metric, 1, 3)
        assert charts(experiment, [metric], SYSTEM)[0].wide is None


def test_the_form_says_that_a_note_is_published_as_it_is(make, log_in):
    experiment = make(State.RUNNING)
    with context.system("test"):
        row = add_measurement(metric_of(experiment), 1, 4)
    browser = log_in("editor")
    with translation.override("en"):
        pages = [url(experiment, "measure"), url(experiment, "correct", row.pk)]
        bulk = url(experiment, "import")
    for page in pages:
        assert "the note is published as you write it" in browser.get(page).content.decode()
    assert "the notes are published as they are" in browser.get(bulk).content.decode()
