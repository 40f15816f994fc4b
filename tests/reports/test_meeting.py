"""The steering group's meeting: its day is asked for once the report has been built."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from mint import clock
from mint.isolation import context
from reports import actions
from reports.models import Report
from reports.states import State

LogIn = Callable[[str], Client]
BASE = "/fi/t/university/raportit/"


def test_the_meeting_is_asked_for_when_the_report_has_been_built_and_not_before(
    report: Report, log_in: LogIn, acting_as: Any
) -> None:
    browser, page = log_in("manager"), f"{BASE}{report.pk}/"
    field = 'name="steering_on"'
    assert browser.get(page).content.decode().count(field) == 1
    with acting_as("manager") as actor:
        actions.build(report, actor=actor)
        actions.cancel(report, actor=actor)
    assert browser.get(page).content.decode().count(field) == 0


def test_a_meeting_before_the_report_was_built_is_refused_at_its_field_and_what_was_typed_stays(
    report: Report, log_in: LogIn
) -> None:
    yesterday = str(clock.today() - timedelta(days=1))
    posted = {"version": report.version, "steering_on": yesterday, "steering_paragraph": "§ 12"}
    response = log_in("manager").post(f"{BASE}{report.pk}/siirra/approved/", posted)
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, ["steering_on"])
    assert [form[name].value() for name in ("steering_on", "steering_paragraph")] == [yesterday, "§ 12"]
    again = log_in("manager").get(f"{BASE}{report.pk}/siirra/approved/")
    assert (again.status_code, again["Location"]) == (302, f"{BASE}{report.pk}/")
    with context.system("test"):
        assert Report.objects.get(pk=report.pk).state == State.PRE_CHECK
