"""The pipeline: every experiment that one answers for where it stands, and its time there against others alike."""

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
from tests.staging.conftest import fresh


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


@pytest.mark.parametrize(
    "drop",
    [
        ("running", "half", "/vaihe/"),
        ("in_review", "approved", "/approved/"),
        ("running", "planning", ""),
        ("running", "x", ""),
    ],
)
def test_a_drop_leads_to_the_page_of_the_move_there(drop, template, standing, log_in):
    state, to, leads = drop
    experiment = standing(state, template())
    answer = log_in("curator").post(reverse("staging:drop", args=["university", experiment.pk]), {"to": to})
    assert (answer.status_code, leads in answer.get("Location", "")) == (302 if leads else 409, True)


def statements(browser, address):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    ignored = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SET ", "RESET")
    return len([query for query in captured if not query["sql"].lstrip('"').startswith(ignored)])


@pytest.mark.parametrize("name", ["board", "list"])
def test_the_board_costs_the_same_for_one_experiment_and_for_many(name, template, standing, log_in):
    kept, browser, address = template(), log_in("curator"), reverse(f"staging:{name}", args=["university"])
    standing("running", kept)
    browser.get(address)
    one = statements(browser, address)
    for _ in range(12):
        standing("running", kept, "half")
    assert statements(browser, address) == one
