"""The pages answer in every language, cost the same for one row and for many, and show by the rules."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from challenges.states import State as ChallengeState
from experiments.states import State
from mint import clock
from mint.isolation import context
from mint.notifications.duties import duties_for
from mint.templating import fdate
from mint.tenancy.context import load
from tests.experiments.conftest import metric_of
from tests.factories import ChallengeFactory
from tests.rows.experiments import add_measurement
from tests.rows.matching import TENANT


def work(name, *more, who="editor"):
    return reverse(f"experiments:{name}", args=[TENANT[who], *more])


@pytest.fixture
def measured(make):
    """Running and open to the public, with three values."""
    experiment = make(State.RUNNING, publication="open")
    with context.system("test"):
        for days_ago in (15, 8, 1):
            add_measurement(metric_of(experiment), days_ago, days_ago)
    return experiment


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_answers_in_every_language(language, measured, make, log_in):
    planned, ended = make(State.PLANNING), make(State.EVALUATING)
    with translation.override(language):
        public = [reverse("experiments:list"), measured.get_absolute_url()]
        own = [
            work("own"),
            work("new"),
            work("manage", measured.pk),
            work("plan", planned.pk),
            work("measure", measured.pk),
        ]
        own += [work("import", measured.pk), work("result", ended.pk), work("move", measured.pk, "paused")]
        own += [work("manage", planned.pk), work("manage", ended.pk), reverse("pages:workspace", args=["company"])]
        own += [measured.challenge.get_absolute_url()]
    assert [log_in("anonymous").get(address).status_code for address in public] == [200, 200]
    browser = log_in("editor")
    assert {address: browser.get(address).status_code for address in own} == dict.fromkeys(own, 200)


def statements(browser, address):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    ignored = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SET ", "RESET")
    return len([query for query in captured if not query["sql"].lstrip('"').startswith(ignored)])


@pytest.mark.parametrize(
    ("who", "page"),
    [("anonymous", "list"), ("editor", "own"), ("coordinator", "own"), ("curator", "own"), ("editor", "desk")],
)
def test_a_list_costs_the_same_for_one_row_and_for_many(who, page, make, world, log_in):
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.company, project=world.project, state=ChallengeState.OPEN)
    browser = log_in(who)
    if page == "desk":
        address = reverse("pages:workspace", args=[TENANT[who]])
    else:
        address = reverse("experiments:list") if page == "list" else work("own", who=who)
    make(State.RUNNING, challenge=challenge)
    browser.get(address)
    one = statements(browser, address)
    for _ in range(24):
        make(State.RUNNING, challenge=challenge)
    assert statements(browser, address) == one


def test_the_page_of_one_costs_the_same_for_few_values_and_for_many(measured, log_in):
    browser = log_in("editor")
    address = work("manage", measured.pk)
    browser.get(address)
    few = statements(browser, address)
    with context.system("test"):
        for days_ago in range(20, 50):
            add_measurement(metric_of(measured), days_ago, 3)
    assert statements(browser, address) == few


@pytest.mark.attack(9)
@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("anonymous", State.APPROVED, 404),
        ("stranger", State.APPROVED, 404),
        ("partner", State.APPROVED, 200),
        ("anonymous", State.RUNNING, 200),
        ("anonymous", State.CANCELLED, 404),
    ],
)
def test_who_opens_the_public_page(who, state, status, make, log_in):
    assert log_in(who).get(make(state).get_absolute_url()).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("stranger", 404),
        ("other_coordinator", 404),
        ("other_curator", 404),
        ("viewer", 200),
        ("partner", 200),
        ("coordinator", 200),
        ("curator", 200),
        ("manager", 200),
    ],
)
def test_who_opens_the_work_on_a_running_experiment(who, status, make, log_in):
    address = work("manage", make(State.RUNNING).pk, who="editor" if who == "anonymous" else who)
    assert log_in(who).get(address).status_code == status


def test_a_wrong_slug_leads_to_the_right_one(measured, log_in):
    response = log_in("anonymous").get(reverse("experiments:detail", args=[measured.pk, "vanha"]))
    assert (response.status_code, response["Location"]) == (301, measured.get_absolute_url())


def test_the_public_sees_values_only_of_an_open_experiment(measured, make, log_in):
    closed = make(State.RUNNING, publication="summary")
    metric, hidden = metric_of(measured), metric_of(closed)
    browser = log_in("anonymous")
    assert browser.get(reverse("experiments:data", args=[measured.pk, metric.pk])).status_code == 200
    assert browser.get(reverse("experiments:data", args=[closed.pk, hidden.pk])).status_code == 404
    assert '<svg class="only-wide"' in browser.get(measured.get_absolute_url()).content.decode()
    assert '<svg class="only-wide"' not in browser.get(closed.get_absolute_url()).content.decode()


@pytest.mark.attack(11)
def test_a_spreadsheet_takes_no_note_for_a_formula(make, log_in):
    experiment = make(State.RUNNING, publication="open")
    with context.system("test"):
        row = add_measurement(metric_of(experiment), 1, 3)
        row.note = "=HYPERLINK(1)"
        row.save()
    response = log_in("anonymous").get(reverse("experiments:data", args=[experiment.pk, row.metric_id]))
    assert "'=HYPERLINK" in response.content.decode()


def test_the_evaluated_result_is_not_public_before_the_decision(make, log_in):
    page = log_in("anonymous").get(make(State.EVALUATING, learnings="Salainen oppi").get_absolute_url())
    assert "Salainen oppi" not in page.content.decode()


@pytest.mark.parametrize(
    ("who", "leads"),
    [
        ("editor", "/t/company/"),
        ("partner", "/t/partner/"),
        ("coordinator", "/t/municipality/"),
        ("curator", "/t/university/"),
        ("outsider", "/kokeilut/"),
    ],
)
def test_a_messages_link_leads_to_ones_own_workspace(who, leads, make, log_in):
    response = log_in(who).get(reverse("experiments:go", args=[make(State.RUNNING).pk]))
    assert leads in response["Location"]


@pytest.mark.attack(40)
@pytest.mark.parametrize("query", ["?vaihe=nonsense", "?kunta=x&vaihe=decision", "?jalkeen=" + "x" * 40])
def test_a_strange_query_is_no_server_error(query, log_in):
    assert log_in("anonymous").get(reverse("experiments:list") + query).status_code in {200, 400}


@pytest.mark.parametrize(
    "row",
    [
        ("editor", State.IDEA, ["plan"]),
        ("partner", State.PLANNING, ["plan"]),
        ("viewer", State.PLANNING, []),
        ("coordinator", State.IN_REVIEW, ["manage"]),
        ("curator", State.IN_REVIEW, ["manage"]),
        ("editor", State.IN_REVIEW, []),
        ("editor", State.APPROVED, ["manage"]),
        ("editor", State.RUNNING, ["measure"]),
        ("partner", State.RUNNING, ["measure"]),
        ("coordinator", State.RUNNING, []),
        ("editor", State.EVALUATING, ["result"]),
        ("editor", State.DECIDED, []),
        ("stranger", State.RUNNING, []),
    ],
)
def test_what_waits_for_whom(row, make, world, acting_as):
    who, state, waits = row
    experiment = (
        make(state, ends_on=clock.today() + timedelta(days=30), started_at=clock.now() - timedelta(days=8))
        if state == State.RUNNING
        else make(state)
    )
    with acting_as(who) as actor:
        _, (acting_for, *_rest) = load(world.people[who].pk)
        urls = [duty.url for duty in duties_for(actor, acting_for) if "/kokeilut/" in duty.url]
    assert urls == [work(name, experiment.pk, who=who) for name in waits]


@pytest.mark.parametrize(("days", "is_early"), [(20, True), (0, False), (-3, False)])
def test_what_ended_early_shows_its_real_end_and_the_planned_one_as_planned(days, is_early, make, log_in):
    today = clock.today()
    experiment = make(State.DECIDED, starts_on=today - timedelta(days=40), ends_on=today + timedelta(days=days))
    end = today if is_early else experiment.ends_on
    assert (experiment.last_day, experiment.has_ended_early) == (end, is_early)
    span = f"{experiment.starts_on:%-d.%-m.%Y}–{end:%-d.%-m.%Y}"
    planned = f"päättyminen suunniteltu {experiment.ends_on:%-d.%-m.%Y}"
    browser = log_in("editor")
    for address in (experiment.get_absolute_url(), work("manage", experiment.pk)):
        page = browser.get(address).content.decode()
        assert (page.count(span), page.count(planned)) == (1, int(is_early)), address
    rows = browser.get(work("own")).content.decode()
    assert (rows.count(f">{fdate(end)}"), rows.count(planned)) == (1, int(is_early))


def test_what_has_not_ended_shows_its_planned_end(make):
    experiment = make(State.RUNNING, ends_on=clock.today() + timedelta(days=9))
    assert (experiment.last_day, experiment.has_ended_early) == (experiment.ends_on, False)


def test_a_choice_not_made_asks_to_choose_and_shows_no_dashes(make, world, log_in):
    with context.system("test"):
        ChallengeFactory(organisation=world.company, project=world.project, state=ChallengeState.OPEN)
    page = log_in("editor").get(work("new")).content.decode()
    assert (page.count('<option value="" selected>Valitse</option>'), page.count("---------")) == (1, 0)


def test_the_list_is_narrowed_to_an_outcome_which_is_told_from_the_decision_on(make, log_in):
    failed = make(State.DECIDED, outcome="not_supported")
    make(State.EVALUATING, outcome="not_supported")
    make(State.DECIDED, outcome="supported")
    page = log_in("anonymous").get(reverse("experiments:list"), {"tulos": "not_supported"})
    assert [experiment.pk for experiment in page.context["page"]] == [failed.pk]
    assert [chip["url"] for chip in page.context["chips"]] == ["?"]


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.RUNNING, State.PLANNING])
def test_a_frozen_plan_shows_when_it_was_frozen_and_its_checksum(state, make, log_in):
    experiment = make(state)
    page = log_in("editor").get(work("manage", experiment.pk)).content.decode()
    is_frozen = state != State.PLANNING
    assert (bool(experiment.plan_hash) and f"SHA-256 {experiment.plan_hash}" in page) == is_frozen
    assert ("SHA-256" in page) == is_frozen


def test_the_public_reads_the_checksum_of_a_finished_experiments_plan(make, log_in):
    experiment = make(State.DECIDED)
    page = log_in("anonymous").get(experiment.get_absolute_url()).content.decode()
    assert f"SHA-256 {experiment.plan_hash}" in page
