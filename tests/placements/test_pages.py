"""Pages of placements: for everybody, the host, the student and the university; and bad input."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mint import clock
from mint.isolation import context
from placements import duties
from placements.forms import OPENED_WITH
from placements.models import Application, ApplicationAttachment, Confirmation, Placement, Supervisor
from placements.workflow import described
from tests.clashes import rows_of
from tests.factories import ChallengeFactory
from tests.rows.experiments import make_experiment
from tests.rows.placements import MOTIVATION
from tests.uploads import pdf

OWN, STUDENT = "/t/company/paikat/", "/t/university/paikat/"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_answers_in_every_language(language, make_placement, make_application, log_in):
    placement = make_placement("running")
    draft = make_placement("draft")
    application = make_application(placement, "accepted")
    pages = {
        "anonymous": ["/paikat/", placement.get_absolute_url()[3:]],
        "editor": [OWN, f"{OWN}uusi/", f"{OWN}{placement.pk}/", f"{OWN}{draft.pk}/", f"{OWN}{draft.pk}/muokkaa/"],
        "student": [STUDENT, f"{STUDENT}{make_placement().pk}/hae/", f"{STUDENT}hakemukset/{application.pk}/"],
        "curator": [STUDENT, f"{STUDENT}opiskelijat/", f"{STUDENT}hakemukset/{application.pk}/"],
        "coordinator": ["/t/municipality/paikat/", f"/t/municipality/paikat/{placement.pk}/"],
    }
    for who, paths in pages.items():
        browser = log_in(who)
        answers = {path: browser.get(f"/{language}{path}").status_code for path in paths}
        assert answers == dict.fromkeys(paths, 200)


def test_a_wrong_slug_leads_to_the_right_one(make_placement, log_in):
    placement = make_placement()
    response = log_in("anonymous").get(f"/fi/paikat/{placement.pk}-jotain/")
    assert (response.status_code, response["Location"]) == (301, placement.get_absolute_url())


def test_the_list_shows_what_takes_applications_by_place_and_kind(make_placement, log_in, world):
    make_placement(title="Avoin harjoittelu")
    make_placement(title="Avoin työ", kind="job", municipality=world.other_place)
    make_placement(title="Haku päättyi", apply_by=clock.today() - timedelta(days=1))
    make_placement("in_review", title="Tarkistettavana")
    browser = log_in("anonymous")

    def shown(query):
        page = browser.get(f"/fi/paikat/?{query}").content.decode()
        return {
            title for title in ("Avoin harjoittelu", "Avoin työ", "Haku päättyi", "Tarkistettavana") if title in page
        }

    assert shown("") == {"Avoin harjoittelu", "Avoin työ"}
    assert shown("kunta=parikkala") == {"Avoin työ"}
    assert shown("tyyppi=internship&kunta=luumaki") == {"Avoin harjoittelu"}
    assert shown("tyyppi=job&kunta=luumaki") == set()
    assert browser.get("/fi/paikat/?jalkeen=vaara").status_code == 400


def _placement(world, **values):
    today = clock.today()
    return {
        "once": uuid4(),
        "kind": "internship",
        "title": "Harjoittelija",
        "municipality": world.place.pk,
        "places": 1,
        "language": "fi",
        "starts_on": (today + timedelta(days=60)).isoformat(),
        "apply_by": (today + timedelta(days=30)).isoformat(),
    } | values


@pytest.mark.attack(34)
def test_the_same_form_sent_twice_makes_one_draft(world, log_in):
    data = _placement(world, supervisor_name="Ohjaaja")
    browser = log_in("editor")
    assert [browser.post(f"/fi{OWN}uusi/", data).status_code for _ in range(2)] == [303, 303]
    with context.system("test"):
        assert Placement.objects.get().title == "Harjoittelija"
        assert Supervisor.objects.get().name == "Ohjaaja"


@pytest.mark.parametrize(
    "bad",
    [
        {"title": "a" * 1_000_000},
        {"title": "a\0b"},
        {"kind": "holiday"},
        {"places": "0"},
        {"remote_percent": "101"},
        {"apply_by": "2020-01-01"},
        {"apply_by": "2026-02-30"},
        {"ends_on": "2020-01-01"},
        {"starts_on": "", "ends_on": "2027-12-31"},
        {"municipality": "999999"},
        {"challenge": "999999"},
        {"credits": "9" * 30},
    ],
)
def test_bad_input_gets_a_clear_answer(bad, world, log_in):
    assert log_in("editor").post(f"/fi{OWN}uusi/", _placement(world, **bad)).status_code == 422
    with context.system("test"):
        assert not Placement.objects.exists()


@pytest.mark.parametrize(
    ("who", "home", "status"),
    [("viewer", "company", 403), ("student", "university", 403), ("stranger", "company", 404)],
)
def test_only_those_who_write_make_placements(who, home, status, world, log_in):
    assert log_in(who).get(f"/fi/t/{home}/paikat/uusi/").status_code == status
    assert log_in(who).post(f"/fi/t/{home}/paikat/uusi/", _placement(world)).status_code == status
    with context.system("test"):
        assert not Placement.objects.exists()


def test_a_stale_form_changes_nothing(make_placement, log_in, world):
    placement = make_placement("draft")
    data = _placement(world, version=placement.version + 3)
    response = log_in("editor").post(f"/fi{OWN}{placement.pk}/muokkaa/", data)
    both = {label: (saved, typed) for label, saved, typed in rows_of(response)}
    assert (response.status_code, both["Otsikko"]) == (409, (placement.title, "Harjoittelija"))
    assert 'value="Harjoittelija"' in response.content.decode()
    with context.system("test"):
        placement.refresh_from_db()
    assert placement.title != "Harjoittelija"


def test_a_placement_grows_out_of_a_challenge(world, make_placement, log_in):
    with context.system("test"):
        challenge = ChallengeFactory(state="open", organisation=world.company, municipality=world.place)
    placement = make_placement(challenge=challenge)
    assert challenge.title in log_in("anonymous").get(placement.get_absolute_url()).content.decode()
    page = log_in("editor").get(f"/fi{OWN}uusi/?haaste={challenge.pk}").content.decode()
    assert f'<option value="{challenge.pk}" selected>' in page


@pytest.mark.parametrize("case", [("planning", False), ("running", True)])
def test_a_student_meets_no_link_to_an_experiment_that_is_closed_to_them(
    case, world, make_placement, make_application, log_in
):
    state, shown = case
    with context.system("test"):
        experiment = make_experiment(world, state, metric=False, organisation=world.university)
    placement = make_placement(experiment=experiment)
    application = make_application(placement)
    browser = log_in("student")
    pages = [placement.get_absolute_url(), f"/fi{STUDENT}hakemukset/{application.pk}/", "/fi/t/university/"]
    texts = [browser.get(page).content.decode() for page in pages]
    links = {link for text in texts for link in re.findall(r'href="(/fi/[^"]*kokeilut/[^"?]+)"', text)}
    assert (experiment.get_absolute_url() in links) == shown
    assert {link: browser.get(link, follow=True).status_code for link in links} == dict.fromkeys(links, 200)
    if shown:
        opened = browser.get(experiment.get_absolute_url()).content.decode()
        assert f"/kokeilut/{experiment.pk}/" not in re.sub(
            r'href="[^"]*keskustelu[^"]*"', "", opened.replace(experiment.get_absolute_url(), "")
        )


def _apply(browser, placement, *, send=True, **values):
    data = {"name": "Opiskelija", "email": "student@example.test", "motivation": MOTIVATION} | values
    return browser.post(f"/fi{STUDENT}{placement.pk}/hae/", data | ({"send": "1"} if send else {}))


def test_a_student_applies_once_however_often_the_form_is_sent(make_placement, log_in, world, run_outbox):
    placement, browser = make_placement(), log_in("student")
    assert _apply(browser, placement, send=False).status_code == 303
    assert [_apply(browser, placement).status_code for _ in range(2)] == [303, 302]
    ran = run_outbox()
    with context.system("test"):
        application = Application.objects.get()
    assert (application.state, application.school) == ("submitted", world.university)
    assert ran.count("notifications.deliver") == 1


@pytest.mark.attack(8, 12)
def test_a_file_is_checked_kept_and_downloaded_by_the_parties_only(make_placement, log_in):
    placement, browser = make_placement(), log_in("student")
    bad = SimpleUploadedFile("cv.svg", b"<svg onload=alert(1)>", "image/svg+xml")
    assert _apply(browser, placement, upload=bad).status_code == 422
    good = SimpleUploadedFile("cv.pdf", pdf(), "application/pdf")
    assert _apply(browser, placement, upload=good).status_code == 303
    with context.system("test"):
        file = ApplicationAttachment.objects.get()
    url = f"hakemukset/{file.application_id}/liite/{file.pk}/"
    response = log_in("editor").get(f"/fi{OWN}{url}")
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["Content-Disposition"] == 'attachment; filename="cv.pdf"'
    assert log_in("stranger").get(f"/fi/t/other-company/paikat/{url}").status_code == 404
    assert log_in("viewer").get(f"/fi{OWN}{url}").status_code == 404


@pytest.mark.attack(35, 39)
def test_applying_ends_with_the_day(make_placement, log_in):
    placement, browser = make_placement(apply_by=clock.today()), log_in("student")
    assert _apply(browser, placement, send=False).status_code == 303
    with clock.set_to(clock.end_of(clock.today()) + timedelta(seconds=1)):
        assert _apply(browser, placement).status_code == 409
    with context.system("test"):
        assert Application.objects.get().state == "draft"


@pytest.mark.parametrize(
    "bad", [{"motivation": "a" * 1_000_000}, {"motivation": "lyhyt"}, {"name": "a\0"}, {"email": "x"}]
)
def test_a_bad_application_is_explained(bad, make_placement, log_in):
    assert _apply(log_in("student"), make_placement(), **bad).status_code == 422


def test_others_than_students_do_not_apply(make_placement, log_in):
    assert log_in("teacher").get(f"/fi{STUDENT}{make_placement().pk}/hae/").status_code == 403


def test_duties_reach_the_right_people(make_placement, make_application, acting_as, world):
    make_placement("in_review")
    choosing = make_placement(apply_by=clock.today() - timedelta(days=1))
    make_application(choosing)
    agreed = make_placement("agreement")
    make_application(agreed, "accepted")
    running = make_placement("running")
    make_application(running, "accepted", report="Opin paljon.", reported_at=clock.now())
    offered = make_placement()
    make_application(offered, "chosen")
    homes = {"editor": world.company, "coordinator": world.municipality}
    found = {}
    for who in ("editor", "viewer", "coordinator", "curator", "student", "stranger"):
        with acting_as(who) as actor:
            home = homes.get(who, world.other_company if who == "stranger" else world.university)
            home = world.company if who == "viewer" else home
            found[who] = [source.__name__ for source in duties.SOURCES for _ in source(actor, home)]
    assert found == {
        "editor": ["to_choose", "to_confirm"],
        "viewer": [],
        "coordinator": ["to_approve"],
        "curator": ["to_approve", "to_confirm", "to_credit"],
        "student": ["to_confirm", "to_answer"],
        "stranger": [],
    }


PAST = {"apply_by": clock.today() - timedelta(days=1)}


@pytest.mark.parametrize(
    "case",
    [
        ("draft", {"submitted_at": None}, [], None),
        ("draft", {"submitted_at": clock.now()}, [], "submitted"),
        ("open", {}, [], None),
        ("open", {}, ["draft"], None),
        ("open", {}, ["submitted"], "application.chosen"),
        ("open", {}, ["reserve"], None),
        ("open", {}, ["chosen", "submitted"], None),
        ("open", {}, ["accepted", "submitted"], "filled"),
        ("open", {"places": 2}, ["accepted"], None),
        ("open", {"places": 2}, ["accepted", "submitted"], "application.chosen"),
        ("open", PAST, [], "lapsed"),
        ("open", PAST, ["reserve"], "application.chosen"),
        ("open", PAST, ["declined"], "lapsed"),
        ("open", PAST, ["chosen"], None),
        ("open", {**PAST, "places": 2}, ["accepted"], "filled"),
        ("filled", {}, ["accepted"], "agreement_opened"),
        ("finished", {"ended_at": clock.now() - timedelta(days=29)}, ["accepted"], None),
        ("finished", {"ended_at": clock.now() - timedelta(days=31)}, ["accepted"], "archived"),
    ],
)
def test_each_step_that_waits_for_the_host_is_a_duty_whose_page_has_its_button(
    case, make_placement, make_application, acting_as, log_in
):
    state, values, applications, waits = case
    placement = make_placement(state, **values)
    for who, each in zip(("student", "outsider"), applications, strict=False):
        application = make_application(placement, each, who=who)
    with acting_as("editor") as actor:
        found = [duty for source in duties.SOURCES for duty in source(actor, placement.organisation)]
    assert len(found) == int(waits is not None)
    if waits:
        page = log_in("editor").get(found[0].url).content.decode()
        name = f"hakemukset/{application.pk}/chosen" if waits.startswith("application.") else f"{placement.pk}/{waits}"
        assert f'action="/fi/t/company/paikat/{name}/"' in page


def test_a_placement_is_started_when_all_agreed_and_finished_when_all_reported(
    make_placement, make_application, acting_as, world
):
    def waits():
        with acting_as("editor") as actor:
            return [duty.url for duty in duties.to_advance(actor, world.company)]

    placement = make_placement("agreement", starts_on=clock.today())
    application = make_application(placement, "accepted")
    for party in ("host", "student", "school"):
        assert waits() == []
        with context.system("test"):
            Confirmation.objects.create(
                organisation=world.company, application=application, party=party, terms_hash="x"
            )
    assert waits() == [f"/fi{OWN}{placement.pk}/"]
    with context.system("test"):
        Placement.objects.update(starts_on=clock.today() + timedelta(days=1))
    assert waits() == []
    with context.system("test"):
        Placement.objects.update(state="running", starts_on=clock.today())
    assert waits() == []
    with context.system("test"):
        Application.objects.update(report="Opin paljon.")
    assert waits() == []
    with context.system("test"):
        Application.objects.update(credits_confirmed=30)
    assert waits() == [f"/fi{OWN}{placement.pk}/"]


def test_a_students_unsent_application_waits_until_the_last_day(make_placement, make_application, acting_as, world):
    make_application(make_placement(), "draft")
    make_application(make_placement(**PAST), "draft")
    with acting_as("student") as actor:
        assert len(duties.to_answer(actor, world.university)) == 1


@pytest.mark.parametrize("who", ["anonymous", "student", "curator"])
def test_open_places_cost_as_many_queries_for_one_as_for_25(who, make_placement, log_in):
    _same_cost(log_in(who), "/fi/paikat/", lambda _: make_placement())


def test_own_places_cost_as_many_queries_for_one_as_for_25(make_placement, log_in):
    _same_cost(log_in("editor"), f"/fi{OWN}", lambda _: make_placement())


@pytest.mark.parametrize("who", ["student", "curator"])
def test_applications_cost_as_many_queries_for_one_as_for_25(who, make_placement, make_application, log_in):
    path = f"/fi{STUDENT}" if who == "student" else f"/fi{STUDENT}opiskelijat/"
    _same_cost(log_in(who), path, lambda _: make_application(make_placement()))


def _same_cost(browser, path, make):
    make(0)
    browser.get(path)
    with CaptureQueriesContext(connection) as few:
        browser.get(path)
    for number in range(24):
        make(number)
    with CaptureQueriesContext(connection) as many:
        browser.get(path)
    assert len(many) == len(few)


def test_what_opening_needs_is_not_called_optional(log_in):
    page = log_in("editor").get("/en/t/company/paikat/uusi/").content.decode()
    assert re.findall(r'for="id_(\w+)">[^<]*<span class="opt">\(needed for opening\)', page) == list(OPENED_WITH)
    assert str(described(Placement())).count(",") == len(OPENED_WITH) - 1
