"""What a plan says beside its numbers: kind, riskiest assumption, recruiting, risks, communication and whose money it is."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from experiments.plan import LABELS, deviations
from experiments.staging.states import FIELDS
from experiments.states import Kind, State
from mint.isolation import context
from tests.experiments.conftest import now_in_database
from tests.experiments.test_plan import plan_of, url

SAID = {
    "kind": "pilot",
    "riskiest": "Mökkien omistajat lukevat viestit.",
    "recruiting": "Kysytään kaikilta omistajilta.",
    "risks": "Anturi rikkoutuu: varalla on kaksi.",
    "communication": "Omistajille kerrotaan joka kuukausi.",
    "funding": "Yrityksen oma raha.",
}
OPEN = ("riskiest", "recruiting")


def test_they_are_written_read_and_frozen_with_the_plan(make, log_in):
    experiment = make(State.PLANNING)
    browser = log_in("editor")
    assert browser.post(url("plan", experiment.pk), plan_of(experiment, **SAID)).status_code == 302
    fresh = now_in_database(experiment)
    assert {name: getattr(fresh, name) for name in SAID} == SAID
    page = browser.get(url("manage", experiment.pk)).content.decode()
    assert [text for text in [*list(SAID.values())[1:], "Pilotti"] if text not in page] == []
    browser.post(url("move", experiment.pk, "submitted"))
    assert {name: now_in_database(experiment).plan[name] for name in SAID} == SAID


@pytest.mark.parametrize("name", SAID)
def test_a_change_after_the_review_is_a_deviation_in_words(name, make):
    experiment = make(State.RUNNING, **SAID)
    with context.system("test"), override("en"):
        setattr(experiment, name, "comparison" if name == "kind" else "Muuttui.")
        (found,) = deviations(experiment)
        planned = str(Kind.PILOT.label) if name == "kind" else SAID[name]
        now = str(Kind.COMPARISON.label) if name == "kind" else "Muuttui."
        assert (found.label, found.planned, found.now) == (str(LABELS[name]), planned, now)


def test_a_plan_frozen_before_they_were_there_has_no_deviation_of_them(make):
    experiment = make(State.RUNNING, **SAID)
    with context.system("test"):
        experiment.plan = {name: value for name, value in experiment.plan.items() if name not in SAID}
        assert deviations(experiment) == []


def test_the_public_reads_what_is_tried_and_not_whose_money_it_is(make, client):
    experiment = make(State.RUNNING, publication="open", **SAID)
    page = client.get(reverse("experiments:detail", args=[experiment.pk, experiment.slug])).content.decode()
    assert [name for name in list(SAID)[1:] if SAID[name] in page] == list(OPEN)


@pytest.mark.attack(2)
def test_no_other_kind_gets_into_the_table(make):
    experiment = make(State.PLANNING)
    with context.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        type(experiment).objects.filter(pk=experiment.pk).update(kind="game")


def test_a_gate_may_ask_for_each_of_them():
    assert FIELDS.keys() >= SAID.keys()
