"""A placement from draft to archive: each move by the right person, refused to the others, recorded once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.outbox.models import Mail
from mint.privacy import retention
from mint.templating import fdate
from placements import agreeing, choosing, workflow
from placements.models import Application, Confirmation, Placement
from placements.states import ApplicationState, State

WORK = "/fi/t/{}/paikat/{}/"
HOMES = {
    "stranger": "other-company",
    "partner": "partner",
    "coordinator": "municipality",
    "other_coordinator": "other-municipality",
    "clerk": "municipality",
    "curator": "university",
    "teacher": "university",
    "student": "university",
    "manager": "university",
    "other_curator": "other-university",
}


def post(log_in, who, placement, move, **data):
    url = WORK.format(HOMES.get(who, "company"), placement.pk)
    return log_in(who).post(f"{url}{move}/", data)


def state_of(noun):
    with context.system("test"):
        noun.refresh_from_db()
    return noun.state


@pytest.mark.parametrize(
    ("who", "status", "state"),
    [
        ("anonymous", 302, State.DRAFT),
        ("outsider", 404, State.DRAFT),
        ("stranger", 404, State.DRAFT),
        ("coordinator", 404, State.DRAFT),
        ("curator", 404, State.DRAFT),
        ("viewer", 403, State.DRAFT),
        ("editor", 303, State.IN_REVIEW),
        ("owner", 303, State.IN_REVIEW),
    ],
)
def test_the_host_sends_for_review(who, status, state, make_placement, log_in):
    placement = make_placement("draft")
    response = post(log_in, who, placement, "submitted")
    with context.system("test"):
        entries = Entry.objects.filter(verb="placement.submitted").count()
    assert (response.status_code, state_of(placement), entries) == (status, state, int(state != State.DRAFT))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302),
        ("stranger", 404),
        ("student", 404),
        ("teacher", 404),
        ("other_coordinator", 404),
        ("other_curator", 404),
        ("clerk", 404),
        ("manager", 403),
        ("editor", 403),
        ("coordinator", 303),
        ("curator", 303),
    ],
)
def test_the_coordinator_or_a_curator_opens(who, status, make_placement, log_in):
    placement = make_placement("in_review")
    response = post(log_in, who, placement, "opened")
    opened = status == 303
    with context.system("test"):
        entries = Entry.objects.filter(verb="placement.opened").count()
    assert (response.status_code, state_of(placement)) == (status, State.OPEN if opened else State.IN_REVIEW)
    assert entries == opened


def test_a_municipality_opens_its_own_draft_and_not_a_companys(make_placement, log_in, world):
    own = make_placement("draft", organisation=world.municipality)
    assert post(log_in, "coordinator", own, "opened").status_code == 303
    assert state_of(own) == State.OPEN


def test_returning_needs_a_reason_and_tells_the_host(make_placement, log_in, run_outbox):
    placement = make_placement("in_review")
    assert post(log_in, "coordinator", placement, "returned").status_code == 409
    assert post(log_in, "coordinator", placement, "returned", reason="Kerro työajasta.").status_code == 303
    assert state_of(placement) == State.DRAFT
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        run_outbox()
    with context.system("test"):
        assert {told.kind for told in Notification.objects.all()} == {"placement_returned"}


def test_an_opening_is_taken_back_until_somebody_applies(make_placement, make_application, log_in):
    placement = make_placement("in_review")
    post(log_in, "coordinator", placement, "opened")
    application = make_application(placement)
    assert post(log_in, "coordinator", placement, "kumoa").status_code == 409
    with context.system("test"):
        application.delete()
    assert post(log_in, "coordinator", placement, "kumoa").status_code == 303
    assert state_of(placement) == State.IN_REVIEW


@pytest.mark.parametrize(
    "case",
    [
        ({"tasks": ""}, "submitted", "draft"),
        ({"apply_by": None}, "submitted", "draft"),
        ({"apply_by": clock.today() - timedelta(days=1)}, "opened", "in_review"),
        ({}, "filled", "open"),
        ({}, "started", "open"),
        ({}, "finished", "running"),
        ({}, "archived", "running"),
    ],
)
def test_what_is_not_ready_does_not_move(case, make_placement, make_application, log_in):
    values, move, state = case
    placement = make_placement(state, **values)
    if state == "running":
        make_application(placement, "accepted")
    who = "coordinator" if move == "opened" else "editor"
    assert post(log_in, who, placement, move).status_code == 409
    assert state_of(placement) == state


def apply_move(log_in, who, application, move):
    url = f"/fi/t/{HOMES.get(who, 'company')}/paikat/hakemukset/{application.pk}/{move}/"
    return log_in(who).post(url)


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("stranger", 404), ("coordinator", 404), ("teacher", 404), ("student", 403), ("curator", 403),
     ("viewer", 404), ("editor", 303)],
)  # fmt: skip
def test_only_the_host_chooses(who, status, make_placement, make_application, log_in):
    application = make_application(make_placement())
    response = apply_move(log_in, who, application, "chosen")
    state = ApplicationState.CHOSEN if status == 303 else ApplicationState.SUBMITTED
    with context.system("test"):
        entries = Entry.objects.filter(verb="application.chosen").count()
    assert (response.status_code, state_of(application), entries) == (status, state, int(status == 303))


@pytest.mark.parametrize("move", ["accepted", "declined", "withdrawn"])
@pytest.mark.parametrize("case", [("editor", 403), ("curator", 403), ("student", 303)])
def test_only_the_applicant_answers(case, move, make_placement, make_application, log_in):
    who, status = case
    before = "reserve" if move == "withdrawn" else "chosen"
    application = make_application(make_placement(), before)
    assert apply_move(log_in, who, application, move).status_code == status
    assert state_of(application) == (move if status == 303 else before)


def test_a_choice_is_taken_back_and_its_message_with_it(make_placement, make_application, log_in, run_outbox):
    application = make_application(make_placement())
    apply_move(log_in, "editor", application, "chosen")
    assert apply_move(log_in, "editor", application, "kumoa").status_code == 303
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        run_outbox()
    assert state_of(application) == ApplicationState.SHORTLISTED
    with context.system("test"):
        assert not Notification.objects.exists()


def test_places_are_never_given_twice(make_placement, make_application, acting_as, log_in):
    placement = make_placement()
    make_application(placement, "chosen", who="outsider")
    second = make_application(placement)
    assert apply_move(log_in, "editor", second, "chosen").status_code == 409
    assert state_of(second) == ApplicationState.SUBMITTED


def test_those_not_chosen_always_get_a_message(make_placement, make_application, acting_as, run_outbox, world):
    placement = make_placement()
    make_application(placement, "accepted")
    make_application(placement, "shortlisted", who="outsider")
    make_application(placement, "reserve", who="operator")
    with acting_as("editor") as actor:
        workflow.fill(placement, actor=actor)
    run_outbox()
    with context.system("test"):
        told = list(Notification.objects.values_list("user__email", "kind"))
    assert told == [("outsider@example.test", "placement_not_chosen")]


def test_cancelling_tells_everybody_why(make_placement, make_application, acting_as, run_outbox):
    placement = make_placement("agreement")
    accepted = make_application(placement, "accepted")
    with acting_as("editor") as actor:
        workflow.cancel(placement, actor=actor, reason="Tilaus peruuntui.")
    run_outbox()
    assert state_of(accepted) == ApplicationState.NOT_CHOSEN
    with context.system("test"):
        assert Notification.objects.get().kind == "placement_not_chosen"
        assert accepted.answer == "Tilaus peruuntui."


@pytest.mark.parametrize("who", ["editor", "coordinator"])
def test_interrupting_tells_student_host_and_school_why(who, make_placement, make_application, log_in, run_outbox):
    placement = make_placement("running")
    make_application(placement, "accepted")
    make_application(placement, "not_chosen", who="outsider")
    assert post(log_in, who, placement, "interrupted").status_code == 409
    assert post(log_in, who, placement, "interrupted", reason="Tilaukset loppuivat.").status_code == 303
    assert post(log_in, who, placement, "interrupted", reason="Toisen kerran.").status_code == 409
    run_outbox()
    with context.system("test"):
        told = set(Notification.objects.values_list("user__email", "kind"))
        mail = Mail.objects.filter(kind="placement_interrupted").first()
    parties = {"student", "owner", "editor", "curator", "teacher", "manager"} - {who}
    assert told == {(f"{name}@example.test", "placement_interrupted") for name in parties}
    assert "Tilaukset loppuivat." in mail.text


def test_the_whole_way(make_placement, make_application, acting_as, log_in, world):
    """Open, apply, choose, accept, agree by three, run, report, credit, finish, archive."""
    placement = make_placement(starts_on=clock.today(), apply_by=clock.today())
    application = make_application(placement)
    apply_move(log_in, "editor", application, "chosen")
    apply_move(log_in, "student", application, "accepted")
    assert post(log_in, "editor", placement, "filled").status_code == 303
    assert post(log_in, "editor", placement, "agreement_opened").status_code == 303
    assert post(log_in, "editor", placement, "started").status_code == 409
    with context.system("test"):
        terms = agreeing.hash_of(Application.objects.get(pk=application.pk))
    for who, party in (("owner", "host"), ("student", "student"), ("curator", "school")):
        url = f"/fi/t/{HOMES.get(who, 'company')}/paikat/hakemukset/{application.pk}/vahvista/{party}/"
        assert log_in("teacher").post(url.replace("/company/", "/university/"), {"hash": terms}).status_code in {
            403,
            404,
        }
        assert log_in(who).post(url, {"hash": "other"}).status_code == 409
        assert [log_in(who).post(url, {"hash": terms}).status_code for _ in range(2)] == [303, 303]
    assert post(log_in, "editor", placement, "started").status_code == 303
    assert post(log_in, "editor", placement, "finished").status_code == 409
    base = f"/fi/t/university/paikat/hakemukset/{application.pk}/"
    assert log_in("curator").post(f"{base}raportti/", {"report": "x" * 50}).status_code == 403
    assert (
        log_in("student").post(f"{base}raportti/", {"report": "Opin ajamaan konetta itsenäisesti."}).status_code == 303
    )
    assert log_in("student").post(f"{base}opintopisteet/", {"granted": 30}).status_code == 403
    assert log_in("curator").post(f"{base}opintopisteet/", {"granted": 30}).status_code == 303
    assert post(log_in, "editor", placement, "finished").status_code == 303
    assert post(log_in, "editor", placement, "archived").status_code == 303
    with context.system("test"):
        confirmed = Entry.objects.filter(verb="application.confirmed").count()
        placement = Placement.objects.get(pk=placement.pk)
    assert (placement.state, confirmed) == (State.ARCHIVED, 3)
    assert placement.started_at is not None
    assert placement.ended_at is not None


def test_a_job_is_agreed_by_two(make_placement, make_application):
    placement = make_placement("agreement", kind="job")
    application = make_application(placement, "accepted")
    with context.system("test"):
        assert agreeing.missing_parties(application) == ["host", "student"]


def test_applications_go_twelve_months_after_the_choice(make_placement, make_application):
    placement = make_placement("finished")
    long_ago = clock.now() - timedelta(days=366)
    make_application(placement, "not_chosen", who="outsider", decided_at=long_ago)
    kept = make_application(placement, "accepted", decided_at=long_ago)
    recent = make_application(make_placement("filled"), "not_chosen", decided_at=clock.now() - timedelta(days=364))
    with context.system("privacy.retain"):
        assert [retention.follow()["applications"] for _ in range(2)] == [2, 0]
        left = {row.pk: row.motivation for row in Application.objects.all()}
    assert left == {kept.pk: "", recent.pk: recent.motivation}


def test_a_draft_of_an_application_is_no_event_of_the_hosts(make_placement, log_in):
    placement = make_placement("open")
    page = reverse("placements:apply", args=["university", placement.pk])
    form = {"name": "Opiskelija", "email": "student@example.test", "motivation": "Haluan oppia teillä paljon uutta."}
    assert log_in("student").post(page, {**form, "save": "1"}).status_code in {302, 303}
    with context.system("test"):
        assert not Entry.objects.filter(subject_type="placements.application").exists()


def test_every_move_has_its_function():
    assert set(workflow.RUN) == {move.name for move in workflow.MOVES if not move.undo_of}
    assert set(choosing.RUN) == {move.name for move in choosing.MOVES if not move.undo_of}


@pytest.mark.parametrize(("state", "move"), [("agreement", "started"), ("running", "finished")])
def test_what_has_not_begun_is_neither_started_nor_finished(  # noqa: PLR0917  # pytest passes them by name
    state, move, make_placement, make_application, world, log_in
):
    first = clock.today() + timedelta(days=1)
    placement = make_placement(
        state, credits=None, starts_on=first, started_at=None if state == "agreement" else clock.now()
    )
    application = make_application(placement, "accepted", report="Opin paljon.")
    with context.system("test"):
        for party in ("host", "student", "school"):
            Confirmation.objects.create(
                organisation=world.company,
                application=application,
                party=party,
                terms_hash=agreeing.hash_of(application),
            )
    response = post(log_in, "editor", placement, move)
    page = log_in("editor").get(f"/fi/t/company/paikat/{placement.pk}/").content.decode()
    with context.system("test"):
        assert Placement.objects.get(pk=placement.pk).state == state
        assert not Entry.objects.filter(verb=f"placement.{move}").exists()
    assert response.status_code == 409
    assert fdate(first) in response.content.decode()
    assert f'id="missing-{move}"' in page
    with context.system("test"):
        Placement.objects.filter(pk=placement.pk).update(starts_on=clock.today(), apply_by=clock.today())
        Confirmation.objects.update(terms_hash=agreeing.hash_of(Application.objects.get(pk=application.pk)))
    assert post(log_in, "editor", placement, move).status_code == 303
