"""An approval that waits is in the work queue of whoever may give it, in its turn, until it is given."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experiments.staging.duties import duties
from mint.isolation import context
from mint.tenancy.context import acting, load
from tests.rows.matching import TENANT
from tests.rows.staging import guard
from tests.world import EVERYBODY

IN_TURN = [
    guard("approval", "coordinator", key="kunta", order=1, text_fi="Kunnan lupa"),
    guard("approval", "curator", key="kuraattori", order=2, text_fi="Kuraattorin kanta"),
]


@pytest.fixture
def case(template, standing):
    return standing("running", template(half=IN_TURN))


def waiting_for(who, world):
    """The titles of what waits at the gates for somebody of the cast, in their own organisation."""
    person = world.people[who]
    with context.acting(person.pk):
        actor, organisations = load(person.pk)
        return [each.heading for own in organisations for each in duties(acting(actor, own), own)]


def everybody(world):
    return {who: found for who in EVERYBODY if who != "anonymous" and (found := waiting_for(who, world))}


def test_it_waits_for_those_who_may_give_it_in_their_turn(case, world, log_in):
    assert everybody(world) == {"coordinator": ["Anna hyväksyntä: Kunnan lupa"]}
    address = reverse("staging:sign", args=[TENANT["coordinator"], case.pk, "kunta"])
    log_in("coordinator").post(address, {"answer": "yes"})
    assert everybody(world) == {"curator": ["Anna hyväksyntä: Kuraattorin kanta"]}


def test_what_is_refused_waits_for_nobody(case, world, log_in):
    address = reverse("staging:sign", args=[TENANT["coordinator"], case.pk, "kunta"])
    log_in("coordinator").post(address, {"answer": "no", "reason": "Ei vielä."})
    assert everybody(world) == {}


def test_who_wrote_the_plan_is_not_asked_to_approve_it(template, standing, world):
    standing(
        "running", template(half=IN_TURN), submitted_by=world.people["coordinator"], approver=world.people["curator"]
    )
    assert everybody(world) == {}


def test_the_desk_has_it_and_leads_to_the_gate(case, log_in):
    page = log_in("coordinator").get(reverse("pages:workspace", args=[TENANT["coordinator"]])).content.decode()
    assert ("Kunnan lupa" in page, reverse("staging:gate", args=[TENANT["coordinator"], case.pk]) in page) == (
        True,
        True,
    )


def test_many_cost_as_many_statements_as_one(template, standing, world):
    made, costs = template(half=IN_TURN), []
    for count in (1, 4):
        for _ in range(count):
            standing("running", made)
        with CaptureQueriesContext(connection) as queries:
            waiting_for("coordinator", world)
        costs.append(len(queries))
    assert costs[0] == costs[1]
