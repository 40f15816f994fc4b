"""A plan starts from a template or from an earlier plan: what is empty is filled in, and nothing that is written changes."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import override

from experiments import blueprints
from experiments.models import Metric
from experiments.states import Design, State
from mint.isolation import context
from mint.web import MoveError
from tests.experiments.conftest import now_in_database
from tests.rows.matching import TENANT

EMPTY = {"planned": False, "metric": False}


def url(experiment, who="editor"):
    return reverse("experiments:start_from", args=[TENANT[who], experiment.pk])


def metrics(experiment):
    with context.system("test"):
        return list(Metric.objects.filter(experiment=experiment).order_by("id"))


@pytest.mark.parametrize("blueprint", blueprints.BLUEPRINTS, ids=lambda each: each.key)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_template_makes_a_plan_that_can_be_saved(blueprint, language, make, acting_as):
    experiment = make(State.PLANNING, **EMPTY)
    with acting_as("editor") as actor, override(language):
        filled = blueprints.start_from_template(experiment, blueprint.key, actor=actor)
        assert filled.hypothesis == str(blueprint.values["hypothesis"])
    found = metrics(experiment)
    assert [metric.is_primary for metric in found][:1] == [True]
    assert {metric.design for metric in found} <= {*Design.values, ""}
    assert [metric.baseline for metric in found] == [None] * len(found)


def test_what_is_written_stays(make, acting_as):
    experiment = make(State.PLANNING)
    with acting_as("editor") as actor:
        filled = blueprints.start_from_template(experiment, "sensor", actor=actor)
    assert (filled.hypothesis, filled.population) == (experiment.hypothesis, experiment.population)
    assert filled.guardrail != ""
    assert [metric.name for metric in metrics(experiment)] == ["Käynnit"]
    with acting_as("editor") as actor, pytest.raises(MoveError):
        blueprints.start_from_template(filled, "sensor", actor=actor)


def test_an_earlier_plan_of_ones_own_brings_its_texts_and_metrics_without_their_numbers(make, acting_as):
    source, experiment = make(State.RUNNING, roles="Yritys asentaa.", rights="shared"), make(State.PLANNING, **EMPTY)
    with context.system("test"):
        Metric.objects.filter(experiment=source).update(smallest_worthwhile=Decimal("0.5"), design="did")
    with acting_as("editor") as actor:
        assert source in blueprints.earlier(experiment, actor)
        filled = blueprints.start_from_plan(experiment, source, actor=actor)
    assert (filled.population, filled.roles, filled.rights) == (source.population, source.roles, "shared")
    assert (filled.budget, filled.starts_on, filled.ethics, filled.personal_data) == (None, None, {}, None)
    (metric,) = metrics(experiment)
    assert (metric.name, metric.design, metric.smallest_worthwhile) == ("Käynnit", "did", Decimal("0.5"))
    assert (metric.baseline, metric.baseline_on, metric.target) == (None, None, None)


def test_of_anothers_plan_only_what_everybody_may_know_is_taken(make, world, acting_as):
    source = make(State.RUNNING, roles="Yritys asentaa.", consent_text="Suostumus.")
    experiment = make(State.PLANNING, organisation=world.other_company, **EMPTY)
    with context.system("test"):
        experiment.parties.all().delete()
    with acting_as("stranger") as actor:
        filled = blueprints.start_from_plan(now_in_database(experiment), source, actor=actor)
    assert (filled.population, filled.roles, filled.consent_text) == (source.population, "", "")


def test_a_plan_that_one_does_not_see_is_not_there(make, world, log_in):
    source = make(State.APPROVED)
    experiment = make(State.PLANNING, organisation=world.other_company, **EMPTY)
    with context.system("test"):
        experiment.parties.all().delete()
    browser = log_in("stranger")
    for chosen in (source.pk, 999999, "²", "x" * 50):
        assert browser.post(url(experiment, "stranger"), {"suunnitelma": chosen}).status_code == 404
    assert metrics(experiment) == []


@pytest.mark.parametrize(("who", "status"), [("editor", 302), ("partner", 302), ("viewer", 403), ("stranger", 404)])
def test_who_writes_the_plan_chooses_what_it_starts_from(who, status, make, log_in):
    experiment = make(State.PLANNING, **EMPTY)
    browser = log_in(who)
    assert browser.get(url(experiment, who)).status_code == (200 if status == 302 else status)
    assert browser.post(url(experiment, who), {"malli": "sensor"}).status_code == status
    assert len(metrics(experiment)) == (status == 302)


def test_an_unknown_template_and_a_reviewed_plan_are_refused(make, log_in, acting_as):
    experiment, reviewed = make(State.PLANNING, **EMPTY), make(State.IN_REVIEW)
    browser = log_in("editor")
    assert browser.post(url(experiment), {"malli": "muu"}).status_code == 409
    assert browser.post(url(reviewed), {"malli": "sensor"}).status_code == 409
    with acting_as("viewer") as actor, pytest.raises(PermissionDenied):
        blueprints.start_from_template(experiment, "sensor", actor=actor)
