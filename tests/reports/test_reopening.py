"""A returned report is opened again: the newest with its figures counted anew, an older one with its figures as they were."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client

from challenges.models import Challenge
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from reports import actions, workflow
from reports.documents import manifest
from reports.models import Figure, FigureRow, Report
from reports.states import State
from reports.submissions.models import Submission
from tests.reports.conftest import END, START, partners_agree
from tests.world import World

REASON = "Osallistujaluettelo puuttui."


def lock(report: Report, acting_as: Any) -> Report:
    with acting_as("manager") as actor:
        approved = workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 12")
        return workflow.submit(approved, actor=actor)


@pytest.fixture
def returned(report: Report, acting_as: Any) -> Report:
    locked = lock(report, acting_as)
    with acting_as("manager") as actor:
        return workflow.send_back(locked, actor=actor, reason="Tarkentakaa.")


def later(report: Report) -> Report:
    """A report of the next period that has been submitted."""
    with context.system("test"):
        made: Report = Report.objects.create(
            organisation_id=report.organisation_id, project=report.project, starts_on=report.ends_on + timedelta(days=1),
            ends_on=report.ends_on + timedelta(days=180),
        )  # fmt: skip
        Report.objects.filter(pk=made.pk).update(
            state=State.SUBMITTED, steering_on=clock.today(), steering_paragraph="§ 1", submitted_at=clock.now(),
            sha256="0" * 64,
        )  # fmt: skip
    return made


def again(report: Report, acting_as: Any, run_outbox: Any) -> Report:
    with acting_as("manager") as actor:
        actions.build(Report.objects.get(pk=report.pk), actor=actor)
    run_outbox()
    partners_agree(report.pk, acting_as)
    with context.system("test"):
        return Report.objects.get(pk=report.pk)


def figures(report: Report) -> Any:
    with context.system("test"):
        return manifest.manifest(Report.objects.get(pk=report.pk))["figures"]


def test_the_newest_is_counted_anew_and_what_was_sent_is_kept(
    returned: Report, records: World, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    was = figures(returned)
    with context.system("test"):
        Challenge.objects.filter(project=records.project).update(submitted_at=None, published_at=None, state="draft")
    with acting_as("manager") as actor:
        opened = workflow.reopen_to_count(returned, actor=actor, reason=REASON)
    assert (opened.state, opened.keeps_figures, opened.sha256) == (State.COLLECTING, False, "")
    second = lock(again(opened, acting_as, run_outbox), acting_as)
    assert figures(second) != was
    assert second.sha256 != returned.sha256
    with context.system("test"):
        first, last = Submission.objects.order_by("number")
        assert (first.sha256, last.sha256) == (returned.sha256, second.sha256)
        assert sha256(first.manifest.encode()).hexdigest() == returned.sha256
        assert json.loads(first.manifest)["figures"] == was
        entry = Entry.objects.get(verb="report.reopened_to_count")
        assert (entry.reason, entry.data) == (REASON, {"sha256": returned.sha256})


def test_an_older_one_keeps_its_figures_whatever_has_happened_to_the_records(
    returned: Report, records: World, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    later(returned)
    was = figures(returned)
    with context.system("test"):
        Challenge.objects.filter(project=records.project).update(submitted_at=None, published_at=None, state="draft")
    with acting_as("manager") as actor:
        with pytest.raises(MoveError):
            workflow.reopen_to_count(returned, actor=actor, reason=REASON)
        opened = workflow.reopen_as_counted(returned, actor=actor, reason=REASON)
    assert (opened.state, opened.keeps_figures) == (State.COLLECTING, True)
    second = lock(again(opened, acting_as, run_outbox), acting_as)
    assert figures(second) == was
    with context.system("test"):
        assert manifest.verifies(Report.objects.get(pk=second.pk))
        assert Submission.objects.filter(report=second).count() == 2


def test_a_later_one_waits_until_what_was_opened_to_count_is_submitted_again(
    returned: Report, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    with acting_as("manager") as actor:
        workflow.reopen_to_count(returned, actor=actor, reason=REASON)
    with context.system("test"):
        after: Report = Report.objects.create(
            organisation_id=returned.organisation_id, project=returned.project, state=State.APPROVED,
            starts_on=returned.ends_on + timedelta(days=1), ends_on=returned.ends_on + timedelta(days=180),
            steering_on=clock.today(), steering_paragraph="§ 1",
        )  # fmt: skip
    with acting_as("manager") as actor, pytest.raises(MoveError, match=re.escape(returned.title)):
        workflow.submit(after, actor=actor)
    lock(again(returned, acting_as, run_outbox), acting_as)
    with acting_as("manager") as actor:
        assert workflow.submit(after, actor=actor).state == State.SUBMITTED


@pytest.mark.attack(12)
def test_what_was_opened_to_count_keeps_its_figures_once_a_later_one_has_been_submitted(
    returned: Report, records: World, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    was = figures(returned)
    with acting_as("manager") as actor:
        opened = workflow.reopen_to_count(returned, actor=actor, reason=REASON)
    later(returned)
    with context.system("test"):
        Challenge.objects.filter(project=records.project).update(submitted_at=None, published_at=None, state="draft")
        for write in (
            lambda: Figure.objects.filter(report=opened).update(value=99),
            lambda: FigureRow.objects.filter(report=opened).delete(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                write()
    assert figures(again(opened, acting_as, run_outbox)) == was


@pytest.mark.attack(12)
def test_a_submission_has_the_hash_of_its_own_manifest(returned: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        values = {"organisation_id": returned.organisation_id, "report": returned, "submitted_by_id": actor.user_id}
        forged = {"number": 2, "submitted_at": clock.now(), "sha256": returned.sha256, "manifest": '{"figures":[]}'}
        with pytest.raises(IntegrityError, match="submission_seals_its_manifest"), transaction.atomic():
            Submission.objects.create(**values, **forged)
        assert Submission.objects.filter(report=returned).count() == 1


def test_what_no_longer_gives_its_checksum_is_not_opened_again(report: Report, acting_as: Any) -> None:
    """One from before submissions were kept, whose figures are otherwise now."""
    with context.system("test"):
        Report.objects.filter(pk=report.pk).update(
            state=State.RETURNED, steering_on=clock.today(), steering_paragraph="§ 1", submitted_at=clock.now(),
            sha256="0" * 64,
        )  # fmt: skip
    with acting_as("manager") as actor, pytest.raises(MoveError):
        workflow.reopen_as_counted(Report.objects.get(pk=report.pk), actor=actor, reason=REASON)
    with context.system("test"):
        assert Report.objects.get(pk=report.pk).state == State.RETURNED


@pytest.mark.attack(12)
def test_the_database_says_the_same_even_to_the_system(returned: Report, acting_as: Any) -> None:
    later(returned)
    opened = (
        "UPDATE reports_report SET state = 'collecting', sha256 = '', submitted_at = NULL, steering_on = NULL, "
        "steering_paragraph = '', keeps_figures = %s WHERE id = %s"
    )
    with context.system("test"), connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(opened, [False, returned.pk])
    with acting_as("manager") as actor:
        workflow.reopen_as_counted(returned, actor=actor, reason=REASON)
    with context.system("test"):
        for write in (
            lambda: Figure.objects.filter(report=returned).update(value=99),
            lambda: FigureRow.objects.filter(report=returned).delete(),
            lambda: Report.objects.filter(pk=returned.pk).update(keeps_figures=False),
            lambda: Submission.objects.filter(report=returned).update(sha256="x"),
            lambda: Submission.objects.filter(report=returned).delete(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                write()


def test_only_the_manager_opens_it_and_with_a_reason(returned: Report, acting_as: Any) -> None:
    for who in ("curator", "teacher", "coordinator", "clerk", "owner", "other_manager"):
        with acting_as(who) as actor, pytest.raises((PermissionDenied, Report.DoesNotExist)):
            workflow.reopen_to_count(returned, actor=actor, reason=REASON)
    with acting_as("manager") as actor, pytest.raises(MoveError):
        workflow.reopen_to_count(returned, actor=actor, reason=" ")
    with context.system("test"):
        assert Report.objects.get(pk=returned.pk).state == State.RETURNED


def test_the_page_offers_it_and_keeps_the_manifest_of_each_submission(
    returned: Report, log_in: Callable[[str], Client]
) -> None:
    manager, base = log_in("manager"), f"/fi/t/university/raportit/{returned.pk}/"
    page = manager.get(base)
    assert [each["name"] for each in page.context["moves"]] == ["reopened_to_count", "reopened_as_counted"]
    data = {"version": returned.version, "reason": REASON}
    assert manager.post(f"{base}siirra/reopened_to_count/", data).status_code == 303
    assert manager.post(f"{base}siirra/reopened_to_count/", data).status_code == 409
    shown = manager.get(base).content.decode()
    assert REASON in shown
    assert returned.sha256 in shown
    kept = manager.get(f"{base}lahetykset/1/")
    assert sha256(kept.content).hexdigest() == returned.sha256
    assert manager.get(f"{base}lahetykset/2/").status_code == 404
    assert log_in("coordinator").get(f"{base}lahetykset/1/").status_code == 404


def test_figures_are_added_up_again_from_the_frozen_rows_byte_for_byte(
    report: Report, records: World, acting_as: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(report, acting_as)
    given = ["--project=MINT-2", "--kind=monitoring", f"--from={START}", f"--to={END}", "--figures"]
    call_command("build_report", *given, f"--out={tmp_path / 'before'}")
    with context.system("test"):
        Challenge.objects.filter(project=records.project).update(title="Toinen", published_at=None, state="draft")
    call_command("build_report", *given, f"--out={tmp_path / 'after'}")
    assert "byte for byte" in capsys.readouterr().out
    before, after = ((tmp_path / name / "figures.json").read_bytes() for name in ("before", "after"))
    assert before == after
    assert json.loads(after)["figures"] == figures(report)


def test_where_nothing_was_submitted_there_are_no_figures_to_add_up(report: Report, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="has been submitted"):
        call_command(
            "build_report", "--project=MINT-2", "--kind=monitoring", f"--from={START}", f"--to={END}", "--figures",
            f"--out={tmp_path}",
        )  # fmt: skip
