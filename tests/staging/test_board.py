"""The pipeline: every experiment that one answers for where it stands, and its time there against others alike."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experiments.staging.board import board_of
from experiments.staging.history import pace_of
from experiments.staging.models import Visit
from experiments.staging.placing import standing_of
from mint import clock
from mint.isolation import context
from tests.rows.matching import TENANT
from tests.rows.staging import guard
from tests.staging.conftest import fresh, here, verbs


def stayed(experiment, days):
    """Others were at its stage for so many days each, and left."""
    with context.system("test"):
        visit = Visit.objects.get(experiment=experiment)
        Visit.objects.bulk_create(
            Visit(
                organisation_id=visit.organisation_id, experiment=experiment, version=visit.version, stage=visit.stage,
                entered_at=clock.now() - timedelta(days=length + 1), left_at=clock.now() - timedelta(days=1),
            )
            for length in days
        )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "slower"), [((1, 1, 2, 2, 2, 2, 2, 2, 9, 9), 8), ((9,) * 6, 0), ((1,) * 6, 10), ((1, 1), None)]
)
def test_time_at_a_stage_is_told_against_those_alike(days, slower, template, standing, acting_as):
    experiment = standing("running", template())  # for three days
    stayed(experiment, days)
    with acting_as("curator"):
        found = pace_of(standing_of(fresh(experiment)))
    assert (found.days, found.slower) == (3, slower)


def board(who, acting_as, world):
    from mint.tenancy.context import load

    with acting_as(who) as actor:
        _actor, organisations = load(world.people[who].pk)
        return board_of(actor, organisations[0], None)


def test_the_board_has_each_experiment_in_the_column_of_its_stage(template, standing, world, acting_as):
    kept = template()
    rows = {standing("running", kept, "half").pk: "half", standing("approved", kept).pk: "approved"}
    standing("closed", kept)
    for who in ("curator", "coordinator"):
        found = board(who, acting_as, world)
        assert {card.experiment.pk: column.stage.key for column in found.columns for card in column.cards} == rows
    assert board("other_curator", acting_as, world).cards == []


def test_a_card_offers_what_its_reader_may_do(template, standing, world, acting_as):
    kept = template()
    standing("in_review", kept)
    (card,) = board("curator", acting_as, world).cards
    assert [stage.key for stage in card.goals] == ["planning", "approved"]


OPEN = guard("document", key="paperi")  # what the gate lacks: one may move on despite it, with a reason


@pytest.mark.parametrize(
    "drop",
    [
        ("running", "", "half", "/vaihe/", [OPEN]),
        ("running", "half", "running", "/vaihe/", []),  # back takes a reason
        ("in_review", "", "planning", "/returned/", []),
        ("in_review", "", "approved", "/approved/", []),  # nothing is said of the personal data
        ("running", "", "planning", "", []),
        ("running", "", "x", "", []),
    ],
)
def test_a_drop_that_asks_something_leads_to_the_page_of_the_move(drop, template, standing, log_in):
    state, key, to, leads, asks = drop
    experiment = standing(state, template(half=asks), key, personal_data=True)
    was = here(experiment)
    address, browser = reverse("staging:drop", args=["university", experiment.pk]), log_in("curator")
    answer = browser.post(address, {"to": to})
    assert (answer.status_code, leads in answer.get("Location", "")) == (302 if leads else 409, True)
    if leads:
        assert browser.post(address, {"to": to}, headers={"HX-Request": "true"})["HX-Redirect"] == answer["Location"]
    assert (here(experiment), verbs(experiment)) == (was, [])


@pytest.mark.parametrize(
    "drop", [("running", "half", "experiment.stage_moved"), ("in_review", "approved", "experiment.approved")]
)
def test_a_drop_moves_at_once_where_nothing_is_asked_and_is_undone(drop, template, standing, log_in):
    state, to, verb = drop
    experiment = standing(state, template())
    was, browser = here(experiment), log_in("curator")
    address = reverse("staging:drop", args=["university", experiment.pk])
    answer = browser.post(address, {"to": to}, headers={"HX-Request": "true"})
    undo = reverse("experiments:undo", args=["university", experiment.pk])
    assert (answer.status_code, json.loads(answer["HX-Trigger"])["mint:toast"]["undo"]) == (200, undo)
    assert f'id="k{experiment.pk}"' in answer.content.decode()
    assert (here(experiment)[0], verbs(experiment)) == (to, [verb])
    assert browser.post(undo).status_code == 303
    assert (here(experiment), fresh(experiment).state) == (was, state)


def test_a_drop_without_the_script_leads_to_the_experiment_with_the_undo(template, standing, log_in):
    experiment, browser = standing("running", template()), log_in("curator")
    answer = browser.post(reverse("staging:drop", args=["university", experiment.pk]), {"to": "half"}, follow=True)
    assert answer.redirect_chain == [(reverse("experiments:manage", args=["university", experiment.pk]), 303)]
    assert reverse("experiments:undo", args=["university", experiment.pk]) in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("stranger", 404), ("viewer", 403), ("partner", 403)])
def test_whoever_may_not_move_it_drops_nothing(who, status, template, standing, log_in):
    experiment = standing("running", template())
    was = here(experiment)
    assert (
        log_in(who).post(reverse("staging:drop", args=[TENANT[who], experiment.pk]), {"to": "half"}).status_code
        == status
    )
    assert (here(experiment), verbs(experiment)) == (was, [])


def statements(browser, address):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    ignored = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SET ", "RESET")
    return len([query for query in captured if not query["sql"].lstrip('"').startswith(ignored)])


@pytest.mark.parametrize("name", ["board", "list", "calendar"])
def test_the_board_costs_the_same_for_one_experiment_and_for_many(name, template, standing, log_in):
    kept, browser, address = template(), log_in("curator"), reverse(f"staging:{name}", args=["university"])
    standing("running", kept)
    browser.get(address)
    one = statements(browser, address)
    for _ in range(12):
        standing("running", kept, "half")
    assert statements(browser, address) == one
