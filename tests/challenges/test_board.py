"""The board's cards: each offers its reader the columns it may go to, and no more."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.models import Challenge
from challenges.states import State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.outbox.models import Job, Mail
from tests.factories import ChallengeFactory

TENANT = {"viewer": "company", "editor": "company", "coordinator": "municipality", "curator": "university"}


@pytest.fixture
def make(world):
    def one(state, **fields):
        with context.system("test"):
            return ChallengeFactory(organisation=world.company, project=world.project, state=state, **fields)

    return one


def drop(log_in, who, challenge, to, **headers):
    url = reverse("challenges:drop", args=[TENANT[who], challenge.pk])
    return log_in(who).post(url, {"to": to}, **headers)


def now(challenge):
    with context.system("test"):
        return Challenge.objects.get(pk=challenge.pk)


def moves_in(page):
    return re.findall(r'data-move="(\w+)"', page.content.decode())


@pytest.mark.parametrize(
    ("who", "state", "offered"),
    [
        ("viewer", State.OPEN, []),
        ("viewer", State.DRAFT, []),
        ("editor", State.OPEN, ["run"]),
        ("editor", State.CLOSED, ["run"]),
        ("editor", State.EXPERIMENTING, ["done"]),
        ("editor", State.SOLVED, []),
        ("coordinator", State.IN_REVIEW, ["open"]),
        ("coordinator", State.OPEN, ["match", "run"]),
        ("coordinator", State.SOLVED, []),
    ],
)
def test_a_card_offers_the_columns_that_its_reader_may_move_it_to(who, state, offered, make, log_in):
    challenge = make(state)
    page = log_in(who).get(reverse("challenges:board", args=[TENANT[who]]))
    card = re.search(rf'<li class="kcard" id="k{challenge.pk}".*?>', page.content.decode())
    assert (moves_in(page), bool(card and "draggable" in card[0])) == (offered, bool(offered))


@pytest.mark.parametrize(
    ("who", "state", "to", "status"),
    [
        ("viewer", State.OPEN, "match", 403),
        ("viewer", State.OPEN, "draft", 403),
        ("editor", State.IN_REVIEW, "open", 403),
        ("editor", State.OPEN, "draft", 409),
        ("coordinator", State.SOLVED, "open", 409),
        ("coordinator", State.OPEN, "nowhere", 409),
    ],
)
def test_a_refusal_tells_the_role_from_the_column(  # noqa: PLR0917  # pytest passes them by name
    who, state, to, status, make, log_in
):
    challenge = make(state)
    assert (drop(log_in, who, challenge, to).status_code, now(challenge).state) == (status, state)


@pytest.mark.parametrize("headers", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_a_card_dropped_before_the_deadline_asks_for_the_reason(headers, make, log_in):
    challenge = make(State.OPEN)
    response = drop(log_in, "coordinator", challenge, "match", **headers)
    asked = reverse("challenges:manage", args=["municipality", challenge.pk]) + "?siirto=closed#siirra"
    assert response.headers.get("Location" if not headers else "HX-Redirect") == asked
    assert now(challenge).state == State.OPEN
    page = log_in("coordinator").get(asked).content.decode()
    assert re.search(r'<details open><summary[^>]*>[^<]*</summary>\s*<form[^>]*/siirra/closed/"', page)


def test_closing_early_needs_a_reason_that_is_told(make, log_in, run_outbox):
    challenge = make(State.OPEN)
    url = reverse("challenges:move", args=["municipality", challenge.pk, "closed"])
    assert (log_in("coordinator").post(url).status_code, now(challenge).state) == (409, State.OPEN)
    assert log_in("coordinator").post(url, {"reason": "Kumppani löytyi jo."}).status_code == 303
    assert (now(challenge).state, now(challenge).answer) == (State.CLOSED, "Kumppani löytyi jo.")
    with context.system("test"):
        assert Entry.objects.get(verb="challenge.closed").reason == "Kumppani löytyi jo."
        Job.objects.update(not_before=clock.now())
    run_outbox()
    with context.system("test"):
        told = set(Notification.objects.values_list("user__name", flat=True))
        letters = Mail.objects.all()
        assert (told, {"Kumppani löytyi jo." in letter.text for letter in letters}) == ({"Owner", "Editor"}, {True})


@pytest.mark.parametrize(("days", "status", "state"), [(0, 302, State.OPEN), (-1, 303, State.CLOSED)])
def test_after_the_deadlines_day_a_card_closes_without_a_reason(days, status, state, make, log_in):
    challenge = make(State.OPEN)
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(deadline_on=clock.today() + timedelta(days=days))
    assert drop(log_in, "coordinator", challenge, "match").status_code == status
    assert now(challenge).state == state


def test_taking_back_an_early_close_takes_its_reason_too(make, log_in):
    challenge = make(State.OPEN)
    browser = log_in("coordinator")
    browser.post(reverse("challenges:move", args=["municipality", challenge.pk, "closed"]), {"reason": "Erehdys vain."})
    browser.post(reverse("challenges:undo", args=["municipality", challenge.pk]))
    assert (now(challenge).state, now(challenge).answer) == (State.OPEN, "")


def test_the_moved_card_comes_back_with_what_its_new_state_says(make, log_in):
    challenge = make(State.IN_REVIEW)
    response = drop(log_in, "coordinator", challenge, "open", HTTP_HX_REQUEST="true")
    card = response.content.decode()
    assert (response.status_code, 'data-st="open"' in card, "jäljellä" in card) == (200, True, True)
    assert moves_in(response) == ["match", "run"]
