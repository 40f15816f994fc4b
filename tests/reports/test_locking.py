"""Approval, locking, and what the database refuses afterwards."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from challenges.models import Challenge
from mint import clock
from mint.actor import Actor
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from reports import actions, workflow
from reports.documents import manifest
from reports.models import Figure, FigureRow, Report, ReportFile
from reports.states import State
from tests.world import World

DAY = clock.today()  # the meeting is on the day it was built, or later


@pytest.fixture
def locked(report: Report, acting_as: Any) -> Report:
    with acting_as("manager") as actor:
        report = workflow.approve(report, actor=actor, on=DAY, paragraph="§ 12")
        return workflow.submit(report, actor=actor)


def test_a_report_is_approved_and_locked_with_a_hash_that_verifies(locked: Report) -> None:
    with context.system("test"):
        stored = Report.objects.get(pk=locked.pk)
        assert (stored.state, stored.steering_on, stored.steering_paragraph) == (State.SUBMITTED, DAY, "§ 12")
        assert len(stored.sha256) == 64
        assert manifest.verifies(stored)
        assert manifest.digest(stored) == manifest.digest(stored) == stored.sha256
        verbs = Entry.objects.filter(subject_type="reports.report", subject_id=locked.pk).order_by("id")
        assert list(verbs.values_list("verb", flat=True)) == [
            "report.created",
            "report.build_started",
            "report.built",
            "report.partners_asked",
            "report.approved",
            "report.submitted",
        ]


def test_what_happens_to_the_records_leaves_the_hash_as_it_was_and_a_changed_file_does_not(
    locked: Report, records: World
) -> None:
    with context.system("test"):
        Challenge.objects.filter(project=records.project).update(title="Toinen")
        assert manifest.verifies(Report.objects.get(pk=locked.pk))
        file = locked.files.get(kind="csv")
        with Path(file.file.path).open("ab") as stream:
            stream.write(b"x")
        assert not manifest.verifies(locked)


CHANGES = (
    "UPDATE reports_report SET ends_on = ends_on + 1 WHERE id = %s",
    "UPDATE reports_report SET state = 'collecting' WHERE id = %s",
    "DELETE FROM reports_report WHERE id = %s",
    "UPDATE reports_figure SET value = value + 1 WHERE report_id = %s",
    "DELETE FROM reports_figure WHERE report_id = %s",
    "UPDATE reports_figurerow SET in_total = 5 WHERE report_id = %s",
    "DELETE FROM reports_figurerow WHERE report_id = %s",
    "UPDATE reports_reportfile SET sha256 = 'x' WHERE report_id = %s",
    "DELETE FROM reports_reportfile WHERE report_id = %s",
)


def test_the_database_refuses_to_change_a_locked_report_even_as_the_system(locked: Report) -> None:
    with context.system("test"), connection.cursor() as cursor:
        for statement in CHANGES:
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(statement, [locked.pk])
        assert manifest.verifies(Report.objects.get(pk=locked.pk))
        file = locked.files.first()
        assert file is not None
        file.pk, file.kind = None, "csv"
        with pytest.raises(IntegrityError), transaction.atomic():
            file.save()


def test_row_security_keeps_the_manager_off_and_only_the_funders_answer_changes(locked: Report, acting_as: Any) -> None:
    with acting_as("manager"):
        assert Figure.objects.filter(report=locked).update(value=99) == 0
        assert ReportFile.objects.filter(report=locked).delete()[0] == 0
        copy = Report.objects.get(pk=locked.pk)
        copy.pk = None
        with pytest.raises(ProgrammingError), transaction.atomic():
            copy.save()
    with acting_as("manager") as actor:
        assert workflow.send_back(locked, actor=actor, reason="Tarkentakaa.").state == State.RETURNED
    with context.system("test"):
        assert manifest.verifies(Report.objects.get(pk=locked.pk))


def test_a_report_without_files_is_not_approved_nor_locked(started: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        with pytest.raises(MoveError):
            workflow.approve(started, actor=actor, on=DAY, paragraph="§ 1")
        with pytest.raises(MoveError):
            workflow.submit(started, actor=actor)


def test_an_approved_report_is_not_built_again_until_it_is_taken_back(
    report: Report, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    with acting_as("manager") as actor:
        approved = workflow.approve(report, actor=actor, on=DAY, paragraph="§ 12")
        with pytest.raises(MoveError):
            actions.build(approved, actor=actor)
        actions.build(workflow.reopen(approved, actor=actor), actor=actor)
    run_outbox()
    with context.system("test"):
        assert Report.objects.get(pk=report.pk).state == State.PRE_CHECK


def test_a_building_that_stopped_half_way_is_not_approved(report: Report, acting_as: Any) -> None:
    """The figures may be of one building and the files of another."""
    with acting_as("manager") as actor:
        actions.build(report, actor=actor)
        with pytest.raises(MoveError):
            workflow.approve(report, actor=actor, on=DAY, paragraph="§ 12")
        actions.cancel(report, actor=actor)
        with pytest.raises(MoveError):
            workflow.approve(report, actor=actor, on=DAY, paragraph="§ 12")


def test_a_file_that_was_tampered_with_is_not_locked(report: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        approved = workflow.approve(report, actor=actor, on=DAY, paragraph="§ 12")
        with Path(report.files.get(kind="pdf").file.path).open("ab") as stream:
            stream.write(b"x")
        with pytest.raises(MoveError):
            workflow.submit(approved, actor=actor)


def test_only_the_manager_moves_a_report_and_nobody_says_that_it_has_been_built(report: Report, acting_as: Any) -> None:
    for who in ("curator", "teacher", "coordinator", "other_manager", "owner"):
        with acting_as(who) as actor, pytest.raises((PermissionDenied, Report.DoesNotExist)):
            workflow.approve(report, actor=actor, on=DAY, paragraph="§ 12")
    with context.system("test"):
        assert Report.objects.get(pk=report.pk).state == State.PRE_CHECK
    with acting_as("manager") as actor, pytest.raises(PermissionDenied):
        workflow.built(report, actor=actor)
    with context.system("test"), pytest.raises(PermissionDenied):
        workflow.built(report, actor=Actor.system("somebody.else"))


@pytest.mark.parametrize(("days", "state"), [(-1, State.PRE_CHECK), (0, State.APPROVED), (1, State.PRE_CHECK)])
def test_the_steering_group_approves_what_was_built_on_that_day_or_later_and_not_in_the_future(
    days: int, state: State, report: Report, acting_as: Any
) -> None:
    with acting_as("manager") as actor:
        if state == State.APPROVED:
            workflow.approve(report, actor=actor, on=DAY + timedelta(days=days), paragraph="§ 12")
        else:
            with pytest.raises(MoveError):
                workflow.approve(report, actor=actor, on=DAY + timedelta(days=days), paragraph="§ 12")
    with context.system("test"):
        stored = Report.objects.get(pk=report.pk)
        assert (stored.state, stored.steering_on) == (state, DAY if state == State.APPROVED else None)
        assert Entry.objects.filter(verb="report.approved").count() == (state == State.APPROVED)


@pytest.mark.attack(2)
def test_a_row_is_of_its_figures_report(locked: Report, acting_as: Callable[..., Any]) -> None:
    """A row that names an open report beside the figure of a locked one."""
    with context.system("test"):
        row = FigureRow.objects.filter(report=locked).first()
        assert row is not None
        values = {"organisation_id": locked.organisation_id, "project_id": locked.project_id}
        other = Report.objects.create(**values, starts_on=locked.starts_on, ends_on=locked.ends_on)
    row.pk, row.report_id = None, other.pk
    with acting_as("manager"), transaction.atomic():
        row.save()
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)
