"""Questions about an open challenge: anybody signed in asks, nothing is public before the owner's side has read it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from challenges.models import Challenge
from challenges.questions.models import Question
from challenges.states import State
from mint import clock
from mint.isolation import context
from mint.outbox.models import Mail
from tests.factories import ChallengeFactory

TEXT, ANSWER = "Saako ruokoa säilöä hallissa?", "Saa, halli on kuiva."


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, project=world.project, state=State.OPEN)


@pytest.fixture
def question(challenge, world):
    with context.system("test"):
        return Question.objects.create(
            organisation=world.company, challenge=challenge, asker=world.people["outsider"], text=TEXT, form_key=uuid4()
        )


def ask(client, challenge, text=TEXT, key=None):
    return client.post(reverse("questions:ask", args=[challenge.pk]), {"text": text, "key": key or uuid4()})


def answer(client, question, tenant="company", text=ANSWER):
    address = reverse("questions:answer", args=[tenant, question.challenge_id, question.pk])
    return client.post(address, {"text": text})


def rows():
    with context.system("test"):
        return list(Question.objects.order_by("pk"))


def public_page(client, challenge):
    return client.get(challenge.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("outsider", 302),
        ("partner", 302),
        ("student", 302),
        ("manager", 302),
        ("other_coordinator", 302),
        ("owner", 403),
        ("viewer", 403),
        ("coordinator", 403),
        ("curator", 403),
        ("anonymous", 302),
    ],
)
def test_anybody_signed_in_asks_but_the_owners_side(who, status, challenge, log_in):
    assert ask(log_in(who), challenge).status_code == status
    assert [row.text for row in rows()] == [TEXT] * (status == 302 and who != "anonymous")


def test_a_double_click_asks_once(challenge, log_in, run_outbox):
    browser, key = log_in("partner"), uuid4()
    assert [ask(browser, challenge, key=key).status_code for _ in range(2)] == [302, 302]
    assert len(rows()) == 1
    run_outbox()
    with context.system("test"):
        told = Mail.objects.filter(kind="challenge_question_asked").values_list("to", flat=True)
        assert sorted(told) == ["editor@example.test", "owner@example.test"]


def test_a_question_waits_until_the_owner_answers_and_its_asker_stays_unnamed(challenge, question, log_in, run_outbox):
    assert TEXT not in public_page(log_in("partner"), challenge)
    assert TEXT in public_page(log_in("outsider"), challenge)
    assert answer(log_in("editor"), question).status_code == 302
    page = public_page(log_in("anonymous"), challenge)
    assert (TEXT in page, ANSWER in page, "Outsider" in page) == (True, True, False)
    page = log_in("editor").get(reverse("questions:list", args=["company", challenge.pk])).content.decode()
    assert (TEXT in page, "Outsider" in page) == (True, False)
    run_outbox()
    with context.system("test"):
        (mail,) = Mail.objects.filter(kind="challenge_question_answered")
        assert (mail.to, ANSWER in mail.text) == ("outsider@example.test", True)


def test_a_question_is_published_unanswered_and_answered_later(question, challenge, log_in):
    browser = log_in("editor")
    assert [answer(browser, question, text=text).status_code for text in ("", ANSWER, "Ei sittenkään.", "")] == [
        302, 302, 302, 409,
    ]  # fmt: skip
    (row,) = rows()
    assert (row.answer, row.published_at is not None) == ("Ei sittenkään.", True)


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("owner", "company", 302),
        ("coordinator", "municipality", 302),
        ("viewer", "company", 403),
        ("curator", "university", 403),
        ("partner", "partner", 403),
        ("other_coordinator", "other-municipality", 403),
        ("outsider", "company", 404),
        ("anonymous", "company", 302),
    ],
)
def test_the_owner_and_the_coordinator_answer(who, tenant, status, question, log_in):
    assert answer(log_in(who), question, tenant).status_code == status
    answers = status == 302 and who != "anonymous"
    assert [row.answer for row in rows()] == [ANSWER if answers else ""]


@pytest.mark.parametrize("state", [State.CLOSED, State.SOLVED])
def test_a_closed_call_takes_no_questions(state, world, log_in):
    with context.system("test"):
        row = ChallengeFactory(organisation=world.company, state=state)
    assert ask(log_in("partner"), row).status_code == 409
    assert rows() == []


def test_the_last_day_for_questions_is_the_owners(challenge, log_in):
    address = reverse("questions:list", args=["company", challenge.pk])
    late = (challenge.deadline_on + timedelta(days=1)).isoformat()
    statuses = [log_in("owner").post(address, {"until": day}).status_code
                for day in (clock.today().isoformat(), late, "2026-02-30")]  # fmt: skip
    assert statuses == [302, 409, 422]
    assert ask(log_in("partner"), challenge).status_code == 302
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(questions_until=clock.today() - timedelta(days=1))
    assert ask(log_in("partner"), challenge).status_code == 409


def test_ten_questions_a_day(challenge, log_in):
    browser = log_in("partner")
    assert [ask(browser, challenge).status_code for _ in range(11)] == [302] * 10 + [409]
    assert len(rows()) == 10


@pytest.mark.parametrize("text", ["", "\0", "a" * 1_000_000])
def test_bad_input_is_told_in_words(text, challenge, question, log_in):
    assert ask(log_in("partner"), challenge, text=text).status_code == 422
    if text:
        assert answer(log_in("owner"), question, text=text).status_code == 422
    assert [(row.text, row.answer) for row in rows()] == [(TEXT, "")]


@pytest.mark.attack(6)
def test_the_database_lets_nobody_publish_their_own_question(question, acting_as):
    with acting_as("outsider"), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(published_at=clock.now())


def test_the_owners_desk_says_what_waits(question, log_in):
    desk = log_in("owner").get(reverse("pages:workspace", args=["company"])).content.decode()
    assert reverse("questions:list", args=["company", question.challenge_id]) in desk
