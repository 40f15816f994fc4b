"""Pages of reports: for the manager of the lead, in three languages, in few queries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from experiments.models import Experiment
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.jobs.models import Job
from mint.projects.models import Period
from mint.templating import fdate
from reports import duties
from reports.missing import Gap, gaps
from reports.models import FigureRow, IndicatorTarget, Report
from reports.states import State
from tests.buttons import filled
from tests.factories import PeriodFactory
from tests.reports.conftest import partners_agree
from tests.world import World

LogIn = Callable[[str], Client]
BASE = "/fi/t/university/raportit/"


def paths(report: Report) -> list[str]:
    with context.system("test"):
        period = Period.objects.get(project=report.project)
        figure, file = report.figures.get(code="MINT05"), report.files.get(kind="pdf")
        return [
            BASE,
            f"{BASE}uusi/",
            f"{BASE}uusi/?period={period.pk}&language=sv",
            f"{BASE}{report.pk}/",
            f"{BASE}{report.pk}/puuttuu/",
            f"{BASE}{report.pk}/luvut/{figure.pk}/",
            f"{BASE}{report.pk}/tiedostot/{file.pk}/",
            f"{BASE}tavoitteet/{report.project_id}/",
        ]


def test_every_page_opens_in_each_language(report: Report, log_in: LogIn) -> None:
    client = log_in("manager")
    for path in paths(report):
        for language in ("fi", "sv", "en"):
            response = client.get(path.replace("/fi/", f"/{language}/", 1))
            assert response.status_code == 200, (language, path)
            if response.streaming:
                assert b"".join(response.streaming_content).startswith(b"%PDF")


STRANGERS = {
    "anonymous": 302,
    "stranger": 404,
    "coordinator": 404,
    "other_manager": 404,
    "curator": 403,
    "teacher": 403,
}


@pytest.mark.attack(8)
def test_nobody_else_opens_them(report: Report, log_in: LogIn) -> None:
    wanted = paths(report)
    for who, status in STRANGERS.items():
        client = log_in(who)
        assert [client.get(path).status_code for path in wanted] == [status] * len(wanted), who


def test_nobody_else_does_anything_to_them(report: Report, log_in: LogIn) -> None:
    answers = {"version": report.version, "steering_on": str(clock.today()), "steering_paragraph": "§ 1"}
    for who, status in STRANGERS.items():
        client = log_in(who)
        for verb in ("koosta", "jatka", "peruuta", "siirra/approved", "siirra/submitted"):
            assert client.post(f"{BASE}{report.pk}/{verb}/", answers).status_code == status, (who, verb)
    elsewhere = f"{BASE}{report.pk}/".replace("/university/", "/other-university/")
    assert log_in("other_manager").get(elsewhere).status_code == 404
    with context.system("test"):
        assert Report.objects.get(pk=report.pk).state == State.PRE_CHECK
        assert Job.objects.filter(subject_id=report.pk).count() == 1


def test_a_report_is_asked_for_built_approved_and_locked(
    records: World, log_in: LogIn, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    client = log_in("manager")
    with context.system("test"):
        period = Period.objects.get(project=records.project)
    response = client.post(f"{BASE}uusi/", {"period": period.pk, "language": "fi"}, follow=True)
    page = response.redirect_chain[-1][0]
    assert "every 2s" in response.content.decode()
    assert "<noscript>" in response.content.decode()
    fragment = client.get(page, headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    assert "HX-Refresh" not in fragment.headers
    run_outbox()
    assert client.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    partners_agree(int(page.rstrip("/").rpartition("/")[2]), acting_as)
    version = _version(page)
    answers = {"version": version, "steering_on": str(clock.today()), "steering_paragraph": "§ 12"}
    assert client.post(f"{page}siirra/approved/", answers).status_code == 303
    assert client.post(f"{page}siirra/submitted/", {"version": version + 1}).status_code == 303
    with context.system("test"):
        assert Report.objects.get(project=records.project).state == State.SUBMITTED
    assert client.post(f"{page}koosta/").status_code == 409


def _version(page: str) -> int:
    with context.system("test"):
        return Report.objects.get(pk=page.rstrip("/").rpartition("/")[2]).version


def test_a_move_that_cannot_be_made_says_why_and_changes_nothing(report: Report, log_in: LogIn) -> None:
    url = f"{BASE}{report.pk}/siirra/approved/"
    response = log_in("manager").post(url, {"version": report.version, "steering_on": "2099-01-01"})
    assert response.status_code == 422
    data = {"version": report.version - 1, "steering_on": str(clock.today()), "steering_paragraph": "§ 1"}
    assert log_in("manager").post(f"{BASE}{report.pk}/siirra/approved/", data).status_code == 409
    for verb in ("built", "nonsense"):
        assert log_in("manager").post(f"{BASE}{report.pk}/siirra/{verb}/", {"version": 1}).status_code == 404
    with context.system("test"):
        assert Report.objects.get(pk=report.pk).state == State.PRE_CHECK


def test_building_twice_at_once_is_refused(started: Report, log_in: LogIn) -> None:
    assert log_in("manager").post(f"{BASE}{started.pk}/koosta/").status_code == 409


def test_a_figure_opens_its_rows_with_links_to_the_records(report: Report, log_in: LogIn) -> None:
    with context.system("test"):
        figure = report.figures.get(code="MINT02")
        experiment = figure.rows.first()
    text = log_in("manager").get(f"{BASE}{report.pk}/luvut/{figure.pk}/").content.decode()
    assert f"/fi/kokeilut/{experiment.object_id}-" in text


def test_targets_are_set_by_the_manager(report: Report, log_in: LogIn) -> None:
    with context.system("test"):
        target = IndicatorTarget.objects.get(project=report.project, indicator__code="RCR01")
    path = f"{BASE}tavoitteet/{report.project_id}/"
    response = log_in("manager").post(path, {f"target_{target.indicator_id}": "2,5"})
    assert response.status_code == 302
    with context.system("test"):
        target.refresh_from_db()
        assert str(target.value) == "2.50"
    assert log_in("manager").post(path, {f"target_{target.indicator_id}": "-1"}).status_code == 422


def test_a_report_that_is_due_is_a_duty(records: World, acting_as: Any) -> None:
    from datetime import date

    from mint import clock

    with acting_as("manager") as actor, clock.set_to(clock.at(date(2027, 1, 10))):
        (duty,) = duties.due(actor, records.university)
        assert duty.due_on == date(2027, 1, 31)
    with acting_as("curator") as actor, clock.set_to(clock.at(date(2027, 1, 10))):
        assert duties.due(actor, records.university) == []


def test_what_the_next_report_lacks_is_a_duty_of_its_manager_alone(records: World, acting_as: Any) -> None:
    near, early = clock.at(date(2027, 1, 10)), clock.at(date(2026, 12, 1))
    with context.system("test"):
        IndicatorTarget.objects.filter(indicator__code="RCR01").update(value=None)
    with acting_as("manager") as actor, clock.set_to(near):
        found = duties.lacking(actor, records.university)
        assert {duty.due_on for duty in found} == {date(2027, 1, 31)}
        assert all("MINT-2" in duty.detail and duty.url for duty in found)
        assert any(f"{BASE}tavoitteet/{records.project.pk}/" in duty.url for duty in found)
    for who, home in (
        ("curator", records.university),
        ("owner", records.company),
        ("other_manager", records.other_university),
    ):
        with acting_as(who) as actor, clock.set_to(near):
            assert duties.lacking(actor, home) == []
    with acting_as("manager") as actor, clock.set_to(early):
        assert duties.lacking(actor, records.university) == []  # nothing begun, and not due soon


def test_a_report_being_put_together_says_what_it_lacks_and_an_approved_one_no_more(
    started: Report, acting_as: Any, world: World
) -> None:
    with context.system("test"):
        IndicatorTarget.objects.filter(indicator__code="RCR01").update(value=None)

    def found() -> list[Any]:
        with acting_as("manager") as actor, clock.set_to(clock.at(date(2026, 12, 1))):
            return duties.lacking(actor, world.university)

    assert found() != []
    with context.system("test"):
        Report.objects.filter(pk=started.pk).update(
            state="approved", steering_on=date(2026, 12, 1), steering_paragraph="§ 1"
        )
    assert found() == []


def test_of_many_gaps_the_first_are_shown_and_the_rest_counted(
    records: World, acting_as: Any, monkeypatch: Any
) -> None:
    many = [Gap(f"Puute {number}", "") for number in range(duties.MOST + 3)]
    monkeypatch.setattr(duties, "gaps", lambda *_args: many)
    with acting_as("manager") as actor, clock.set_to(clock.at(date(2027, 1, 10))):
        found = duties.lacking(actor, records.university)
    assert [duty.about for duty in found] == [*(gap.text for gap in many[: duties.MOST]), "3 muuta tietoa puuttuu"]
    assert {duty.url for duty in found} == {f"{BASE}uusi/?period={Period.objects.get().pk}&language=fi"}


def statements(client: Client, path: str) -> list[str]:
    """What a page asks of the database, less the transaction's own."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]


def test_the_pages_stay_within_their_budget_for_many_reports_and_rows(report: Report, log_in: LogIn) -> None:
    client = log_in("manager")
    few = statements(client, BASE)
    with context.system("test"):
        for number in range(24):
            Report.objects.create(
                organisation=report.organisation,
                project=report.project,
                starts_on=report.starts_on,
                ends_on=report.ends_on,
                slot=f"{number}",
            )
    many = statements(client, BASE)
    assert len(few) == len(many) <= 8
    with context.system("test"):
        figure = report.figures.get(code="MINT05")
        row = FigureRow.objects.filter(figure=figure).first()
        assert row is not None
        for _ in range(30):
            row.pk = None
            row.save()
    assert len(statements(client, f"{BASE}{report.pk}/")) <= 15  # five of them for panels of others
    assert (
        len(statements(client, f"{BASE}{report.pk}/luvut/{figure.pk}/")) <= 17
    )  # each breakdown asks once, and once for its names


def test_trying_a_finished_building_again_is_refused_and_leaves_no_entry(report: Report, log_in: LogIn) -> None:
    assert log_in("manager").post(f"{BASE}{report.pk}/jatka/").status_code == 409
    with context.system("test"):
        assert Job.objects.get(subject_id=report.pk).state == "done"
        assert not Entry.objects.filter(verb="report.build_retried").exists()


@pytest.mark.attack(34)
def test_a_double_click_makes_one_report_and_one_building(records: World, log_in: LogIn) -> None:
    period = Period.objects.get(project=records.project)
    chosen = {"period": period.pk, "language": "fi", "key": "1b4e28ba-2fa1-4d23-9d5e-4c2b8a6f0e11"}
    answers = [log_in("manager").post(f"{BASE}uusi/", chosen) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0]["Location"] == answers[1]["Location"]
    with context.system("test"):
        verbs = Entry.objects.filter(verb__startswith="report.").order_by("id").values_list("verb", flat=True)
        assert list(verbs) == ["report.created", "report.build_started"]
        assert (Report.objects.count(), Job.objects.count()) == (1, 1)


def test_a_report_without_a_period_says_what_is_missing(world: World, log_in: LogIn) -> None:
    response = log_in("manager").get(f"{BASE}uusi/?language=fi")
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"period"}
    assert 'class="error-summary"' in response.content.decode()


def test_the_period_that_runs_comes_first_and_is_chosen_and_those_ahead_come_last(world: World, log_in: LogIn) -> None:
    with context.system("test"):
        Period.objects.filter(project=world.project).delete()
        for number, year in enumerate((2025, 2026, 2027, 2028), start=1):
            days = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31), "due_on": date(year + 1, 2, 28)}
            Period.objects.create(project=world.project, number=number, **days)
    with clock.set_to(clock.at(date(2026, 11, 24))):
        form = log_in("manager").get(f"{BASE}uusi/").context["form"]
    assert [period.starts_on.year for period in form.fields["period"].queryset] == [2026, 2025, 2027, 2028]
    assert form["period"].initial.starts_on.year == 2026
    assert form.fields["kind"].required  # one is chosen: it is not said to be optional


def test_both_figures_open_their_rows_and_a_row_that_adds_nothing_says_why(report: Report, log_in: LogIn) -> None:
    browser = log_in("manager")
    with context.system("test"):
        figure = report.figures.get(code="MINT05")
        idle = figure.rows.filter(in_period=0, in_total=0).count()
    with translation.override("en"):
        page, rows = report.get_absolute_url(), figure.get_absolute_url()
    assert browser.get(page).content.decode().count(f'href="{rows}"') == 2
    assert idle > 0
    assert browser.get(rows).content.decode().count("Adds nothing: ") == idle


def test_an_agreed_match_opens_in_the_managers_own_workspace(report: Report, log_in: LogIn) -> None:
    browser = log_in("manager")
    with context.system("test"):
        row = FigureRow.objects.filter(report=report, record="matching.match").first()
        assert row is not None
    match = f"/fi/t/university/yhteensovitus/{row.object_id}/"
    shown = browser.get(f"{BASE}{report.pk}/luvut/{row.figure_id}/").content.decode()
    assert f'href="{match}"' in shown
    assert browser.get(match).status_code == 200


def test_locking_is_asked_on_a_second_step_that_says_what_is_frozen(report: Report, log_in: LogIn) -> None:
    browser = log_in("manager")
    with context.system("test"):
        Report.objects.filter(pk=report.pk).update(
            state=State.APPROVED, steering_on="2026-11-20", steering_paragraph="§ 1"
        )
        figures = report.figures.count()
    with translation.override("en"):
        page = browser.get(report.get_absolute_url()).content.decode()
    step = page[page.index("Lock the report<") : page.index("Lock the report for good")]
    assert step.index("<form") < step.index(f"<dt>Figures</dt><dd>{figures}</dd>")
    assert "Locking cannot be undone." in step
    assert filled(page) == ["Lock the report for good"]


@pytest.mark.parametrize(("days", "times"), [(-1, 0), (0, 1), (30, 1)])
def test_locking_before_the_period_has_ended_is_warned_of_with_its_last_day(
    days: int, times: int, report: Report, log_in: LogIn
) -> None:
    last = clock.today() + timedelta(days=days)
    with context.system("test"):
        Report.objects.filter(pk=report.pk).update(
            state=State.APPROVED, steering_on=clock.today(), steering_paragraph="§ 1", ends_on=last
        )
    with translation.override("en"):
        page = log_in("manager").get(report.get_absolute_url()).content.decode()
        warning = f"The period has not ended: its last day is {fdate(last)}."
    step = page[page.index("Lock the report<") : page.index("Lock the report for good")]
    assert (step.count(warning), page.count(warning)) == (times, times)


def test_a_gap_of_anothers_experiment_opens_its_work_and_names_who_puts_it_right(
    report: Report, records: World, log_in: LogIn, acting_as: Any
) -> None:
    with context.system("test"):
        running = Experiment.objects.get(project=records.project, state="running")
        Experiment.objects.filter(pk=running.pk).update(started_at=clock.now())
        own = Experiment.objects.exclude(pk=running.pk).get(project=records.project)
        own.state, own.organisation = "evaluating", records.university
        own.parties.all().delete()
        own.metrics.all().delete()
        own.save()
    with acting_as("manager") as actor:
        found = [gap for gap in gaps(records.project, report.ends_on, actor, "university") if "/kokeilut/" in gap.url]
    work = "/fi/t/university/kokeilut/"
    assert {(gap.url, gap.who) for gap in found} == {
        (f"{work}{running.pk}/", records.municipality.name),
        (f"{work}{own.pk}/", ""),
    }
    browser = log_in("manager")
    assert [browser.get(gap.url).status_code for gap in found] == [200] * len(found)
    page = browser.get(f"{BASE}{report.pk}/puuttuu/").content.decode()
    assert page.count(f"Korjaaja: {records.municipality.name}.") == sum(bool(gap.who) for gap in found) > 0
    with acting_as("manager") as actor, clock.set_to(clock.at(date(2027, 1, 10))):
        duty = next(each for each in duties.lacking(actor, records.university) if each.url == f"{work}{running.pk}/")
    assert (duty.action, duty.detail.endswith(f"Korjaaja: {records.municipality.name}.")) == ("Avaa", True)


def _overdue(world: World, back: int) -> None:
    first = clock.today() - timedelta(days=100 * back + 60)
    days = {"starts_on": first, "ends_on": first + timedelta(days=30), "due_on": first + timedelta(days=60)}
    with context.system("test"):
        PeriodFactory(project=world.project, **days)


def test_the_managers_desk_costs_the_same_for_one_period_overdue_and_for_six(records: World, log_in: LogIn) -> None:
    browser = log_in("manager")
    _overdue(records, 1)
    one = statements(browser, "/fi/t/university/")
    for back in range(2, 7):
        _overdue(records, back)
    assert len(statements(browser, "/fi/t/university/")) == len(one)
