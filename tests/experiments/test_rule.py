"""A plan states its own decision rule: against what, of how many metrics, and whether a limit counts."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from experiments import gates, results, workflow
from experiments.findings import finding_of
from experiments.models import Metric
from experiments.plan import deviations
from experiments.states import Across, Basis, State
from mint.isolation import context
from mint.web import MoveError
from tests.experiments.conftest import metric_of, now_in_database
from tests.experiments.test_results import RULE, measured

__all__ = ["measured"]  # a fixture
UNGUARDED = {"rule_guarded": False}


def outcome(experiment):
    with context.system("test"):
        return results.outcome_of(experiment, Metric.objects.filter(experiment=experiment))


@pytest.mark.parametrize(
    ("basis", "smallest", "expected"),
    [
        (Basis.SMALLEST, "0.5", "supported"),
        (Basis.SMALLEST, "1.5", "inconclusive"),
        (Basis.SMALLEST, "3", "not_supported"),
        (Basis.NO_CHANGE, None, "supported"),
        (Basis.TARGET, "0.5", "inconclusive"),
    ],
)
def test_the_interval_is_held_against_what_the_plan_says(basis, smallest, expected, measured):
    rule = {**RULE, "smallest_worthwhile": None if smallest is None else Decimal(smallest)}
    experiment = measured(rule=rule, rule_basis=basis)
    assert outcome(experiment) == expected
    with context.system("test"), override("en"):
        metric = Metric.objects.select_related("experiment").get(experiment=experiment)
        said = finding_of(metric, experiment).verdict
    assert ("what the plan asks for" in said.lower()) == (basis != Basis.SMALLEST)


@pytest.mark.parametrize(
    ("limit", "columns", "expected"),
    [("2.9", {}, "inconclusive"), ("5", {}, "supported"), ("2.9", UNGUARDED, "supported"), (None, {}, "supported")],
)
def test_a_limit_that_was_passed_leaves_nothing_supported(limit, columns, expected, measured):
    rule = {**RULE, "limit": None if limit is None else Decimal(limit)}
    assert outcome(measured(rule=rule, **columns)) == expected


@pytest.mark.parametrize(
    ("outcomes", "every", "some"),
    [
        ({"supported"}, "supported", "supported"),
        ({"supported", "inconclusive"}, "inconclusive", "supported"),
        ({"supported", "not_supported"}, "not_supported", "supported"),
        ({"not_supported", "inconclusive"}, "not_supported", "inconclusive"),
        ({"not_supported"}, "not_supported", "not_supported"),
        ({"inconclusive"}, "inconclusive", "inconclusive"),
    ],
)
def test_several_metrics_make_one_outcome(outcomes, every, some):
    assert [results._across(outcomes, across) for across in (Across.EVERY, Across.ANY)] == [every, some]


def test_the_rule_is_frozen_and_what_is_changed_later_does_not_count(measured):
    experiment = measured(rule_basis=Basis.TARGET)
    with context.system("test"):
        experiment.rule_basis = Basis.NO_CHANGE
        experiment.save()
        with override("en"):
            assert [each.label for each in deviations(experiment)] == ["Decision rule: against what"]
    assert outcome(now_in_database(experiment)) == "inconclusive"


def test_a_plan_frozen_before_a_field_was_there_has_no_deviation_of_it(make):
    experiment = make(State.RUNNING)
    with context.system("test"):
        experiment.plan = {
            name: value for name, value in experiment.plan.items() if not name.startswith(("rule_", "aid_"))
        }
        experiment.save()
        assert deviations(experiment) == []


@pytest.mark.parametrize(
    ("columns", "metric", "is_done"),
    [
        ({}, {}, True),
        ({}, {"design": ""}, False),
        ({}, {"smallest_worthwhile": None}, False),
        ({"rule_basis": Basis.TARGET}, {"smallest_worthwhile": None}, True),
        ({"aid_basis": ""}, {}, False),
        ({"rights": ""}, {}, False),
    ],
)
def test_a_plan_goes_to_review_with_its_design_its_aid_and_its_rights(columns, metric, is_done, make, acting_as):
    experiment = make(State.PLANNING, **columns)
    with context.system("test"):
        Metric.objects.filter(pk=metric_of(experiment).pk).update(**metric)
        assert all(check.done for check in gates.review(experiment)) == is_done
    with acting_as("editor") as actor:
        if is_done:
            assert workflow.submit(experiment, actor=actor).state == State.IN_REVIEW
        else:
            with pytest.raises(MoveError):
                workflow.submit(experiment, actor=actor)
