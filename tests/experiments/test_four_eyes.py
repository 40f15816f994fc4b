"""Who wrote a plan does not approve it, and who approved it does not rewrite it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from experiments import actions, workflow
from experiments.models import Experiment
from experiments.states import State
from mint.isolation import context
from mint.web import MoveError
from tests.experiments.conftest import now_in_database
from tests.rows.matching import TENANT


def test_everybody_who_wrote_the_plan_is_kept(make, acting_as):
    experiment = make(State.PLANNING)
    for who in ("editor", "partner", "editor"):
        with acting_as(who) as actor:
            experiment = actions.write_plan(
                experiment, actor=actor, version=experiment.version, values={"population": who}
            )
    assert len(experiment.writer_ids) == 2


def test_a_coordinator_who_wrote_a_part_of_the_plan_does_not_approve_it(make, world, acting_as):
    experiment = make(State.PLANNING, organisation=world.municipality)
    with acting_as("coordinator") as actor:
        actions.write_plan(experiment, actor=actor, version=1, values={"population": "Kymmenen."})
    with context.system("test"):
        Experiment.objects.filter(pk=experiment.pk).update(author=world.people["clerk"])
        experiment = workflow.submit(now_in_database(experiment), actor=actor)
        Experiment.objects.filter(pk=experiment.pk).update(submitted_by=world.people["clerk"])
    with acting_as("coordinator") as actor, pytest.raises(PermissionDenied):
        workflow.approve(experiment, actor=actor)
    assert (now_in_database(experiment).state, now_in_database(experiment).approver_id) == (State.IN_REVIEW, None)
    with acting_as("curator") as actor:
        workflow.approve(experiment, actor=actor)
    assert now_in_database(experiment).state == State.APPROVED


@pytest.mark.services
def test_the_database_refuses_a_writer_as_approver(make, world):
    experiment = make(State.RUNNING)
    with pytest.raises(IntegrityError), context.system("test"), transaction.atomic():
        Experiment.objects.filter(pk=experiment.pk).update(writer_ids=[world.people["coordinator"].pk])
    assert now_in_database(experiment).writer_ids == []


def test_who_approved_a_plan_does_not_change_it(make, world, acting_as):
    experiment = make(State.RUNNING, organisation=world.municipality)
    with acting_as("coordinator") as actor, pytest.raises(MoveError):
        actions.write_plan(experiment, actor=actor, version=1, values={"population": "Kaksi."}, reason="Muutos.")
    assert now_in_database(experiment).population == "Kymmenen mökkiä."


WROTE = "Who has begun, written or sent a plan does not approve it."
WHO = "The plan is approved by the coordinator of the municipality"


@pytest.mark.parametrize(
    ("who", "author", "said"),
    [
        ("coordinator", "coordinator", [1, 1]),
        ("owner", "owner", [1, 1]),
        ("owner", "editor", [0, 1]),
        ("curator", "editor", None),
    ],
)
def test_who_may_not_approve_is_told_the_true_reason_and_who_may(who, author, said, make, world, log_in):  # noqa: PLR0917  # by name
    experiment = make(State.IN_REVIEW, author=world.people[author], submitted_by=world.people[author])
    with translation.override("en"):
        address = reverse("experiments:move", args=[TENANT.get(who, "company"), experiment.pk, "approved"])
    response = log_in(who).post(address)
    if said is None:
        assert (response.status_code, now_in_database(experiment).state) == (303, State.APPROVED)
        return
    text = response.content.decode()
    assert (response.status_code, [text.count(WROTE), text.count(WHO)]) == (403, said)
    assert "change your role" not in text
    assert now_in_database(experiment).state == State.IN_REVIEW


@pytest.mark.parametrize(("who", "asks"), [("owner", 0), ("viewer", 1)])
def test_an_owner_is_not_sent_to_an_owner(who, asks, make, log_in):
    with translation.override("en"):
        address = reverse("experiments:move", args=["company", make(State.IN_REVIEW).pk, "returned"])
    response = log_in(who).post(address, {"reason": "Täydennä."})
    assert (response.status_code, response.content.decode().count("change your role")) == (403, asks)
