"""What happens to the records after submission is shown beside the submitted figures, and carried on once."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from challenges.models import Challenge
from mint import clock
from mint.isolation import context
from mint.jobs.models import Job
from mint.outbox.models import Job as Queued
from mint.tenancy.models import Membership
from mint.web import MoveError
from reports import actions as reporting
from reports import workflow
from reports.changes import actions, comparing
from reports.changes.models import Carry, Change, Comparison
from reports.changes.states import Kind
from reports.corrections import workflow as corrections
from reports.corrections.models import Correction
from reports.documents import manifest
from reports.models import Report
from tests.factories import PeriodFactory
from tests.reports.conftest import WITHIN
from tests.world import World

LogIn = Callable[[str], Client]


@pytest.fixture
def locked(report: Report, acting_as: Any) -> Report:
    with acting_as("manager") as actor:
        approved = workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 12")
        return workflow.submit(approved, actor=actor)


def compare(report: Report, run_outbox: Callable[[], list[str]]) -> list[tuple[str, str]]:
    with context.system("changes.compare_due"):
        comparing.compare_due()
    run_outbox()
    with context.system("test"):
        found = Change.objects.filter(report=report).order_by("figure__code", "kind", "id")
        return list(found.values_list("figure__code", "kind"))


def move_away(report: Report) -> None:
    """The challenge of the period is no longer counted."""
    with context.system("test"):
        Challenge.objects.filter(project=report.project, published_at__gte=clock.at(WITHIN, 0)).update(state="draft")


@pytest.fixture
def after(locked: Report, records: World, acting_as: Any) -> Report:
    """The report of the next period, which is being put together."""
    with context.system("test"):
        start = locked.ends_on + timedelta(days=1)
        period = PeriodFactory(
            project=records.project,
            number=9,
            starts_on=start,
            ends_on=start + timedelta(days=180),
            due_on=start + timedelta(days=200),
        )
    with acting_as("manager") as actor:
        return reporting.create(period, "fi", actor=actor)


def test_nothing_has_changed_when_nothing_has(locked: Report, run_outbox: Callable[[], list[str]]) -> None:
    assert compare(locked, run_outbox) == []
    with context.system("test"):
        assert Comparison.objects.get(report=locked).redefined == []
        assert Report.objects.count() == 1


def test_a_changed_source_row_is_shown_and_the_hash_still_verifies(
    locked: Report, log_in: LogIn, run_outbox: Callable[[], list[str]]
) -> None:
    move_away(locked)
    found = compare(locked, run_outbox)
    assert ("MINT01", Kind.GONE) in found
    assert compare(locked, run_outbox) == found
    with context.system("test"):
        assert manifest.verifies(Report.objects.get(pk=locked.pk))
        change = Change.objects.get(figure__code="MINT01")
        assert (change.was_in_period, change.in_period, change.title) == (1, 0, "=1+1 on haaste")
    manager = log_in("manager")
    page = f"/fi/t/university/raportit/{locked.pk}/"
    assert f"{change.figure_id}/#changes" in manager.get(page).content.decode()
    assert "=1+1 on haaste" in manager.get(f"{page}luvut/{change.figure_id}/").content.decode()


def test_the_difference_is_carried_once_and_counts_in_the_next_period_only(
    locked: Report, after: Report, acting_as: Any, log_in: LogIn, run_outbox: Callable[[], list[str]]
) -> None:
    move_away(locked)
    compare(locked, run_outbox)
    with context.system("test"):
        figure = locked.figures.get(code="MINT01")
    url = f"/fi/t/university/raportit/{locked.pk}/luvut/{figure.pk}/siirra-seuraavaan/"
    manager = log_in("manager")
    assert manager.post(url).status_code == 302
    assert manager.post(url).status_code == 409
    with context.system("test"):
        correction = Correction.objects.get()
        assert (correction.amount, correction.on, correction.is_carried) == (Decimal(-1), after.starts_on, True)
        assert Carry.objects.get().correction_id == correction.pk
    with acting_as("manager") as actor, pytest.raises(PermissionDenied):
        corrections.approve(correction, actor=actor)
    with acting_as("curator") as actor:
        corrections.approve(correction, actor=actor)
    with acting_as("manager") as actor:
        reporting.build(Report.objects.get(pk=after.pk), actor=actor)
    run_outbox()
    with context.system("test"):
        counted = after.figures.get(code="MINT01")
        assert (counted.value, counted.total) == (-1, 1)  # the total counts the records, of which one is gone


def test_what_was_carried_and_refused_may_be_carried_again(
    locked: Report, after: Report, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    move_away(locked)
    compare(locked, run_outbox)
    with acting_as("manager") as actor:
        figure = locked.figures.get(code="MINT01")
        first = actions.carry(locked, figure, actor=actor)
    with acting_as("curator") as actor:
        corrections.refuse(first, actor=actor, reason="Ei näin.")
    with acting_as("manager") as actor:
        assert actions.carry(locked, figure, actor=actor).pk != first.pk


def test_without_a_later_report_there_is_nowhere_to_carry(
    locked: Report, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    move_away(locked)
    compare(locked, run_outbox)
    with acting_as("manager") as actor, pytest.raises(MoveError):
        actions.carry(locked, locked.figures.get(code="MINT01"), actor=actor)
    with context.system("test"):
        assert not Correction.objects.exists()


def test_only_the_manager_asks_and_carries_and_the_database_keeps_others_off(
    locked: Report, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    move_away(locked)
    compare(locked, run_outbox)
    with context.system("test"):
        figure, number = locked.figures.get(code="MINT01"), Change.objects.count()
    assert number
    for who in ("curator", "teacher", "coordinator", "other_manager", "owner"):
        with acting_as(who) as actor:
            inside = who in {"curator", "teacher"}
            assert Change.objects.count() == Change.objects.visible_to(actor).count() == (number if inside else 0)
            for act in (lambda a: actions.ask(locked, actor=a), lambda a: actions.carry(locked, figure, actor=a)):
                with pytest.raises(PermissionDenied), transaction.atomic():
                    act(actor)
            with pytest.raises(DatabaseError), transaction.atomic():
                Comparison.objects.create(
                    organisation_id=locked.organisation_id, report=locked, compared_at=clock.now()
                )


def test_what_nobody_manages_any_more_is_not_compared(
    locked: Report, world: World, run_outbox: Callable[[], list[str]]
) -> None:
    """The system reads more than any manager does, and would show it to the whole organisation."""
    move_away(locked)
    with context.system("test"):
        Membership.objects.filter(organisation=world.university).update(roles=["viewer"])
    assert compare(locked, run_outbox) == []
    with context.system("test"):
        assert comparing.compare(locked.pk, None) == 0
        assert not Comparison.objects.exists()


def test_where_who_built_it_is_forgotten_another_manager_compares(
    locked: Report, world: World, run_outbox: Callable[[], list[str]]
) -> None:
    move_away(locked)
    with context.system("test"):
        Job.objects.filter(subject_id=locked.pk).update(requested_by=None)
        comparing.ask(locked)
        assert Queued.objects.get(task="changes.compare").arguments["user_id"] == world.people["manager"].pk
    run_outbox()
    with context.system("test"):
        assert Change.objects.exists()


def test_a_report_that_is_not_submitted_is_not_compared(
    report: Report, world: World, acting_as: Any, log_in: LogIn
) -> None:
    assert log_in("manager").post(f"/fi/t/university/raportit/{report.pk}/muutokset/laske/").status_code == 409
    with context.system("test"):
        assert comparing.compare(report.pk, world.people["manager"].pk) == 0
        assert not Comparison.objects.exists()
