"""The manager sees how the project stands and whom what is missing waits for, and reminds them once a day at most."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from challenges.models import Challenge
from experiments.models import Experiment
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.projects.models import Period
from mint.web import MoveError
from reports import actions as reporting
from reports.approvals import actions as approvals
from reports.cockpit import actions, figures, pages
from reports.cockpit.models import Reminder
from reports.counting.counters import Scope
from reports.missing import Gap
from reports.models import Report
from reports.sections import catalogue
from reports.sections.models import Section
from tests.reports.conftest import WITHIN, make_experiment
from tests.world import World

LogIn = Callable[[str], Client]
BASE = "/fi/t/university/raportit/"


def paths(world: World) -> tuple[str, str]:
    cockpit = f"{BASE}tilanne/{world.project.pk}/"
    return cockpit, f"{cockpit}muistuta/{world.municipality.pk}/"


def test_what_is_missing_stands_under_the_organisation_it_waits_for_with_who_began_it(
    records: World, log_in: LogIn
) -> None:
    with context.system("test"):
        Experiment.objects.update(author=records.people["clerk"])
    page = log_in("manager").get(paths(records)[0])
    first = page.context["waiting"][0]
    assert first["organisation"] == records.municipality
    assert {gap.person for gap in first["gaps"]} == {"Clerk"}
    assert [each["organisation"] for each in page.context["waiting"]][
        -1
    ] is None  # a target is not set: the manager's own


def test_progress_is_counted_now_and_stands_against_target_and_time(records: World, acting_as: Any) -> None:
    with acting_as("manager") as actor, clock.set_to(clock.at(date(2026, 11, 30))):
        found = {each.indicator.code: each for each in figures.standings(Scope(records.project, clock.today(), actor))}
        gone = figures.time_gone(records.project)
    assert {code: (each.total, each.percent) for code, each in found.items()} == {
        "RCO10": (1, 20),
        "RCR01": (pytest.approx(0.75), None),
        "MINT02": (2, 100),
    }
    assert found["RCO10"].is_behind == (gone * figures.LAG > 20)
    assert not found["MINT02"].is_behind


@pytest.mark.attack(34)
def test_they_are_reminded_once_a_day_at_most(
    records: World, log_in: LogIn, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    cockpit, remind = paths(records)
    browser = log_in("manager")
    assert browser.post(remind).status_code == 302
    assert browser.post(remind).status_code == 409
    run_outbox()
    with context.system("test"):
        told = Notification.objects.filter(kind="report_reminder")
        assert {each.user.email for each in told} == {"coordinator@example.test"}
        assert {each.path for each in told} == {f"/fi/t/municipality/raportit/osuus/{records.project.pk}/"}
        assert Entry.objects.filter(verb="project.reminded").count() == Reminder.objects.count() == 1
    assert not browser.get(cockpit).context["waiting"][0]["may_remind"]
    with acting_as("manager") as actor, clock.set_to(clock.now() + timedelta(days=1)):
        found = pages.lacking(records.project, actor, "university")
        actions.remind(records.project, records.municipality, found, actor=actor)


def test_who_has_nothing_to_put_right_is_not_reminded_nor_does_anybody_else_remind(
    records: World, acting_as: Any, log_in: LogIn
) -> None:
    with acting_as("manager") as actor:
        with pytest.raises(MoveError):
            actions.remind(records.project, records.company, [], actor=actor)
        with pytest.raises(DatabaseError), transaction.atomic():
            Reminder.objects.create(
                organisation=records.company,
                project=records.other_project,
                sent_on=clock.today(),
                sent_by_id=actor.user_id,
                things=1,
            )
    gaps = [Gap("Puute", "", owner=records.municipality.pk)]
    for who in ("curator", "coordinator", "other_manager"):
        with acting_as(who) as actor, pytest.raises(PermissionDenied):
            actions.remind(records.project, records.municipality, gaps, actor=actor)
    with context.system("test"):
        assert not Reminder.objects.exists()


def test_a_partner_sees_its_own_part_and_no_others(records: World, log_in: LogIn) -> None:
    address = f"/fi/t/municipality/raportit/osuus/{records.project.pk}/"
    page = log_in("coordinator").get(address)
    assert {gap.owner for gap in page.context["gaps"]} == {records.municipality.pk}
    counted = {str(each["words"]): each["in_total"] for each in page.context["lines"]}
    assert sorted(counted.values()) == [0, 0, 0, 0, 1, 1, 1, 2]
    assert log_in("clerk").get(address).status_code == 403
    assert log_in("owner").get(address.replace("/municipality/", "/company/")).status_code == 403
    assert log_in("coordinator").get(paths(records)[0].replace("/university/", "/municipality/")).status_code == 403


def test_an_answer_and_a_section_that_a_report_waits_for_stand_in_the_cockpit_and_in_the_partners_own_part(
    records: World, acting_as: Any, log_in: LogIn, run_outbox: Callable[[], list[str]]
) -> None:
    with context.system("test"):
        catalogue.ensure()
        period = Period.objects.get(project=records.project)
    with acting_as("manager") as actor:
        report = reporting.begin(period, "fi", actor=actor)
    run_outbox()
    with context.system("test"):
        Section.objects.filter(report=report, wanted__key="communication").update(writer=records.municipality)
        report = Report.objects.get(pk=report.pk)
    with acting_as("manager") as actor:
        approvals.ask(report, due_on=clock.today(), actor=actor)
    own = f"/fi/t/municipality/raportit/osuus/{records.project.pk}/"

    def waits() -> list[str]:
        """The addresses of what is not a gap of the data, which stand first."""
        (theirs,) = [
            each for each in log_in("manager").get(paths(records)[0]).context["waiting"]
            if each["organisation"] == records.municipality
        ]  # fmt: skip
        mine = log_in("coordinator").get(own).context["gaps"]
        assert [gap.text for gap in theirs["gaps"]] == [gap.text for gap in mine]
        return [gap.url for gap in mine if "/hyvaksynta/" in gap.url or "/osat/" in gap.url]

    first, second = waits()
    assert first == f"/fi/t/municipality/raportit/hyvaksynta/{report.pk}/"
    browser = log_in("coordinator")
    assert {browser.get(url).status_code for url in (first, second)} == {200}
    with acting_as("coordinator") as actor:
        approvals.answer(report, built_at=report.built_at, is_given=True, reason="", actor=actor)
    assert waits() == [second]


def test_a_desk_leads_to_the_cockpit_or_to_ones_own_part(records: World, log_in: LogIn) -> None:
    cockpit = paths(records)[0]
    assert f'href="{cockpit}"' in log_in("manager").get("/fi/t/university/").content.decode()
    own = f'href="/fi/t/municipality/raportit/osuus/{records.project.pk}/"'
    assert own in log_in("coordinator").get("/fi/t/municipality/").content.decode()
    assert f'href="{cockpit}"' in log_in("manager").get(BASE).content.decode()


def test_the_pages_open_in_each_language_and_cost_the_same_for_many(records: World, log_in: LogIn) -> None:
    own = f"/fi/t/municipality/raportit/osuus/{records.project.pk}/"

    def asked() -> list[int]:
        found = []
        for who, path in (("manager", paths(records)[0]), ("coordinator", own)):
            for language in ("fi", "sv", "en"):
                with CaptureQueriesContext(connection) as queries:
                    assert log_in(who).get(path.replace("/fi/", f"/{language}/")).status_code == 200
            found.append(len([each for each in queries if "SAVEPOINT" not in each["sql"]]))
        return found

    asked()  # what the first visit of a person does once
    few = asked()
    with context.system("test"):
        for number in range(1, 6):
            make_experiment(records, Challenge.objects.all()[0], WITHIN + timedelta(days=number), "")
    assert asked() == few
    assert max(few) <= 45  # each counting rule of what was promised is asked


def test_a_late_report_is_said_to_be_late(records: World, acting_as: Any) -> None:
    with acting_as("manager") as actor, clock.set_to(clock.at(date(2027, 3, 1))):
        (period,) = pages.periods(records.project, actor, "university")
    assert (period["is_late"], period["is_sent"]) == (True, False)
