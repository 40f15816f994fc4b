"""Who may make which move of a challenge; a refusal changes nothing."""

from datetime import date

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

TENANT = {
    "owner": "company", "editor": "company", "viewer": "company", "stranger": "other-company",
    "partner": "partner", "coordinator": "municipality", "clerk": "municipality", "curator": "university",
    "other_coordinator": "other-municipality", "other_curator": "other-university", "manager": "university",
    "student": "university",
}  # fmt: skip


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, project=world.project, state=State.IN_REVIEW)


def post_move(log_in, who, challenge, move, **data):
    tenant = TENANT.get(who, "company")
    return log_in(who).post(reverse("challenges:move", args=[tenant, challenge.pk, move]), data)


def state_of(challenge):
    with context.system("test"):
        return Challenge.objects.get(pk=challenge.pk).state


def entries(verb):
    with context.system("test"):
        return Entry.objects.filter(verb=verb).count()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("outsider", 404),
        ("stranger", 404),
        ("partner", 404),
        ("student", 404),
        ("other_coordinator", 404),
        ("other_curator", 404),
        ("viewer", 403),
        ("editor", 403),
        ("clerk", 404),
        ("manager", 403),
        ("coordinator", 303),
        ("curator", 303),
    ],
)
def test_only_curators_publish(who, status, challenge, log_in):
    response = post_move(log_in, who, challenge, "published")
    done = status == 303
    assert (response.status_code, state_of(challenge)) == (status, State.OPEN if done else State.IN_REVIEW)
    assert entries("challenge.published") == int(done)


def test_a_stranger_with_the_right_organisation_in_the_address_finds_nothing(challenge, log_in):
    response = log_in("stranger").post(reverse("challenges:move", args=["company", challenge.pk, "published"]))
    assert (response.status_code, state_of(challenge)) == (404, State.IN_REVIEW)


def test_returning_needs_a_reason(challenge, log_in):
    assert post_move(log_in, "coordinator", challenge, "returned").status_code == 409
    assert state_of(challenge) == State.IN_REVIEW
    assert post_move(log_in, "coordinator", challenge, "returned", reason="Kerro, ketä asia koskee.").status_code == 303
    assert state_of(challenge) == State.RETURNED


def test_two_coordinators_publish_once(challenge, log_in):
    first = post_move(log_in, "coordinator", challenge, "published")
    second = post_move(log_in, "curator", challenge, "published")
    assert (first.status_code, second.status_code) == (303, 409)
    assert entries("challenge.published") == 1


def test_a_move_that_does_not_exist_is_not_found(challenge, log_in):
    assert post_move(log_in, "coordinator", challenge, "exploded").status_code == 404


@pytest.mark.attack(20)
def test_get_makes_no_move(challenge, log_in):
    url = reverse("challenges:move", args=["municipality", challenge.pk, "published"])
    response = log_in("coordinator").get(url)
    assert (response.status_code, response["Location"]) == (
        303,
        reverse("challenges:drop", args=["municipality", challenge.pk]),
    )
    assert state_of(challenge) == State.IN_REVIEW


def test_publishing_tells_the_owner_after_the_time_for_undo(challenge, log_in, run_outbox, world):
    post_move(log_in, "coordinator", challenge, "published")
    assert "notifications.deliver" not in run_outbox()
    with context.system("test"):
        waiting = Job.objects.get(task="notifications.deliver")
        assert waiting.not_before > clock.now()
        Job.objects.update(not_before=clock.now())
    assert run_outbox() == ["notifications.deliver"]
    with context.system("test"):
        told = set(Notification.objects.values_list("user__name", flat=True))
    assert told == {"Owner", "Editor", "Curator"}


def test_undo_takes_back_the_move_and_its_messages(challenge, log_in):
    browser = log_in("coordinator")
    browser.post(reverse("challenges:move", args=["municipality", challenge.pk, "published"]))
    response = browser.post(reverse("challenges:undo", args=["municipality", challenge.pk]))
    assert (response.status_code, state_of(challenge)) == (303, State.IN_REVIEW)
    with context.system("test"):
        assert Job.objects.filter(task="notifications.deliver").count() == 0


def test_nobody_undoes_anothers_move(challenge, log_in):
    post_move(log_in, "coordinator", challenge, "published")
    response = log_in("curator").post(reverse("challenges:undo", args=["university", challenge.pk]))
    assert (response.status_code, state_of(challenge)) == (409, State.OPEN)


def test_undo_ends_after_ten_minutes(challenge, log_in):
    post_move(log_in, "coordinator", challenge, "published")
    with clock.set_to(clock.now() + clock_minutes(11)):
        response = log_in("coordinator").post(reverse("challenges:undo", args=["municipality", challenge.pk]))
    assert (response.status_code, state_of(challenge)) == (409, State.OPEN)


def clock_minutes(count):
    from datetime import timedelta

    return timedelta(minutes=count)


def test_the_page_offers_exactly_what_the_table_allows(challenge, log_in):
    def offered(who):
        page = log_in(who).get(reverse("challenges:manage", args=[TENANT[who], challenge.pk])).content.decode()
        return {name for name in ("published", "returned", "submitted", "withdrawn") if f"/siirra/{name}/" in page}

    assert offered("coordinator") == {"published", "returned"}
    assert offered("viewer") == set()


def test_a_manager_sees_title_and_state_only(challenge, log_in):
    browser = log_in("manager")
    assert browser.get(reverse("challenges:manage", args=["university", challenge.pk])).status_code == 403
    assert browser.get(challenge.get_absolute_url()).status_code == 403


def test_a_deadline_is_extended_never_shortened(world, log_in):
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.company, state=State.OPEN)
    url = reverse("challenges:extend", args=["company", challenge.pk])
    browser = log_in("editor")
    assert browser.post(url, {"deadline_on": "2026-11-25"}).status_code == 409
    later = challenge.deadline_on.replace(year=challenge.deadline_on.year + 1)
    assert browser.post(url, {"deadline_on": later.isoformat()}).status_code == 302
    with context.system("test"):
        assert Challenge.objects.get(pk=challenge.pk).deadline_on == later


@pytest.mark.attack(39)
def test_calls_close_by_themselves_once(world):
    from challenges import closing

    with context.system("test"):
        past = ChallengeFactory(organisation=world.company, state=State.OPEN)
        Challenge.objects.filter(pk=past.pk).update(deadline_on=clock.today() - clock_minutes(60 * 24))
        ahead = ChallengeFactory(organisation=world.company, state=State.OPEN)
        assert (closing.close_due(), closing.close_due()) == (1, 0)
    assert (state_of(past), state_of(ahead)) == (State.CLOSED, State.OPEN)


@pytest.mark.parametrize(("to", "status", "state"), [("open", 303, State.OPEN), ("done", 409, State.IN_REVIEW)])
def test_dropping_a_card_runs_the_one_move_there_or_is_refused(to, status, state, challenge, log_in):
    response = log_in("coordinator").post(reverse("challenges:drop", args=["municipality", challenge.pk]), {"to": to})
    assert (response.status_code, state_of(challenge)) == (status, state)


def test_a_second_submission_taken_back_is_returned_again_with_its_reason(challenge, log_in):
    post_move(log_in, "coordinator", challenge, "returned", reason="Kenen ongelma tämä on?")
    post_move(log_in, "owner", challenge, "submitted")
    response = log_in("owner").post(reverse("challenges:undo", args=["company", challenge.pk]))
    with context.system("test"):
        back = Challenge.objects.get(pk=challenge.pk)
    assert (response.status_code, back.state, back.answer) == (303, State.RETURNED, "Kenen ongelma tämä on?")


def test_a_first_submission_taken_back_is_a_draft(challenge, log_in):
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(state=State.DRAFT)
    post_move(log_in, "owner", challenge, "submitted")
    response = log_in("owner").post(reverse("challenges:undo", args=["company", challenge.pk]))
    assert (response.status_code, state_of(challenge)) == (303, State.DRAFT)


def test_the_message_tells_the_day_in_the_readers_words(challenge, log_in, run_outbox):
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(deadline_on=date(2027, 1, 31))
    post_move(log_in, "coordinator", challenge, "published")
    with context.system("test"):
        Job.objects.update(not_before=clock.now())
    run_outbox()
    with context.system("test"):
        text = Mail.objects.get(to="owner@example.test").text
    assert "su 31.1.2027 asti" in text
