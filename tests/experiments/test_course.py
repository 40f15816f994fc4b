"""The course of many values: thinned in the database, the same statements for one value and for thousands."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from experiments import measuring
from experiments.charting import charts
from experiments.course import MOST_POINTS, MOST_ROWS, course_of, courses, rounded
from experiments.models import Measurement, Metric, Occurrence
from experiments.states import Source, State
from mint import clock
from mint.actor import Actor
from mint.isolation import context
from tests.experiments.conftest import metric_of
from tests.rows.experiments import add_measurement, add_metric, add_occurrence
from tests.rows.matching import TENANT

SYSTEM = Actor.system("test")
MANY = 3000


def fill(metric, n, *, hours=1):
    """So many values before this moment, one for each so many hours: 0, 1, … 9 and again."""
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    moments = [now - timedelta(hours=hours * number) for number in range(1, n + 1)]
    Measurement.objects.bulk_create(
        Measurement(
            organisation_id=metric.organisation_id,
            metric=metric,
            measured_on=clock.day_of(at),
            measured_at=at,
            value=Decimal(number % 10),
            source=Source.SENSOR,
        )
        for number, at in enumerate(moments)
    )


def test_many_values_of_a_day_are_one_point_their_mean(make):
    metric = metric_of(make(State.RUNNING))
    with context.system("test"):
        fill(metric, MANY)
        course = course_of(metric)
    days = {clock.day_of(clock.now() - timedelta(hours=number)) for number in range(1, MANY + 2)}
    assert (course.count, course.step, len(course.rows)) == (MANY, 2, MOST_ROWS)
    assert abs(course.days - len(days)) <= 1
    assert len(course.points) <= MOST_POINTS
    assert all(Decimal(3) < point.value < Decimal(6) for point in course.points[1:-1])


def test_a_long_course_is_thinned_and_a_short_one_is_not(make):
    metric = metric_of(make(State.RUNNING))
    with context.system("test"):
        for days_ago in range(MOST_POINTS):
            add_measurement(metric, days_ago, 3)
        assert (course_of(metric).step, len(course_of(metric).points)) == (1, MOST_POINTS)
        add_measurement(metric, 999, 3)
        thinned = course_of(metric)
    assert (thinned.step, thinned.days, thinned.last.on) == (9, MOST_POINTS + 1, clock.today())
    assert len(thinned.points) <= MOST_POINTS


def test_a_share_of_several_days_weighs_each_by_its_total(make):
    metric = metric_of(make(State.RUNNING))
    with context.system("test"):
        Metric.objects.update(design="proportions")
        metric.design = "proportions"
        for value, total, subject in ((1, 10, "a"), (45, 90, "b")):
            row = add_measurement(metric, 1, value)
            Measurement.objects.filter(pk=row.pk).update(out_of=total, subject=subject)
        assert course_of(metric).last.value == 46


@pytest.mark.parametrize(
    ("value", "said"), [("0", "0"), ("3.333333", "3.333"), ("1234.5", "1234"), ("0.0012345", "0.001234")]
)
def test_a_mean_has_four_digits(value, said):
    assert rounded(Decimal(value)) == Decimal(said)


def test_a_corrected_value_is_shown_struck_through_beside_the_new_one(make, log_in, acting_as):
    experiment = make(State.RUNNING)
    with context.system("test"):
        row = add_measurement(metric_of(experiment), 1, 45)
    with acting_as("editor") as actor:
        row = Measurement.objects.select_related("metric__experiment").get(pk=row.pk)
        measuring.correct(row, actor=actor, value=Decimal("4.5"))
    page = log_in("editor").get(reverse("experiments:manage", args=["company", experiment.pk])).content.decode()
    assert "<s>45</s> 4,5" in page


def test_the_caption_says_what_became_of_the_limit(make):
    experiment = make(State.RUNNING)
    metric = metric_of(experiment)
    with context.system("test"), translation.override("en"):
        Metric.objects.update(limit=5)
        metric.limit = Decimal(5)
        for days_ago, value in ((9, 4), (8, 5)):
            add_measurement(metric, days_ago, value)
        assert "The limit of 5 has not been passed." in charts(experiment, [metric], SYSTEM)[0].finding
        for days_ago in (7, 6):
            add_measurement(metric, days_ago, 6)
        assert "was passed on 2 days, last on" in charts(experiment, [metric], SYSTEM)[0].finding


def test_what_happened_is_marked_where_it_falls_on_the_chart(make):
    experiment = make(State.RUNNING)
    metric = metric_of(experiment)
    with context.system("test"):
        for days_ago in (20, 10, 0):
            add_measurement(metric, days_ago, 3)
        add_occurrence(experiment, 15, "Pakkasviikko")
        add_occurrence(experiment, 40, "Ennen mittauksia")
        (chart,) = charts(experiment, [metric], SYSTEM)
    assert [each.text for each in chart.happenings] == ["Pakkasviikko", str(chart.happenings[-1].text)]
    assert (len(chart.wide.marks), chart.wide.marks[0].text) == (2, "1")


@pytest.mark.parametrize(
    ("who", "name"), [("editor", "manage"), ("anonymous", "detail"), ("editor", "measure"), ("editor", "detail")]
)
def test_thousands_of_values_cost_no_statement_and_no_bytes_more(who, name, make, log_in):
    experiment = make(State.RUNNING, publication="open")
    with context.system("test"):
        metrics = [metric_of(experiment), add_metric(experiment, name="Sateet", is_primary=False)]
        for metric in metrics:
            fill(metric, 200)
    address = reverse("experiments:detail", args=[experiment.pk, experiment.slug])
    if name != "detail":
        address = reverse(f"experiments:{name}", args=[TENANT[who], experiment.pk])
    browser = log_in(who)
    browser.get(address)
    few, few_bytes = asked(browser, address)
    with context.system("test"):
        Measurement.objects.all().delete()
        for metric in metrics:
            fill(metric, MANY)
    many, many_bytes = asked(browser, address)
    assert (many, many_bytes < few_bytes + 20_000) == (few, True)


def test_the_course_of_very_many_values_is_kept_until_the_next_value(make, acting_as):
    experiment = make(State.RUNNING)
    metric = metric_of(experiment)
    with context.system("test"):
        fill(metric, MANY)
        with CaptureQueriesContext(connection) as first:
            course = course_of(metric)
        with CaptureQueriesContext(connection) as second:
            assert course_of(metric).points == course.points
    assert (len(first), len(second)) == (2, 1)
    with acting_as("editor") as actor:
        own = Metric.objects.get(pk=metric.pk)
        measuring.record_measurement(own, actor=actor, measured_on=clock.today(), value=Decimal(7))
        assert course_of(Metric.objects.get(pk=metric.pk)).count == MANY + 1


def asked(browser, address):
    """(how many statements, how many bytes) a page takes; of the statements none brings more rows than a page shows."""
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(address)
    assert response.status_code == 200
    return len(queries), len(response.content)


def test_the_whole_is_in_the_file(make, log_in):
    experiment = make(State.RUNNING, publication="open")
    metric = metric_of(experiment)
    with context.system("test"):
        fill(metric, MANY)
    text = log_in("anonymous").get(reverse("experiments:data", args=[experiment.pk, metric.pk])).content.decode()
    assert len(text.splitlines()) == MANY + 1


def test_nothing_is_asked_of_no_metrics(db):
    assert courses([]) == {}


@pytest.mark.parametrize(("who", "status"), [("editor", 302), ("partner", 302), ("viewer", 403), ("stranger", 404)])
def test_the_parties_tell_what_happened_and_take_it_back(who, status, make, log_in):
    experiment = make(State.RUNNING)
    browser = log_in(who)
    address = reverse("experiments:occurrences", args=[TENANT[who], experiment.pk])
    sent = {"happened_on": str(clock.today()), "text": "Sähkökatko"}
    assert [browser.post(address, sent).status_code for _ in range(2)] == [status, status]
    with context.system("test"):
        found = list(Occurrence.objects.values_list("pk", flat=True))
    assert len(found) == (status == 302)
    for pk in found:
        browser.post(reverse("experiments:remove_occurrence", args=[TENANT[who], experiment.pk, pk]))
    with context.system("test"):
        assert not Occurrence.objects.exists()


@pytest.mark.parametrize(
    "change", [{"text": ""}, {"text": "x" * 121}, {"happened_on": "2099-01-01"}, {"happened_on": ""}]
)
def test_a_mark_of_nothing_or_of_a_coming_day_is_refused(change, make, log_in):
    experiment = make(State.RUNNING)
    sent = {"happened_on": str(clock.today()), "text": "Sähkökatko"} | change
    response = log_in("editor").post(reverse("experiments:occurrences", args=["company", experiment.pk]), sent)
    assert (response.status_code, 'role="alert"' in response.content.decode()) == (422, True)
