"""Every move: who makes it, when it is refused, and what follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from challenges.models import Challenge
from challenges.states import State as ChallengeState
from experiments import workflow
from experiments.plan import deviations
from experiments.states import State
from experiments.workflow import MOVES
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Job, Mail
from mint.web import MoveError
from tests.experiments.conftest import metric_of, now_in_database
from tests.rows.experiments import add_measurement, add_metric
from tests.rows.matching import TENANT

# move, from, to, what is posted, and who of the cast may; the others are refused by 302, 403 or 404
RIGHTS = [
    ("planned", State.IDEA, State.PLANNING, {}, {"owner", "editor", "partner"}),
    ("submitted", State.PLANNING, State.IN_REVIEW, {}, {"owner", "editor", "partner"}),
    ("returned", State.IN_REVIEW, State.PLANNING, {"reason": "Täydennä."}, {"coordinator", "curator"}),
    ("approved", State.IN_REVIEW, State.APPROVED, {}, {"coordinator", "curator"}),
    ("started", State.APPROVED, State.RUNNING, {}, {"owner", "editor"}),
    (
        "paused",
        State.RUNNING,
        State.PAUSED,
        {"reason": "Pakkanen.", "review_on": "soon"},
        {"owner", "editor", "coordinator", "curator"},
    ),
    ("resumed", State.PAUSED, State.RUNNING, {}, {"owner", "editor", "coordinator", "curator"}),
    ("finished", State.RUNNING, State.EVALUATING, {}, {"owner", "editor"}),
    ("decided", State.EVALUATING, State.DECIDED, {"reason": "Toimii.", "decision": "scale"}, {"owner", "editor"}),
    ("followed_up", State.DECIDED, State.FOLLOW_UP, {"responsible": "Kunta"}, {"coordinator", "curator"}),
    ("closed", State.FOLLOW_UP, State.CLOSED, {}, {"coordinator", "curator"}),
    (
        "cancelled",
        State.APPROVED,
        State.CANCELLED,
        {"reason": "Rahoitus puuttuu."},
        {"owner", "editor", "coordinator", "curator"},
    ),
]
CAST = (
    "anonymous",
    "stranger",
    "viewer",
    "owner",
    "editor",
    "partner",
    "coordinator",
    "curator",
    "manager",
    "other_curator",
)
OUTSIDE = {"stranger", "other_curator"}


def url(experiment, who, name, *more):
    return reverse(f"experiments:{name}", args=[TENANT.get(who, "company"), experiment.pk, *more])


@pytest.fixture
def ready(make):
    """An experiment of which the move of this name could be made: measured, with a decision to follow up."""

    def build(state, **columns):
        if state in {State.DECIDED, State.FOLLOW_UP}:
            columns["decision"] = "scale"
        experiment = make(state, **columns)
        with context.system("test"):
            add_measurement(experiment.metrics.get(), 2, 3)
        return experiment

    return build


def soon(posted):
    return {key: str(clock.today() + timedelta(days=9)) if value == "soon" else value for key, value in posted.items()}


def entries(move):
    with context.system("test"):
        return Entry.objects.filter(verb=f"experiment.{move}").count()


@pytest.mark.parametrize("row", RIGHTS, ids=[row[0] for row in RIGHTS])
def test_nobody_else_makes_a_move(row, ready, log_in):
    move, source, _target, posted, may = row
    experiment = ready(source)
    for who in CAST:
        if who not in may:
            status = 302 if who == "anonymous" else 404 if who in OUTSIDE else 403
            response = log_in(who).post(url(experiment, who, "move", move), soon(posted))
            assert (who, response.status_code) == (who, status)
            assert (now_in_database(experiment).state, entries(move)) == (source, 0)


@pytest.mark.parametrize(
    ("row", "who"), [pytest.param(row, who, id=f"{row[0]}-{who}") for row in RIGHTS for who in sorted(row[4])]
)
def test_who_makes_a_move(row, who, ready, log_in):
    move, source, target, posted, _may = row
    experiment = ready(source)
    response = log_in(who).post(url(experiment, who, "move", move), soon(posted))
    assert (response.status_code, now_in_database(experiment).state, entries(move)) == (303, target, 1)


def test_every_move_is_in_the_table_of_rights():
    assert {move.name for move in MOVES if not move.undo_of} == {row[0] for row in RIGHTS}


@pytest.mark.parametrize("role", ["author", "submitted_by"])
def test_the_author_of_a_plan_cannot_approve_it(role, make, world, log_in):
    experiment = make(State.IN_REVIEW, **{role: world.people["coordinator"]})
    response = log_in("coordinator").post(url(experiment, "coordinator", "move", "approved"))
    assert (response.status_code, now_in_database(experiment).state) == (403, State.IN_REVIEW)


@pytest.mark.attack(35)
@pytest.mark.parametrize(
    "columns",
    [
        {"hypothesis": ""},
        {"starts_on": None},
        {"budget": None},
        {"roles": ""},
        {"ethics": {}},
        {"personal_data": None},
    ],
)
def test_an_incomplete_plan_is_not_sent(columns, make, log_in):
    experiment = make(State.PLANNING, **columns)
    response = log_in("editor").post(url(experiment, "editor", "move", "submitted"))
    assert (response.status_code, now_in_database(experiment).state) == (409, State.PLANNING)


def test_a_plan_without_a_primary_metric_is_not_sent(make, log_in):
    experiment = make(State.PLANNING, metric=False)
    with context.system("test"):
        add_metric(experiment, target=None)
    assert log_in("editor").post(url(experiment, "editor", "move", "submitted")).status_code == 409


def test_personal_data_needs_a_consent_before_the_approval(make, log_in):
    experiment = make(State.IN_REVIEW, personal_data=True)
    assert log_in("coordinator").post(url(experiment, "coordinator", "move", "approved")).status_code == 409


def test_it_does_not_start_before_its_first_day(make, log_in):
    tomorrow = clock.today() + timedelta(days=1)
    experiment = make(State.APPROVED, starts_on=tomorrow, ends_on=tomorrow + timedelta(days=30))
    response = log_in("editor").post(url(experiment, "editor", "move", "started"))
    assert (response.status_code, now_in_database(experiment).state) == (409, State.APPROVED)


def test_it_does_not_start_without_every_baseline(make, log_in):
    experiment = make(State.APPROVED)
    with context.system("test"):
        add_metric(experiment, name="Toinen", baseline=None, baseline_on=None, is_primary=False)
    assert log_in("editor").post(url(experiment, "editor", "move", "started")).status_code == 409


def test_it_is_not_evaluated_before_it_was_measured(make, log_in):
    experiment = make(State.RUNNING)
    response = log_in("editor").post(url(experiment, "editor", "move", "finished"))
    assert (response.status_code, now_in_database(experiment).state) == (409, State.RUNNING)


@pytest.mark.parametrize(("reason", "status"), [("", 422), ("Laite hajosi.", 303)])
def test_an_early_end_needs_a_reason(reason, status, ready, log_in):
    experiment = ready(State.RUNNING, ends_on=clock.today() + timedelta(days=20))
    response = log_in("editor").post(url(experiment, "editor", "move", "finished"), {"reason": reason})
    assert (response.status_code, now_in_database(experiment).early_stop_reason) == (status, reason)
    assert entries("finished") == (status == 303)


@pytest.mark.parametrize("state", [State.RUNNING, State.PAUSED])
def test_the_reason_of_an_early_end_is_asked_for_in_its_place_and_what_was_typed_stays(state, ready, log_in):
    experiment = ready(state, ends_on=clock.today() + timedelta(days=20))
    response = log_in("editor").post(url(experiment, "editor", "move", "finished"), {"reason": " x "})
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["reason"].value()) == (422, ["reason"], " x ")
    assert 'id="id_reason_error"' in response.content.decode()
    assert (now_in_database(experiment).state, entries("finished")) == (state, 0)


def test_the_workflow_asks_for_the_reason_of_an_early_end_too(ready, acting_as):
    experiment = ready(State.RUNNING, ends_on=clock.today() + timedelta(days=20))
    for reason in ("", "  ", "x"):
        with acting_as("editor") as actor, pytest.raises(MoveError):
            workflow.finish(experiment, actor=actor, reason=reason)
    assert now_in_database(experiment).state == State.RUNNING


def test_what_is_missing_is_said_on_the_page_of_the_move_and_what_was_typed_stays(make, log_in):
    experiment = make(State.RUNNING, ends_on=clock.today() + timedelta(days=20))
    posted = {"reason": "Laite hajosi."}
    response = log_in("editor").post(url(experiment, "editor", "move", "finished"), posted)
    assert (response.status_code, response.context["form"]["reason"].value()) == (409, "Laite hajosi.")
    assert now_in_database(experiment).state == State.RUNNING


@pytest.mark.parametrize("column", ["result", "learnings", "outcome"])
def test_no_decision_without_result_lessons_and_outcome(column, make, log_in):
    experiment = make(State.EVALUATING, **{column: ""})
    response = log_in("editor").post(
        url(experiment, "editor", "move", "decided"), {"decision": "stop", "reason": "Ei toimi."}
    )
    assert (response.status_code, now_in_database(experiment).state) == (409, State.EVALUATING)


@pytest.mark.parametrize(
    ("move", "decision", "status"), [("followed_up", "stop", 409), ("closed", "scale", 409), ("closed", "stop", 303)]
)
def test_only_what_goes_on_is_followed_up(move, decision, status, make, log_in):
    experiment = make(State.DECIDED, decision=decision)
    posted = {"responsible": "Kunta"}
    assert log_in("coordinator").post(url(experiment, "coordinator", "move", move), posted).status_code == status


def test_a_move_without_what_it_asks_is_asked_again(make, log_in):
    experiment = make(State.RUNNING)
    response = log_in("editor").post(url(experiment, "editor", "move", "paused"), {"reason": "Pakkanen."})
    assert (response.status_code, now_in_database(experiment).state) == (422, State.RUNNING)


@pytest.mark.attack(32)
def test_the_second_of_two_submits_changes_nothing(make, log_in):
    experiment = make(State.PLANNING)
    browser, address = log_in("editor"), url(experiment, "editor", "move", "submitted")
    assert [browser.post(address).status_code for _ in range(2)] == [303, 409]
    assert now_in_database(experiment).plan_number == 1


def test_a_stale_button_is_refused(make, log_in):
    experiment = make(State.PLANNING)
    response = log_in("editor").post(url(experiment, "editor", "move", "submitted"), {"version": 7})
    assert (response.status_code, now_in_database(experiment).state) == (409, State.PLANNING)


@pytest.mark.parametrize(
    "row",
    [
        ("submitted", State.PLANNING, "editor", {}),
        ("approved", State.IN_REVIEW, "coordinator", {}),
        ("started", State.APPROVED, "editor", {}),
        ("finished", State.RUNNING, "editor", {}),
        ("decided", State.EVALUATING, "editor", {"decision": "stop", "reason": "Riittää."}),
    ],
)
def test_a_move_can_be_taken_back_and_nobody_is_told(row, ready, log_in):
    move, state, who, posted = row
    experiment = ready(state)
    browser = log_in(who)
    browser.post(url(experiment, who, "move", move), posted)
    assert browser.post(url(experiment, who, "undo")).status_code == 303
    assert now_in_database(experiment).state == state
    with context.system("test"):
        assert Job.objects.filter(task="notifications.deliver").count() == 0


@pytest.mark.parametrize("who", ["coordinator", "viewer", "stranger"])
def test_only_the_mover_takes_a_move_back(who, ready, log_in):
    experiment = ready(State.PLANNING)
    log_in("editor").post(url(experiment, "editor", "move", "submitted"))
    assert log_in(who).post(url(experiment, who, "undo")).status_code in {403, 404, 409}
    assert now_in_database(experiment).state == State.IN_REVIEW


def test_a_started_experiment_that_was_measured_is_not_taken_back(make, log_in):
    experiment = make(State.APPROVED)
    browser = log_in("editor")
    browser.post(url(experiment, "editor", "move", "started"))
    posted = {"metric_id": metric_of(experiment).pk, "measured_on": str(clock.today()), "value": "3"}
    assert browser.post(url(experiment, "editor", "measure"), posted).status_code == 302
    assert browser.post(url(experiment, "editor", "undo")).status_code == 409
    assert now_in_database(experiment).state == State.RUNNING


@pytest.mark.parametrize(
    ("who", "state"), [("owner", ChallengeState.EXPERIMENTING), ("editor", ChallengeState.EXPERIMENTING)]
)
def test_the_challenge_follows_when_it_starts(who, state, make, log_in):
    experiment = make(State.APPROVED)
    log_in(who).post(url(experiment, who, "move", "started"))
    with context.system("test"):
        assert Challenge.objects.get(pk=experiment.challenge_id).state == state


def test_the_plan_is_frozen_at_review_and_later_changes_show(make, acting_as):
    experiment = make(State.PLANNING)
    with acting_as("editor") as actor:
        experiment = workflow.submit(experiment, actor=actor)
        assert deviations(experiment) == []
        experiment.hypothesis = "Muutettu."
        experiment.metrics.update(target=1)
        found = [(deviation.planned, deviation.now) for deviation in deviations(experiment)]
    assert found == [("Jos anturit kertovat, käyntejä on vähemmän.", "Muutettu."), ("2", "1")]


def test_the_domain_refuses_without_any_page(make, acting_as):
    experiment = make(State.IN_REVIEW)
    for who, error in (("stranger", None), ("editor", PermissionDenied), ("partner", PermissionDenied)):
        with acting_as(who) as actor, pytest.raises(error or Exception):
            workflow.approve(experiment, actor=actor)
    with acting_as("editor") as actor, pytest.raises(MoveError):
        workflow.submit(experiment, actor=actor)
    assert now_in_database(experiment).state == State.IN_REVIEW


def test_those_concerned_are_told_after_ten_minutes(make, log_in, run_outbox):
    experiment = make(State.PLANNING)
    log_in("editor").post(url(experiment, "editor", "move", "submitted"))
    assert run_outbox() == []
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        run_outbox()
    with context.system("test"):
        assert set(Mail.objects.values_list("to", flat=True)) == {"coordinator@example.test", "curator@example.test"}


@pytest.mark.parametrize("outcome", ["not_supported", "inconclusive"])
@pytest.mark.parametrize("decision", ["scale", "hand_over"])
def test_adopting_what_the_outcome_does_not_support_takes_a_sentence_on_why(outcome, decision, make, log_in):
    experiment = make(State.EVALUATING, outcome=outcome)
    browser, address = log_in("editor"), url(experiment, "editor", "move", "decided")
    asked = {"decision": decision, "reason": "Kunta haluaa sen."}
    response = browser.post(address, asked)
    assert (response.status_code, now_in_database(experiment).state) == (422, State.EVALUATING)
    assert "id_despite_error" in response.content.decode()
    assert browser.post(address, asked | {"despite": "Mittari oli väärä."}).status_code == 303
    decided = now_in_database(experiment)
    assert (decided.state, decided.decision) == (State.DECIDED, decision)
    assert decided.decision_reason == "Mittari oli väärä.\n\nKunta haluaa sen."


def test_the_workflow_asks_for_that_sentence_too(make, acting_as):
    experiment = make(State.EVALUATING, outcome="not_supported")
    with acting_as("editor") as actor, pytest.raises(MoveError):
        workflow.decide(experiment, actor=actor, reason="Kunta haluaa sen.", decision="scale")
    assert now_in_database(experiment).state == State.EVALUATING


def test_what_is_stopped_or_supported_takes_no_such_sentence(make, log_in):
    for outcome, decision in (("not_supported", "stop"), ("supported", "scale")):
        experiment = make(State.EVALUATING, outcome=outcome)
        asked = {"decision": decision, "reason": "Selvä."}
        assert log_in("editor").post(url(experiment, "editor", "move", "decided"), asked).status_code == 303
