"""Beginning an experiment, writing its plan and its result."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from challenges.models import Challenge
from challenges.states import State as ChallengeState
from experiments import actions
from experiments.ethics import QUESTIONS
from experiments.models import Experiment
from experiments.states import State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.matching.states import State as MatchState
from mint.web import MoveError
from tests.experiments.conftest import metric_of, now_in_database
from tests.factories import ChallengeFactory
from tests.rows.matching import TENANT, make_match, make_need


def url(name, *more, who="editor"):
    return reverse(f"experiments:{name}", args=[TENANT[who], *more])


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, project=world.project, state=ChallengeState.OPEN)


@pytest.fixture
def match(world, challenge):
    """Agreed on an experiment between the company and its partner."""
    with context.system("test"):
        need = make_need(world, challenge.pk)
        return make_match(need, world.partner, state=MatchState.AGREED, agreement="experiment", agreed_at=clock.now())


def all_experiments():
    with context.system("test"):
        return list(Experiment.objects.order_by("id").prefetch_related("parties"))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("viewer", 403),
        ("stranger", 422),
        ("partner", 422),
        ("editor", 302),
        ("coordinator", 302),
        ("curator", 302),
    ],
)
def test_who_begins_an_experiment_for_a_challenge(who, status, challenge, log_in):
    posted = {"challenge": challenge.pk, "title": "Anturit", "key": str(uuid4())}
    address = url("new", who="editor" if who == "anonymous" else who)
    assert log_in(who).post(address, posted).status_code == status
    may = who in {"editor", "coordinator", "curator"}
    assert [row.state for row in all_experiments()] == ([State.IDEA] if may else [])


def test_the_form_sent_twice_begins_one(challenge, log_in):
    posted = {"challenge": challenge.pk, "title": "Anturit", "key": str(uuid4())}
    for _ in range(2):
        log_in("editor").post(url("new"), posted)
    assert len(all_experiments()) == 1


@pytest.mark.parametrize("title", ["", "a\0b", "x" * 1_000_000])
def test_a_bad_title_is_told_in_words(title, challenge, log_in):
    response = log_in("editor").post(url("new"), {"challenge": challenge.pk, "title": title})
    assert (response.status_code, all_experiments()) == (422, [])


def test_from_an_agreed_match_both_sides_plan_and_the_challenge_follows(match, challenge, world, log_in):
    address = url("new") + f"?yhteensovitus={match.pk}"
    assert log_in("editor").get(address).status_code == 200
    posted = {"challenge": challenge.pk, "title": "Anturit mökkeihin", "key": str(uuid4())}
    assert log_in("editor").post(address, posted).status_code == 302
    (experiment,) = all_experiments()
    assert (experiment.state, experiment.match_id, experiment.party_ids) == (
        State.PLANNING,
        match.pk,
        [world.partner.pk],
    )
    with context.system("test"):
        assert Challenge.objects.get(pk=challenge.pk).state == ChallengeState.EXPERIMENTING
        assert Entry.objects.filter(verb="challenge.experimenting").count() == 1
    log_in("editor").post(address, {**posted, "key": str(uuid4())})
    assert len(all_experiments()) == 1


@pytest.mark.parametrize(("who", "status"), [("partner", 403), ("stranger", 404), ("viewer", 403)])
def test_who_does_not_begin_from_a_match(who, status, match, log_in):
    address = url("new", who=who) + f"?yhteensovitus={match.pk}"
    assert log_in(who).post(address, {"title": "Anturit"}).status_code == status
    assert all_experiments() == []


@pytest.mark.attack(2)
@pytest.mark.parametrize("number", ["0", "x", "²", "9" * 30])
def test_a_forged_match_is_not_found(number, log_in):
    assert log_in("editor").get(url("new") + f"?yhteensovitus={number}").status_code == 404


def test_a_match_that_is_not_agreed_begins_nothing(world, challenge, acting_as):
    with context.system("test"):
        match = make_match(make_need(world, challenge.pk), world.partner)
    with acting_as("editor") as actor, pytest.raises(MoveError):
        actions.start_from_match(match, actor=actor)
    assert all_experiments() == []


def plan_of(experiment, **changes):
    metric = metric_of(experiment)
    today = clock.today()
    return {
        "version": experiment.version,
        "title": "Anturit mökkeihin",
        "hypothesis": "Jos näkyy, niin vähenee.",
        "population": "Kymmenen mökkiä",
        "roles": "Yritys mittaa.",
        "starts_on": str(today),
        "ends_on": str(today + timedelta(days=70)),
        "budget": "2 500,50",
        "personal_data": "no",
        "aid_basis": "none",
        "rights": "open",
        "publication": "open",
        **{f"ethics_{key}": "yes" for key in QUESTIONS},
        "mittari-TOTAL_FORMS": 2,
        "mittari-INITIAL_FORMS": 1,
        "mittari-0-id": metric.pk,
        "mittari-0-name": metric.name,
        "mittari-0-unit": metric.unit,
        "mittari-0-direction": "down",
        "mittari-0-baseline": "4,25",
        "mittari-0-baseline_on": str(today),
        "mittari-0-target": "2",
        "mittari-0-design": "before_after",
        "mittari-0-smallest_worthwhile": "0,5",
        "mittari-0-is_primary": "on",
        "mittari-1-name": "Vahingot",
        "mittari-1-unit": "kpl",
        "mittari-1-direction": "down",
        **changes,
    }


def test_an_idea_becomes_a_plan_when_it_is_written(make, log_in):
    experiment = make(State.IDEA, planned=False)
    response = log_in("partner").post(url("plan", experiment.pk, who="partner"), plan_of(experiment))
    assert response.status_code == 302
    fresh = now_in_database(experiment)
    assert (fresh.state, str(fresh.budget), fresh.personal_data, fresh.ethics["law"]) == (
        State.PLANNING,
        "2500.50",
        False,
        "yes",
    )
    with context.system("test"):
        assert [(m.name, m.baseline and format(m.baseline.normalize(), "f")) for m in fresh.metrics.all()] == [
            ("Käynnit", "4.25"),
            ("Vahingot", None),
        ]
    assert log_in("editor").post(url("move", experiment.pk, "submitted")).status_code == 303


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("stranger", 404),
        ("viewer", 403),
        ("coordinator", 403),
        ("curator", 403),
        ("editor", 200),
        ("partner", 200),
    ],
)
def test_only_the_parties_writers_plan(who, status, make, log_in):
    experiment = make(State.PLANNING)
    address = url("plan", experiment.pk, who="editor" if who == "anonymous" else who)
    assert log_in(who).get(address).status_code == status


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "x" * 1_000_000},
        {"hypothesis": "a\0b"},
        {"ends_on": "2020-01-01"},
        {"ends_on": "2099-01-01"},
        {"starts_on": "2020-01-01", "ends_on": "2020-06-01"},
        {"mittari-0-baseline_on": "2099-01-01"},
        {"mittari-0-target": "9"},
        {"budget": "-1"},
        {"budget": "=1+1"},
        {"mittari-0-baseline": "neljä"},
        {"mittari-0-baseline_on": ""},
        {"mittari-1-name": "käynnit"},
        {"ethics_law": "perhaps"},
    ],
    ids=str,
)
def test_bad_input_is_a_clear_error_and_changes_nothing(changes, make, log_in):
    experiment = make(State.PLANNING)
    response = log_in("editor").post(url("plan", experiment.pk), plan_of(experiment, **changes))
    assert response.status_code == 422
    assert now_in_database(experiment).version == 1


def test_a_stale_plan_does_not_write_over_anothers(make, log_in):
    experiment = make(State.PLANNING)
    log_in("partner").post(url("plan", experiment.pk, who="partner"), plan_of(experiment, title="Kumppanin"))
    response = log_in("editor").post(url("plan", experiment.pk), plan_of(experiment, title="Vanhentunut"))
    assert (response.status_code, now_in_database(experiment).title) == (409, "Kumppanin")


def test_a_plan_in_review_is_not_changed(make, log_in):
    experiment = make(State.IN_REVIEW)
    assert log_in("editor").post(url("plan", experiment.pk), plan_of(experiment)).status_code == 409


def test_an_approved_plan_is_changed_with_a_reason_and_shows_it(make, log_in):
    experiment = make(State.RUNNING)
    browser = log_in("editor")
    posted = plan_of(experiment, hypothesis="Uusi.")
    assert browser.post(url("plan", experiment.pk), posted).status_code == 422
    assert browser.post(url("plan", experiment.pk), {**posted, "reason": "Laite vaihtui."}).status_code == 302
    page = browser.get(url("manage", experiment.pk))
    assert ("Jos anturit kertovat, käyntejä on vähemmän.", "Uusi.") in [
        (deviation.planned, deviation.now) for deviation in page.context["deviations"]
    ]


def test_a_metric_of_a_reviewed_plan_stays(make, log_in):
    experiment = make(State.RUNNING)
    posted = plan_of(experiment, reason="Turha.", **{"mittari-0-remove": "on"})
    assert log_in("editor").post(url("plan", experiment.pk), posted).status_code == 409
    assert metric_of(experiment).name == "Käynnit"


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("viewer", 403), ("coordinator", 403), ("editor", 302), ("partner", 302)]
)
def test_who_writes_the_result(who, status, make, log_in):
    experiment = make(State.EVALUATING, result="", learnings="", outcome="")
    posted = {"result": "Käynnit vähenivät.", "learnings": "Kylmä vie akun.", "outcome": "supported", "version": 1}
    assert log_in(who).post(url("result", experiment.pk, who=who), posted).status_code == status
    assert now_in_database(experiment).learnings == ("Kylmä vie akun." if status == 302 else "")


@pytest.mark.parametrize(("who", "status"), [("partner", 403), ("coordinator", 403), ("stranger", 404), ("owner", 302)])
def test_the_owner_says_what_the_public_sees(who, status, make, log_in):
    experiment = make(State.RUNNING)
    assert log_in(who).post(url("publication", experiment.pk, who=who), {"publication": "none"}).status_code == status
    assert (now_in_database(experiment).publication == "none") == (status == 302)


@pytest.mark.parametrize(("who", "level"), [("partner", "summary"), ("editor", "open")])
def test_a_partys_plan_leaves_what_the_public_sees_as_it_is(who, level, make, log_in):
    experiment = make(State.PLANNING, publication="summary")
    response = log_in(who).post(url("plan", experiment.pk, who=who), plan_of(experiment, publication="open"))
    assert (response.status_code, now_in_database(experiment).publication) == (302, level)


def test_the_domain_refuses_without_any_page(challenge, acting_as):
    for who in ("stranger", "partner", "viewer"):
        with acting_as(who) as actor, pytest.raises(PermissionDenied):
            actions.create(challenge, actor=actor, title="Anturit")
    assert all_experiments() == []


def test_a_line_for_one_more_metric_keeps_all_that_was_typed_and_saves_nothing(make, log_in):
    experiment = make(State.PLANNING)
    browser, address = log_in("editor"), url("plan", experiment.pk)
    typed = plan_of(experiment, title="", budget="paljon", **{"mittari-1-unit": "", "lisaa": "1"})
    response = browser.post(address, typed)
    form, metrics = response.context["form"], response.context["metrics"]
    assert (response.status_code, len(metrics.forms), response.context["mistakes"]) == (200, 3, [])
    assert [form[name].value() for name in ("title", "hypothesis", "budget")] == ["", typed["hypothesis"], "paljon"]
    assert [line["name"].value() for line in metrics.forms] == ["Käynnit", "Vahingot", None]
    page = response.content.decode()
    assert ('name="mittari-2-name"' in page, "field--error" in page) == (True, False)
    assert (now_in_database(experiment).version, metric_of(experiment).baseline) == (1, 4)


def test_the_added_line_is_saved_with_the_plan(make, log_in):
    experiment = make(State.PLANNING)
    third = {"mittari-TOTAL_FORMS": 3, "mittari-2-name": "Ajot", "mittari-2-unit": "km", "mittari-2-direction": "down"}
    assert log_in("editor").post(url("plan", experiment.pk), plan_of(experiment, **third)).status_code == 302
    with context.system("test"):
        assert sorted(now_in_database(experiment).metrics.values_list("name", flat=True)) == [
            "Ajot",
            "Käynnit",
            "Vahingot",
        ]


@pytest.mark.parametrize(("lines", "shown", "offered"), [(5, 6, 0), (6, 6, 0), (4, 5, 1)])
def test_there_are_six_metrics_at_most(lines, shown, offered, make, log_in):
    experiment = make(State.PLANNING)
    typed = plan_of(experiment, **{"mittari-TOTAL_FORMS": lines, "lisaa": "1"})
    response = log_in("editor").post(url("plan", experiment.pk), typed)
    assert (response.status_code, len(response.context["metrics"].forms)) == (200, shown)
    assert response.content.decode().count('name="lisaa"') == offered


@pytest.mark.parametrize("total", ["", "x", "²", "9" * 5000, "-1"])
def test_a_forged_number_of_lines_is_no_server_error(total, make, log_in):
    experiment = make(State.PLANNING)
    typed = plan_of(experiment, **{"mittari-TOTAL_FORMS": total, "lisaa": "1"})
    assert log_in("editor").post(url("plan", experiment.pk), typed).status_code in {200, 422}
    assert now_in_database(experiment).version == 1


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("viewer", 403), ("partner", 200)])
def test_who_adds_a_line(who, status, make, log_in):
    experiment = make(State.PLANNING)
    address = url("plan", experiment.pk, who=who)
    assert log_in(who).post(address, plan_of(experiment, lisaa="1")).status_code == status
