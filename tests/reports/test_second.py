"""A period whose report is locked: a second one is confirmed, and the first is called what it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.projects.models import Period
from mint.web import MoveError
from reports import actions
from reports.models import IndicatorTarget, Report
from reports.states import State

LogIn = Callable[[str], Client]
BASE = "/fi/t/university/raportit/"


def _locked(report: Report, state: str = State.SUBMITTED) -> None:
    with context.system("test"):
        Report.objects.filter(pk=report.pk).update(
            state=state,
            steering_on=clock.today(),
            steering_paragraph="§ 1",
            submitted_at=clock.now(),
            sha256="0" * 64,
        )


KEY = "1b4e28ba-2fa1-4d23-9d5e-4c2b8a6f0e12"


@pytest.mark.parametrize(
    ("state", "ticked", "status", "made"),
    [
        (State.SUBMITTED, {}, 422, 1),
        (State.ACCEPTED, {}, 422, 1),
        (State.ACCEPTED, {"again": "on"}, 303, 2),
        (State.RETURNED, {}, 303, 2),
    ],
)
def test_a_second_report_of_a_period_whose_report_is_locked_is_confirmed(  # noqa: PLR0917  # by name
    state: str, ticked: dict[str, str], status: int, made: int, report: Report, log_in: LogIn
) -> None:
    _locked(report, state)
    browser, period = log_in("manager"), report.period_id
    asked = browser.get(f"{BASE}uusi/?period={period}&language=fi").context
    assert [each.pk for each in asked["earlier"]] == ([] if state == State.RETURNED else [report.pk])
    answer = browser.post(f"{BASE}uusi/", {"period": period, "language": "fi", "key": KEY, **ticked})
    assert answer.status_code == status
    if status == 422:
        assert (list(answer.context["again"].errors), str(answer.context["key"])) == (["again"], KEY)
    with context.system("test"):
        assert Report.objects.count() == made
        assert Entry.objects.filter(verb="report.created").count() == made


def test_the_domain_makes_no_second_report_unasked_and_a_final_one_is_another_matter(
    report: Report, acting_as: Any
) -> None:
    _locked(report)
    with context.system("test"):
        period = Period.objects.select_related("project").get(pk=report.period_id)
    with acting_as("manager") as actor:
        with pytest.raises(MoveError):
            actions.create(period, "fi", actor=actor)
        assert actions.create(period, "fi", actor=actor, kind="final").kind == "final"
    with context.system("test"):
        assert list(Report.objects.order_by("id").values_list("kind", flat=True)) == ["funder", "final"]


def test_a_report_that_is_being_put_together_is_pointed_to_and_needs_no_confirmation(
    report: Report, log_in: LogIn
) -> None:
    answer = log_in("manager").get(f"{BASE}uusi/?period={report.period_id}&language=fi")
    assert ([each.pk for each in answer.context["earlier"]], answer.context["again"]) == ([report.pk], None)
    assert answer.content.decode().count(f'href="{BASE}{report.pk}/"') == 1


def test_the_start_page_says_which_period_has_a_report(report: Report, log_in: LogIn) -> None:
    def said() -> list[str]:
        form = log_in("manager").get(f"/en{BASE[3:]}uusi/").context["form"]
        return [str(label).rpartition(" (")[2] for _, label in form.fields["period"].choices]

    assert said() == ["report: to be checked)"]
    _locked(report, State.ACCEPTED)
    assert said() == ["report: accepted by the funder)"]


@pytest.mark.parametrize(("state", "times"), [(State.PRE_CHECK, 1), (State.SUBMITTED, 0), (State.ACCEPTED, 0)])
def test_only_a_report_that_still_changes_says_that_it_can_be_built(
    state: str, times: int, report: Report, log_in: LogIn
) -> None:
    with context.system("test"):
        Report.objects.filter(pk=report.pk).update(content={"missing": [{"text": "Puute", "url": ""}]})
        IndicatorTarget.objects.filter(indicator__code="RCR01").update(value=None)
    if state != State.PRE_CHECK:
        _locked(report, state)
    browser, page = log_in("manager"), f"/en{BASE[3:]}{report.pk}/"
    can = "The report can be built all the same"
    assert browser.get(page).content.decode().count(can) == times
    shown = browser.get(f"{page}puuttuu/").content.decode()
    assert (shown.count(can), shown.count("Build the report again")) == (times, times)


def test_a_locked_report_is_said_to_be_locked_not_delivered() -> None:
    assert State.SUBMITTED.label == "Lukittu"
    with translation.override("sv"):
        assert State.SUBMITTED.label == "Låst"
    with translation.override("en"):
        assert State.SUBMITTED.label == "Locked"
