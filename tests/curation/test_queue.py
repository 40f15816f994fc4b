"""The queue shows what waits for one's answer, in whose hands it is, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from challenges import workflow
from challenges.curation import actions
from challenges.states import State
from mint import clock
from mint.isolation import context
from mint.tenancy.models import Membership
from tests.bench.counting import Count
from tests.curation.conftest import queue, titles


@pytest.fixture
def three(made):
    """Sent twelve, two and one days ago."""
    days = {"Vanha": 12, "Toinen": 2, "Uusi": 1}
    return {name: made(title=name, submitted_at=clock.now() - timedelta(days=ago)) for name, ago in days.items()}


@pytest.mark.parametrize(
    ("who", "found"),
    [("coordinator", ["Vanha", "Toinen", "Uusi"]), ("curator", ["Vanha", "Toinen", "Uusi"]), ("other_coordinator", []), ("other_curator", [])],
)  # fmt: skip
def test_each_sees_what_they_answer_the_oldest_first(who, found, three, log_in):
    assert titles(log_in(who).get(queue(who))) == found


@pytest.mark.parametrize("who", ["owner", "clerk", "teacher", "student", "manager"])
def test_who_answers_nothing_has_no_queue(who, three, log_in):
    assert log_in(who).get(queue(who)).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Vanha", "Toinen", "Uusi"]),
        ("jarj=uusin", ["Uusi", "Toinen", "Vanha"]),
        ("jarj=nimi", ["Toinen", "Uusi", "Vanha"]),
        ("odottaa=myohassa", ["Vanha"]),
        ("odottaa=uudelleen", ["Toinen"]),
        ("kenelle=minun", ["Uusi"]),
        ("kenelle=vapaat", ["Vanha", "Toinen"]),
        ("merkinta=urgent", ["Uusi"]),
        ("merkinta=personal", []),
        ("tila=looked_at", ["Uusi"]),
        ("tila=new", ["Vanha", "Toinen"]),
        ("tila=ei-ole&jarj=ei-ole&kenelle=0", ["Vanha", "Toinen", "Uusi"]),
        ("q=vanha", ["Vanha"]),
    ],
)
def test_the_query_string_says_which_rows_and_in_which_order(query, found, three, log_in, acting_as):
    with acting_as("coordinator") as actor:
        actions.assign(three["Uusi"], to=actor.user_id, actor=actor)
        actions.flag(three["Uusi"], flag="urgent", actor=actor)
    _send_again(three["Toinen"], acting_as)
    assert titles(log_in("coordinator").get(f"{queue()}?{query}")) == found


def _send_again(challenge, acting_as):
    """Returned, and sent again two days ago."""
    with acting_as("coordinator") as actor:
        actions.set_stage(challenge, stage="ready", actor=actor)
        workflow.return_(challenge, actor=actor, reason="Lisää tästä.")
    with acting_as("editor") as actor, clock.set_to(clock.now() + timedelta(seconds=1)):
        workflow.submit(challenge, actor=actor)
    with context.system("test"):
        type(challenge).objects.filter(pk=challenge.pk).update(submitted_at=clock.now() - timedelta(hours=40))
        challenge.screening.staged_at = clock.now() - timedelta(days=3)
        challenge.screening.save()


def test_what_comes_back_is_new_again_whatever_was_said_before(made, acting_as, log_in):
    challenge = made(title="Palaava", submitted_at=clock.now() - timedelta(days=3))
    _send_again(challenge, acting_as)
    (row,) = log_in("coordinator").get(queue()).context["rows"]
    assert (row.stage, row.came_back) == ("new", True)


def test_a_returned_one_waits_for_its_owner_and_is_found_by_that(made, acting_as, log_in):
    challenge = made(title="Palautettu")
    with acting_as("coordinator") as actor:
        workflow.return_(challenge, actor=actor, reason="Lisää tästä.")
    browser = log_in("coordinator")
    assert titles(browser.get(queue())) == []
    assert titles(browser.get(f"{queue()}?tila=owner")) == ["Palautettu"]


def test_the_next_one_is_the_oldest_that_is_nobody_elses(three, log_in, acting_as, world):
    colleague = world.people["clerk"]
    with context.system("test"):
        Membership.objects.filter(user=colleague).update(roles=["coordinator"])
    with acting_as("coordinator") as actor:
        actions.assign(three["Vanha"], to=colleague.pk, actor=actor)
    response = log_in("coordinator").get(queue())
    assert response.context["next"].title == "Toinen"
    assert response.context["rows"][0].assignee == "Clerk"


def test_a_person_with_two_teams_has_both_queues_in_one(made, world, log_in):
    with context.system("test"):
        Membership.objects.create(
            user=world.people["coordinator"], organisation=world.other_municipality, roles=["coordinator"]
        )
    made(title="Täällä")
    made(title="Tuolla", organisation=world.other_company, project=None, submitted_at=clock.now() - timedelta(days=1))
    browser = log_in("coordinator")
    response = browser.get(reverse("curation:everywhere"))
    rows = [(row.title, row.slug) for row in response.context["rows"]]
    assert rows == [("Tuolla", "other-municipality"), ("Täällä", "municipality")]
    assert titles(browser.get(queue())) == ["Täällä"]


def test_who_has_one_team_is_led_to_its_queue(made, log_in):
    response = log_in("curator").get(reverse("curation:everywhere"))
    assert (response.status_code, response["Location"]) == (302, queue("curator"))


def test_the_queue_costs_the_same_for_one_row_and_for_twenty_five(made, log_in, acting_as):
    def counted():
        asked = Count()
        with connection.execute_wrapper(asked):
            assert browser.get(queue()).status_code == 200
        return len(asked.statements), asked.repeated

    first, browser = made(), log_in("coordinator")
    with acting_as("coordinator") as actor:
        actions.flag(first, flag="urgent", actor=actor)
    browser.get(queue())
    few = counted()
    for _number in range(24):
        made()
    assert (counted(), few[0] <= 8, few[1]) == (few, True, 0)


def test_more_than_a_page_goes_on_by_key_and_the_count_is_one_statement(made, log_in):
    for number in range(27):
        made(title=f"Haaste {number:02}", submitted_at=clock.now() - timedelta(hours=30 - number))
    browser = log_in("coordinator")
    first = browser.get(queue())
    second = browser.get(f"{queue()}{first.context['page'].next_url}")
    assert (len(titles(first)), titles(second)) == (25, ["Haaste 25", "Haaste 26"])
    assert first.context["count"] == 27


@pytest.mark.parametrize("state", [state for state in State if state not in (State.IN_REVIEW, State.RETURNED)])
def test_nothing_waits_in_any_other_state(state, made, log_in):
    made(state)
    assert titles(log_in("coordinator").get(queue())) == []


def test_the_newest_event_is_undone_where_it_stands_by_who_made_it(made, log_in):
    challenge = made()
    browser, undo = log_in("coordinator"), reverse("challenges:undo", args=["municipality", challenge.pk])
    browser.post(reverse("challenges:move", args=["municipality", challenge.pk, "published"]))
    page = reverse("challenges:manage", args=["municipality", challenge.pk])
    shown = browser.get(page).content.decode().partition('id="keskustelu"')[2]
    others = log_in("curator").get(reverse("challenges:manage", args=["university", challenge.pk])).content.decode()
    assert (f'action="{undo}"' in shown, "/kumoa/" in others) == (True, False)
    browser.post(undo)
    assert "/kumoa/" not in browser.get(page).content.decode().partition('id="keskustelu"')[2]
