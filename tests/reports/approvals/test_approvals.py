"""Partners approve what was built, before the steering group does; a new building asks them anew."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.web import MoveError
from reports import actions as reporting
from reports import workflow
from reports.approvals import actions, duties, standing
from reports.approvals.models import Approval, Asking
from reports.models import Figure, FigureRow, Report, ReportFile
from reports.states import State
from tests.reports.conftest import partners_agree
from tests.world import EVERYBODY, World

LogIn = Callable[[str], Client]
DUE = timedelta(days=7)


@pytest.fixture
def built(started: Report, run_outbox: Callable[[], list[str]]) -> Report:
    """Built, and nobody has been asked."""
    run_outbox()
    with context.system("test"):
        return Report.objects.get(pk=started.pk)


@pytest.fixture
def asked(built: Report, acting_as: Any) -> Report:
    with acting_as("manager") as actor:
        actions.ask(built, due_on=clock.today() + DUE, actor=actor)
    return built


def page(report: Report, organisation: str = "municipality") -> str:
    return f"/fi/t/{organisation}/raportit/hyvaksynta/{report.pk}/"


def approve(report: Report, acting_as: Any, **more: Any) -> Report:
    with acting_as("manager") as actor:
        return workflow.approve(
            report, actor=actor, on=clock.today() + more.pop("days", timedelta()), paragraph="§ 12", **more
        )


def typed(report: Report, answer: str = "approve", reason: str = "") -> dict[str, str]:
    assert report.built_at is not None
    return {"answer": answer, "reason": reason, "built_at": report.built_at.isoformat()}


def test_the_steering_group_comes_after_the_partners(built: Report, acting_as: Any) -> None:
    with pytest.raises(MoveError, match="kumppan"):
        approve(built, acting_as)
    partners_agree(built.pk, acting_as)
    assert approve(built, acting_as).state == State.APPROVED


def test_who_has_not_answered_is_named_until_the_day_and_passed_over_after_it_with_a_reason_that_is_shown(
    asked: Report, acting_as: Any, log_in: LogIn
) -> None:
    with pytest.raises(MoveError, match="Municipality"):
        approve(asked, acting_as, reason="Ei vastannut.")
    with clock.set_to(clock.now() + DUE + timedelta(days=1)):
        with pytest.raises(MoveError):
            approve(asked, acting_as)
        url = f"/fi/t/university/raportit/{asked.pk}/"
        data = {"version": asked.version, "steering_on": str(clock.today()), "steering_paragraph": "§ 12"}
        manager = log_in("manager")
        assert list(manager.post(f"{url}siirra/approved/", data).context["form"].errors) == ["reason"]
        assert manager.post(f"{url}siirra/approved/", data | {"reason": "Ei vastannut ajoissa."}).status_code == 303
        assert "Ei vastannut ajoissa." in manager.get(url).content.decode()
    with context.system("test"):
        entry = Entry.objects.get(verb="report.approved")
        assert (entry.reason, entry.data) == ("Ei vastannut ajoissa.", {"without": ["Municipality"]})


def test_an_objection_says_why_and_holds_until_it_is_taken_back(asked: Report, acting_as: Any, log_in: LogIn) -> None:
    coordinator = log_in("coordinator")
    assert coordinator.post(page(asked), typed(asked, "object")).status_code == 422
    assert coordinator.post(page(asked), typed(asked, "object", "Luku puuttuu.")).status_code == 302
    with pytest.raises(MoveError, match="Municipality"):
        approve(asked, acting_as)
    assert "Luku puuttuu." in log_in("manager").get(f"/fi/t/university/raportit/{asked.pk}/").content.decode()
    for _click in range(2):
        assert coordinator.post(page(asked), typed(asked)).status_code == 302
    with context.system("test"):
        assert Approval.objects.get().is_given
        verbs = Entry.objects.filter(verb__startswith="approval.").order_by("id").values_list("verb", flat=True)
        assert list(verbs) == ["approval.refused", "approval.given"]
    assert approve(asked, acting_as).state == State.APPROVED


@pytest.mark.parametrize("answered_before", [False, True])
def test_an_answer_in_the_very_moment_of_a_new_building_is_refused_in_words(
    asked: Report, acting_as: Any, run_outbox: Callable[[], list[str]], *, answered_before: bool
) -> None:
    looked_at: dict[str, Any] = {"built_at": asked.built_at, "is_given": True, "reason": ""}
    if answered_before:
        with acting_as("coordinator") as actor:
            actions.answer(asked, **looked_at | {"is_given": False, "reason": "Luku puuttuu."}, actor=actor)
    with acting_as("manager") as actor:
        reporting.build(Report.objects.get(pk=asked.pk), actor=actor)
    run_outbox()
    # `asked` was read before the building ended
    with acting_as("coordinator") as actor, pytest.raises(MoveError, match="koostettu uudelleen"):
        actions.answer(asked, **looked_at, actor=actor)
    with context.system("test"):
        assert [each.is_given for each in Approval.objects.all()] == [False] * answered_before


def test_a_new_building_makes_the_approvals_void_and_says_so(
    report: Report, acting_as: Any, log_in: LogIn, run_outbox: Callable[[], list[str]]
) -> None:
    was = typed(report)
    with acting_as("manager") as actor:
        reporting.build(Report.objects.get(pk=report.pk), actor=actor)
    run_outbox()
    with context.system("test"):
        report = Report.objects.get(pk=report.pk)
        assert standing.lacking(report) == ["Municipality"]
    with pytest.raises(MoveError):
        approve(report, acting_as)
    assert log_in("coordinator").post(page(report), was).status_code == 409
    with acting_as("manager") as actor:
        actions.ask(report, due_on=clock.today() + DUE, actor=actor)
    assert log_in("coordinator").post(page(report), was).status_code == 409
    assert log_in("coordinator").get(page(report)).context["is_void"]
    with context.system("test"):
        assert Approval.objects.count() == 1


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_those_who_answer_for_a_partner_read_and_answer(
    who: str, asked: Report, world: World, log_in: LogIn
) -> None:
    home = {name: world.organisations[key].slug for name, key in HOME.items()}
    url = page(asked, home.get(who, "municipality"))
    expected = {"coordinator": (200, 302), "anonymous": (302, 302)}.get(who, (404, 404))
    client = log_in(who)
    got = client.get(url).status_code, client.post(url, typed(asked)).status_code
    assert got == expected
    with context.system("test"):
        assert Approval.objects.count() == (who == "coordinator")


HOME = {
    "owner": "company", "editor": "company", "viewer": "company", "partner": "partner", "stranger": "other_company",
    "other_coordinator": "other_municipality", "curator": "university", "teacher": "university", "student": "university",
    "manager": "university", "other_curator": "other_university", "other_manager": "other_university",
}  # fmt: skip


@pytest.mark.attack(2)
def test_a_partner_sees_the_report_its_figures_and_its_pdf_and_no_row_in_both_layers(
    asked: Report, acting_as: Any
) -> None:
    with context.system("test"):
        counts = Figure.objects.count(), FigureRow.objects.count()
    assert all(counts)
    for who, sees in (("coordinator", True), ("clerk", False), ("other_coordinator", False), ("owner", False)):
        with acting_as(who) as actor:
            for rows in (Report.objects.all(), Report.objects.visible_to(actor)):
                assert rows.filter(pk=asked.pk).exists() == sees, who
            assert Figure.objects.count() == Figure.objects.visible_to(actor).count() == (counts[0] if sees else 0)
            assert FigureRow.objects.count() == FigureRow.objects.visible_to(actor).count() == 0
            kinds = set(ReportFile.objects.values_list("kind", flat=True))
            assert kinds == ({"pdf"} if sees else set())
            assert set(ReportFile.objects.visible_to(actor).values_list("kind", flat=True)) == kinds


def test_a_report_that_is_being_put_together_is_nobodys_but_the_leads(started: Report, acting_as: Any) -> None:
    with acting_as("coordinator") as actor:
        assert not Report.objects.exists()
        assert not Report.objects.visible_to(actor).exists()


@pytest.mark.attack(2)
def test_the_database_takes_no_answer_for_another_or_of_another_building(
    asked: Report, world: World, acting_as: Any
) -> None:
    with acting_as("coordinator") as actor:
        values = {"report": asked, "is_given": True, "by_id": actor.user_id, "answered_at": clock.now()}
        built = asked.built_at
        assert built is not None
        for wrong in (
            {"organisation": world.university, "built_at": built},
            {"organisation": world.other_municipality, "built_at": built},
            {"organisation": world.municipality, "built_at": built - timedelta(days=1)},
            {"organisation": world.municipality, "built_at": built, "by_id": actor.user_id + 1},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                Approval.objects.create(**(values | wrong))
    with (
        acting_as("other_coordinator") as actor,
        pytest.raises((PermissionDenied, DatabaseError)),
        transaction.atomic(),
    ):
        actions.answer(asked, built_at=built, is_given=True, reason="", actor=actor)
    with acting_as("curator") as actor, pytest.raises(PermissionDenied):
        actions.ask(asked, due_on=clock.today(), actor=actor)


def test_it_waits_among_the_partners_duties_until_it_is_answered(
    asked: Report, world: World, acting_as: Any, log_in: LogIn
) -> None:
    def waiting() -> int:
        with acting_as("coordinator") as actor:
            found = duties.waiting(actor, world.municipality)
        # a calendar without names shows the title alone
        assert [(each.about, each.about in each.title) for each in found] == [(asked.project.code, False)] * len(found)
        return len(found)

    assert waiting() == 1
    for who, home in (
        ("clerk", world.municipality),
        ("other_coordinator", world.other_municipality),
        ("manager", world.university),
    ):
        with acting_as(who) as actor:
            assert duties.waiting(actor, home) == []
    log_in("coordinator").post(page(asked), typed(asked))
    assert waiting() == 0


def test_the_partners_hear_of_it_once_and_are_reminded_once(
    asked: Report, acting_as: Any, run_outbox: Callable[[], list[str]]
) -> None:
    with acting_as("manager") as actor:
        actions.ask(asked, due_on=clock.today() + DUE, actor=actor)  # a second click
    with clock.set_to(clock.now() + DUE - timedelta(days=1)), context.system("approvals.remind_due"):
        assert (actions.remind_due(), actions.remind_due()) == (1, 0)
    with clock.set_to(clock.now() + DUE):
        run_outbox()
    with context.system("test"):
        assert Asking.objects.count() == 1
        told = Notification.objects.filter(user__email="coordinator@example.test").order_by("id")
        kinds = [each.kind for each in told if each.kind.startswith("report_approval")]
        assert kinds == ["report_approval_asked", "report_approval_reminder"]


def test_the_partner_downloads_the_pdf(asked: Report, log_in: LogIn) -> None:
    answer = log_in("coordinator").get(f"{page(asked)}pdf/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert log_in("clerk").get(f"{page(asked)}pdf/").status_code == 404


@pytest.mark.parametrize("reason", ["x" * 1_000_000, "a\x00b"])
def test_what_is_too_long_or_cannot_be_written_is_said(reason: str, asked: Report, log_in: LogIn) -> None:
    answer = log_in("coordinator").post(page(asked), typed(asked, "object", reason))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    with context.system("test"):
        assert not Approval.objects.exists()
