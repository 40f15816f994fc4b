"""How many observations it takes, said on the plan's page; and the design in the frozen plan."""

from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from experiments.calculator import needed_of
from experiments.models import Metric
from experiments.plan import digest, snapshot
from experiments.states import State
from mint.isolation import context
from tests.experiments.conftest import metric_of
from tests.rows.matching import TENANT


def page(response):
    return unescape(response.content.decode())


def url(experiment, name, who="editor"):
    return reverse(f"experiments:{name}", args=[TENANT[who], experiment.pk])


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"design": ""}, "Choose how the change is shown."),
        ({"smallest_worthwhile": ""}, "Say the smallest change worth having, and the number can be counted."),
        ({"spread": ""}, "Say how much the values vary, and the number can be counted."),
        ({"smallest_worthwhile": "ei tiedä"}, "Say the smallest change worth having, and the number can be counted."),
        (
            {},
            "To see a change of 5 when the values vary by 10 (min), 64 values are needed before and as many during the experiment. Power 80 per cent, level of significance 5 per cent.",
        ),
        (
            {"design": "proportions", "smallest_worthwhile": "10", "baseline": "10", "direction": "up"},
            "To see a change of 10 percentage points from 10 per cent, 199 answers are needed on each side. Power 80 per cent, level of significance 5 per cent.",
        ),
        (
            {"design": "proportions", "smallest_worthwhile": "10", "baseline": "5"},
            "Give a baseline that leaves room for the change, and the number can be counted.",
        ),
        (
            {"smallest_worthwhile": "0,0001"},
            "More than a million: such a small change cannot be seen in values that vary so much.",
        ),
    ],
)
def test_the_calculator_says_how_many_observations(values, text):
    line = {
        "design": "before_after",
        "smallest_worthwhile": "5",
        "spread": "10",
        "baseline": "",
        "direction": "down",
        "unit": "min",
    }
    with override("en"):
        assert needed_of({**line, **values}) == text


def test_the_plan_counts_what_is_typed_and_saves_nothing(make, log_in):
    experiment = make(State.PLANNING)
    metric = metric_of(experiment)
    data = {
        "version": experiment.version, "title": "Anturit", "laske": "1", "mittari-TOTAL_FORMS": "1",
        "mittari-INITIAL_FORMS": "1", "mittari-0-id": metric.pk, "mittari-0-name": "Käynnit", "mittari-0-unit": "kpl",
        "mittari-0-direction": "down", "mittari-0-design": "paired", "mittari-0-smallest_worthwhile": "0,5",
        "mittari-0-spread": "1",
    }  # fmt: skip
    with override("fi"):
        response = log_in("editor").post(url(experiment, "plan"), data)

    assert "tarvitaan 34 paria" in page(response)
    assert metric_of(experiment).design == metric.design


def test_the_design_is_in_the_frozen_plan_and_its_hash(make):
    experiment = make(State.PLANNING)
    with context.system("test"):
        before = digest(snapshot(experiment))
        Metric.objects.filter(experiment=experiment).update(smallest_worthwhile=Decimal("0.25"))
        assert digest(snapshot(experiment)) != before
