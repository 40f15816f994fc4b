"""What an experiment does to its challenge: it follows the start, comes back when that is undone, and is concluded."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.models import Challenge
from challenges.states import State as ChallengeState
from experiments.duties import duties
from experiments.states import State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.tenancy.context import load
from tests.experiments.conftest import metric_of, now_in_database
from tests.factories import ChallengeFactory
from tests.rows.experiments import add_measurement
from tests.rows.matching import TENANT

EXPERIMENTING, OPEN, SELECTED = ChallengeState.EXPERIMENTING, ChallengeState.OPEN, ChallengeState.SELECTED


def url(experiment, who, name, *more):
    return reverse(f"experiments:{name}", args=[TENANT[who], experiment.pk, *more])


def state_of(experiment):
    with context.system("test"):
        return Challenge.objects.get(pk=experiment.challenge_id).state


def entries(verb):
    with context.system("test"):
        return list(Entry.objects.filter(verb=f"challenge.{verb}").values_list("from_state", "to_state", "reason"))


@pytest.fixture
def challenge_in(world):
    def build(state):
        with context.system("test"):
            return ChallengeFactory(organisation=world.company, project=world.project, state=state)

    return build


@pytest.mark.parametrize("state", [OPEN, ChallengeState.CLOSED, SELECTED])
def test_undoing_a_start_takes_the_challenge_back_to_where_it_was(state, challenge_in, make, log_in):
    experiment = make(State.APPROVED, challenge=challenge_in(state))
    browser = log_in("editor")
    browser.post(url(experiment, "editor", "move", "started"))
    assert state_of(experiment) == EXPERIMENTING
    assert browser.post(url(experiment, "editor", "undo")).status_code == 303
    assert (now_in_database(experiment).state, state_of(experiment)) == (State.APPROVED, state)
    assert [entry[:2] for entry in entries("experimenting_undone")] == [(EXPERIMENTING, state)]


def test_a_challenge_that_another_experiment_holds_stays(challenge_in, make, log_in):
    challenge = challenge_in(OPEN)
    first, second = make(State.APPROVED, challenge=challenge), make(State.APPROVED, challenge=challenge)
    log_in("editor").post(url(first, "editor", "move", "started"))
    log_in("owner").post(url(second, "owner", "move", "started"))
    assert log_in("editor").post(url(first, "editor", "undo")).status_code == 303
    assert (now_in_database(first).state, state_of(first)) == (State.APPROVED, EXPERIMENTING)
    assert entries("experimenting_undone") == []


def test_a_challenge_that_was_already_in_experiment_stays(challenge_in, make, log_in):
    experiment = make(State.APPROVED, challenge=challenge_in(EXPERIMENTING))
    browser = log_in("editor")
    browser.post(url(experiment, "editor", "move", "started"))
    assert browser.post(url(experiment, "editor", "undo")).status_code == 303
    assert (now_in_database(experiment).state, state_of(experiment)) == (State.APPROVED, EXPERIMENTING)


def test_a_start_is_not_undone_when_the_challenge_has_moved_on(challenge_in, make, log_in):
    experiment = make(State.APPROVED, challenge=challenge_in(OPEN))
    browser = log_in("editor")
    browser.post(url(experiment, "editor", "move", "started"))
    browser.post(reverse("challenges:move", args=["company", experiment.challenge_id, "solved"]))
    assert browser.post(url(experiment, "editor", "undo")).status_code == 409
    assert (now_in_database(experiment).state, state_of(experiment)) == (State.RUNNING, ChallengeState.SOLVED)
    assert entries("experimenting_undone") == []


def test_the_page_of_the_challenge_does_not_offer_to_undo_what_an_experiment_did(challenge_in, make, log_in):
    experiment = make(State.APPROVED, challenge=challenge_in(OPEN))
    browser = log_in("editor")
    browser.post(url(experiment, "editor", "move", "started"))
    assert browser.post(reverse("challenges:undo", args=["company", experiment.challenge_id])).status_code == 409
    assert state_of(experiment) == EXPERIMENTING


def test_undoing_the_end_of_a_pause_finds_the_pause(make, log_in):
    experiment = make(State.PAUSED)
    with context.system("test"):
        add_measurement(metric_of(experiment), 2, 3)
    browser = log_in("editor")
    assert browser.post(url(experiment, "editor", "move", "finished")).status_code == 303
    assert browser.post(url(experiment, "editor", "undo")).status_code == 303
    fresh = now_in_database(experiment)
    assert (fresh.state, fresh.pause_reason, fresh.review_on, fresh.finished_at) == (
        State.PAUSED, "Pakkanen.", experiment.review_on, None,
    )  # fmt: skip


@pytest.fixture
def decided(challenge_in, make):
    def build(decision="scale", **columns):
        challenge = columns.pop("challenge", None) or challenge_in(EXPERIMENTING)
        return make(State.DECIDED, challenge=challenge, decision=decision, **columns)

    return build


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 404), ("viewer", 403), ("partner", 403), ("manager", 403), ("editor", 303), ("coordinator", 303)],
)
def test_who_says_how_the_challenge_ended(who, status, decided, log_in):
    experiment = decided()
    posted = {"ending": "solved", "reason": "Riittää."}
    assert log_in(who).post(url(experiment, who, "ending"), posted).status_code == status
    done = status == 303
    assert state_of(experiment) == (ChallengeState.SOLVED if done else EXPERIMENTING)
    assert entries("solved") == ([(EXPERIMENTING, ChallengeState.SOLVED, "Riittää.")] if done else [])


@pytest.mark.parametrize(
    ("posted", "status"),
    [
        ({"ending": "solved"}, 422),
        ({"ending": "solved", "reason": " x "}, 422),
        ({"ending": "archived", "reason": "Riittää."}, 409),
        ({"reason": "Riittää."}, 409),
    ],
    ids=str,
)
def test_an_ending_needs_a_reason_and_is_one_of_the_two(posted, status, decided, log_in):
    experiment = decided()
    response = log_in("editor").post(url(experiment, "editor", "ending"), posted)
    assert response.status_code == status
    if status == 422:  # in its place, with what was typed
        form = response.context["ending"]["form"]
        assert (list(form.errors), form["reason"].value()) == (["reason"], posted.get("reason"))
        assert 'id="id_reason_error"' in response.content.decode()
        again = log_in("editor").get(url(experiment, "editor", "ending"))
        assert (again.status_code, again["Location"]) == (302, url(experiment, "editor", "manage"))
    assert state_of(experiment) == EXPERIMENTING


def test_nothing_is_concluded_while_another_experiment_runs(decided, make, log_in):
    experiment = decided()
    make(State.RUNNING, challenge=experiment.challenge)
    page = log_in("editor").get(url(experiment, "editor", "manage"))
    posted = {"ending": "solved", "reason": "Riittää."}
    assert log_in("editor").post(url(experiment, "editor", "ending"), posted).status_code == 409
    assert (page.context["ending"], state_of(experiment)) == (None, EXPERIMENTING)


@pytest.mark.parametrize(
    ("decision", "suggested"),
    [("scale", "solved"), ("hand_over", "solved"), ("develop_on", "solved"), ("stop", "not_solved"), ("new_round", "")],
)
def test_the_decision_suggests_the_ending_and_decides_nothing(decision, suggested, decided, log_in):
    experiment = decided(decision)
    ending = log_in("editor").get(url(experiment, "editor", "manage")).context["ending"]
    assert (ending["suggested"], ending["form"]["reason"].value()) == (suggested, "Riittää.")
    assert state_of(experiment) == EXPERIMENTING


def test_the_ending_is_undone_on_the_challenge(decided, log_in):
    experiment = decided("stop")
    browser = log_in("editor")
    browser.post(url(experiment, "editor", "ending"), {"ending": "not_solved", "reason": "Riittää."})
    assert state_of(experiment) == ChallengeState.NOT_SOLVED
    assert browser.post(reverse("challenges:undo", args=["company", experiment.challenge_id])).status_code == 303
    assert state_of(experiment) == EXPERIMENTING


@pytest.mark.parametrize(
    "row",
    [
        ("editor", "scale", 1),
        ("coordinator", "stop", 1),
        ("editor", "new_round", 0),
        ("partner", "scale", 0),
        ("viewer", "scale", 0),
        ("stranger", "scale", 0),
    ],
)
def test_the_ending_waits_for_owner_and_coordinator(row, decided, world, acting_as):
    who, decision, waits = row
    earlier = decided("scale", decided_at=clock.now() - timedelta(days=9))
    experiment = decided(decision, challenge=earlier.challenge)
    with acting_as(who) as actor:
        _, (acting_for, *_rest) = load(world.people[who].pk)
        found = [duty.url for duty in duties(actor, acting_for)]
    assert found == [url(experiment, who, "manage")] * waits
