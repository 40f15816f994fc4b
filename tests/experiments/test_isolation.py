"""Who sees which experiments: the rule and the database say the same."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from experiments.models import EvidenceReview, Experiment, ExperimentParty, Measurement, Metric
from experiments.states import State
from mint.isolation import context
from tests.experiments.conftest import metric_of
from tests.rows.experiments import add_measurement
from tests.world import EVERYBODY

PEOPLE = [name for name in EVERYBODY if name != "operator"]


@pytest.fixture
def experiments(make, world):
    """One in every state, and one running for each level of publicity."""
    found = [make(state) for state in State]
    found += [make(State.RUNNING, publication=level) for level in ("none", "summary", "open")]
    with context.system("test"):
        for experiment in found:
            add_measurement(experiment.metrics.get(), 3, 3)
            EvidenceReview.objects.create(
                organisation_id=experiment.organisation_id,
                experiment=experiment,
                reviewing=world.municipality,
                computed=2,
                grade=1,
                reason="Ilman vertailuryhmää.",
            )
    return found


@pytest.mark.services
def test_the_rule_and_the_database_show_the_same(experiments, acting_as):
    for who in PEOPLE:
        with acting_as(who) as actor:
            for model in (Experiment, ExperimentParty, Metric, Measurement, EvidenceReview):
                by_rule = set(model.objects.visible_to(actor).values_list("pk", flat=True))
                by_database = set(model.objects.values_list("pk", flat=True))
                assert (who, model.__name__, by_rule) == (who, model.__name__, by_database)


@pytest.mark.services
@pytest.mark.parametrize(
    ("who", "state", "sees"),
    [
        ("viewer", State.IDEA, True),
        ("partner", State.IDEA, True),
        ("coordinator", State.PLANNING, True),
        ("curator", State.IN_REVIEW, True),
        ("manager", State.APPROVED, True),
        ("stranger", State.APPROVED, False),
        ("student", State.APPROVED, False),
        ("other_coordinator", State.CANCELLED, False),
        ("other_curator", State.APPROVED, False),
        ("anonymous", State.APPROVED, False),
        ("stranger", State.RUNNING, True),
        ("anonymous", State.RUNNING, True),
        ("anonymous", State.DECIDED, True),
    ],
)
def test_who_sees_which_state(who, state, sees, make, acting_as):
    experiment = make(state)
    with acting_as(who):
        assert Experiment.objects.filter(pk=experiment.pk).exists() == sees


@pytest.mark.services
@pytest.mark.parametrize(
    ("level", "experiment_seen", "values_seen"),
    [("none", False, False), ("summary", True, False), ("open", True, True)],
)
def test_the_public_sees_by_the_level_of_publication(level, experiment_seen, values_seen, make, acting_as):
    experiment = make(State.RUNNING, publication=level)
    with context.system("test"):
        add_measurement(experiment.metrics.get(), 3, 3)
    with acting_as("anonymous"):
        assert Experiment.objects.exists() == experiment_seen
        assert (Metric.objects.exists(), Measurement.objects.exists()) == (values_seen, values_seen)


@pytest.mark.services
@pytest.mark.parametrize("who", ["stranger", "viewer", "manager", "other_coordinator", "student"])
def test_the_database_lets_nobody_else_change_an_experiment(who, make, acting_as):
    experiment = make(State.RUNNING)
    metric = metric_of(experiment)
    with acting_as(who):
        assert Experiment.objects.filter(pk=experiment.pk).update(title="Kaapattu") == 0
        assert Metric.objects.update(target=0) == 0
    with pytest.raises(DatabaseError), acting_as(who), transaction.atomic():
        add_measurement(metric, 1, 1)


def hang(metric, organisation):
    Measurement.objects.create(organisation=organisation, metric=metric, measured_on="2026-11-01", value=1)
    connection.check_constraints()


@pytest.mark.services
def test_a_value_cannot_hang_on_another_tenants_metric(make, world, acting_as):
    experiment = make(State.RUNNING)
    metric = metric_of(experiment)
    with pytest.raises(DatabaseError), acting_as("stranger"), transaction.atomic():
        hang(metric, world.other_company)


@pytest.mark.services
@pytest.mark.parametrize(
    "columns",
    [
        {"approver_id": "editor"},
        {"approver_id": None},
        {"starts_on": None},
        {"hypothesis": ""},
        {"plan_hash": ""},
        {"ends_on": "2020-01-01"},
        {"ends_on": "2030-01-01"},
        {"budget": -1},
        {"started_at": None},
        {"state": "finished"},
        {"state": "decided"},
        {"state": "paused"},
        {"publication": "everything"},
        {"title": ""},
    ],
)
def test_the_database_refuses_what_no_state_allows(columns, make, world):
    experiment = make(State.RUNNING)
    if columns.get("approver_id"):
        columns = {"approver_id": world.people[columns["approver_id"]].pk}
    with pytest.raises(IntegrityError), context.system("test"), transaction.atomic():
        Experiment.objects.filter(pk=experiment.pk).update(**columns)
