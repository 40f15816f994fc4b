"""What each design takes as its values: groups, subjects, totals, days before, gaps."""

from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from experiments import measuring
from experiments.importing import read
from experiments.models import Metric
from experiments.samples import sample_of
from experiments.series import Point
from experiments.states import Arm, State
from mint import clock
from mint.isolation import context
from mint.web import MoveError
from tests.experiments.conftest import metric_of
from tests.rows.matching import TENANT


def page(response):
    return unescape(response.content.decode())


def url(experiment, name, who="editor"):
    return reverse(f"experiments:{name}", args=[TENANT[who], experiment.pk])


def day(n):
    return clock.today() + timedelta(days=n)


def points(*rows, **more):
    return [Point(day(n), Decimal(str(value)), **more) for n, value in rows]


def test_a_gap_in_a_weekly_series_keeps_its_place():
    found = sample_of("its", points((-21, 1), (-14, 2), (-7, 3), (0, 4), (7, 5), (21, 7)), clock.today())

    assert (found.before, found.after) == ([1, 2, 3], [4, 5, None, 7])


def test_pairs_are_made_by_their_subject():
    rows = [*points((-3, 5), (1, 3), subject="a"), *points((-2, 4), subject="b"), *points((-1, 7), (2, 5), subject="c")]
    found = sample_of("paired", rows, clock.today())

    assert (found.before, found.after) == ([5, 4, 7], [3, None, 5])


def test_shares_and_groups_are_added_up():
    own = points((-7, 10), (-1, 12), out_of=Decimal(20)) + points((1, 15), out_of=Decimal(18))
    other = points((1, 9), out_of=Decimal(30), arm=Arm.COMPARISON)
    alone, compared = sample_of("proportions", own, clock.today()), sample_of("proportions", own + other, clock.today())

    assert (alone.before.successes, alone.before.total, alone.after.total, alone.comparison_after) == (22, 40, 18, None)
    assert (compared.comparison_after.successes, compared.comparison_after.total) == (9, 30)


@pytest.mark.parametrize(
    ("design", "more", "text"),
    [
        ("proportions", {}, "of how many"),
        ("proportions", {"value": Decimal("1.5"), "out_of": Decimal(3)}, "whole number"),
        ("proportions", {"value": Decimal(5), "out_of": Decimal(3)}, "at most the total"),
        ("counts", {"value": Decimal(-1), "out_of": Decimal(3)}, "whole number"),
        ("paired", {}, "pair"),
    ],
)
def test_a_value_fits_the_design(design, more, text, make, acting_as):
    experiment = make(State.RUNNING)
    with context.system("test"):
        Metric.objects.filter(experiment=experiment).update(design=design)
    values = {"measured_on": clock.today(), "value": Decimal(1), **more}
    with acting_as("editor") as actor, override("en"), pytest.raises(MoveError, match=text):
        measuring.record_measurement(Metric.objects.get(experiment=experiment), actor=actor, **values)


def test_a_day_takes_one_value_of_each_subject_and_group(make, acting_as):
    experiment = make(State.RUNNING)
    with context.system("test"):
        Metric.objects.filter(experiment=experiment).update(design="did")
    with acting_as("editor") as actor:
        metric = Metric.objects.get(experiment=experiment)
        at = {"actor": actor, "measured_on": clock.today()}
        measuring.record_measurement(metric, value=Decimal(1), subject="1", **at)
        measuring.record_measurement(metric, value=Decimal(2), subject="2", **at)
        measuring.record_measurement(metric, value=Decimal(2), subject="2", arm=Arm.COMPARISON, **at)
        with pytest.raises(measuring.DayTakenError):
            measuring.record_measurement(metric, value=Decimal(9), subject="2", **at)
        assert metric.measurements.count() == 3


def test_a_design_without_before_refuses_days_before(make, acting_as):
    experiment = make(State.RUNNING)
    early = experiment.starts_on - timedelta(days=3)
    with acting_as("editor") as actor:
        metric = Metric.objects.get(experiment=experiment)
        with pytest.raises(MoveError):
            measuring.record_measurement(metric, actor=actor, measured_on=early, value=Decimal(1))
        metric.design = "before_after"
        assert measuring.record_measurement(metric, actor=actor, measured_on=early, value=Decimal(1)).pk


def test_a_heading_says_the_columns_of_what_is_brought_in():
    text = "päivä;ryhmä;kohde;arvo;kaikkiaan;huomautus\n24.11.2026;vertailu;mökki 3;5;12;pakkasta; tuulta\n25.11.2026;muu;;1;2;"
    found = read(text, first=None, last=clock.at(clock.today()).date() + timedelta(days=4000))

    assert found.points[0].arm == Arm.COMPARISON
    assert (found.points[0].subject, found.points[0].out_of, found.points[0].note) == (
        "mökki 3",
        12,
        "pakkasta; tuulta",
    )
    assert len(found.errors) == 1


def test_the_form_asks_what_the_design_needs(make, log_in):
    experiment = make(State.RUNNING)
    with context.system("test"):
        Metric.objects.filter(experiment=experiment).update(design="proportions")
    client, data = log_in("editor"), {"metric_id": metric_of(experiment).pk, "measured_on": str(clock.today())}
    text = page(client.get(url(experiment, "measure")))
    assert 'name="out_of"' in text
    assert 'name="arm"' in text
    assert 'name="subject"' not in text
    assert (
        client.post(url(experiment, "measure"), {**data, "value": "7", "out_of": "5", "arm": "own"}).status_code == 422
    )
    assert (
        client.post(url(experiment, "measure"), {**data, "value": "4", "out_of": "5", "arm": "own"}).status_code == 302
    )
    with context.system("test"):
        row = metric_of(experiment).measurements.get()
        assert (row.value, row.out_of) == (4, 5)
