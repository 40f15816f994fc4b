"""A figure is adjusted by a correction only: with a reason, evidence and a second person, and it is a row like others."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from mint import clock
from mint.audit.models import Entry
from mint.files.checks import Checked
from mint.isolation import context
from mint.notifications.models import Notification
from mint.web import MoveError
from reports import actions as reporting
from reports.corrections import actions, duties, workflow
from reports.corrections.actions import Evidence
from reports.corrections.models import Correction
from reports.corrections.states import State
from reports.documents import manifest
from reports.models import Indicator, Report
from tests.reports.conftest import BEFORE, WITHIN
from tests.uploads import pdf
from tests.world import World

LogIn = Callable[[str], Client]
BASE = "/fi/t/university/raportit/korjaukset/"
REASON = "Tapahtuma puuttui lähdetiedoista."


def evidence() -> Evidence:
    return Evidence(file=Checked(ContentFile(b"a;b\n1;2\n", "a.csv"), "a.csv", "text/csv"))


def propose(world: World, actor: Any, code: str = "MINT02", **more: Any) -> Correction:
    values: dict[str, Any] = {"on": WITHIN, "amount": Decimal(2), "reason": REASON, "evidence": evidence()}
    indicator = Indicator.objects.get(code=code, project=None)
    return actions.propose(world.project, indicator, actor=actor, **(values | more))


@pytest.fixture
def proposed(report: Report, world: World, acting_as: Any) -> Correction:
    with acting_as("manager") as actor:
        return propose(world, actor)


def test_it_counts_once_a_second_person_has_approved_it_and_is_a_row_of_the_figure_and_the_manifest(
    report: Report, proposed: Correction, world: World, acting_as: Any, run_outbox: Any
) -> None:
    def built() -> tuple[Any, Any]:
        with acting_as("manager") as actor:
            reporting.build(Report.objects.get(pk=report.pk), actor=actor)
        run_outbox()
        with context.system("test"):
            figure = report.figures.get(code="MINT02")
            return figure.value, figure.total

    assert built() == (1, 2)
    with acting_as("curator") as actor:
        workflow.approve(proposed, actor=actor)
    with acting_as("manager") as actor:
        early = propose(world, actor, on=BEFORE, amount=Decimal(-1))
    with acting_as("curator") as actor:
        workflow.approve(early, actor=actor)
    assert built() == (3, 3)
    with context.system("test"):
        rows = report.rows.filter(figure__code="MINT02", record="corrections.correction")
        assert [(each.object_id, each.in_period, each.in_total) for each in rows] == [
            (early.pk, 0, -1),
            (proposed.pk, 2, 2),
        ]
        assert f'"corrections.correction",{proposed.pk}' in manifest.canonical(manifest.manifest(report)).decode()
        verbs = Entry.objects.filter(verb__startswith="correction.").order_by("id").values_list("verb", flat=True)
        assert list(verbs) == ["correction.proposed", "correction.approved"] * 2


@pytest.mark.attack(12)
def test_nobody_approves_what_they_proposed_and_the_database_says_the_same(
    proposed: Correction, acting_as: Any
) -> None:
    approved = {"state": State.APPROVED, "decided_at": clock.now(), "decided_by_id": proposed.proposed_by_id}
    with acting_as("manager") as actor:
        with pytest.raises(PermissionDenied):
            workflow.approve(proposed, actor=actor)
        with pytest.raises(DatabaseError), transaction.atomic():
            Correction.objects.filter(pk=proposed.pk).update(**approved)
    with context.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=proposed.pk).update(**approved)
    with acting_as("curator") as actor, pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=proposed.pk).update(**(approved | {"decided_by_id": actor.user_id + 1}))
    for who in ("teacher", "coordinator", "owner", "other_manager", "other_curator"):
        with acting_as(who) as actor, pytest.raises((PermissionDenied, Correction.DoesNotExist)):
            workflow.approve(proposed, actor=actor)
    with context.system("test"):
        assert Correction.objects.get().state == State.PROPOSED
        assert not Entry.objects.filter(verb="correction.approved").exists()


def test_what_was_proposed_is_not_rewritten_and_what_was_decided_stays(proposed: Correction, acting_as: Any) -> None:
    with context.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=proposed.pk).update(amount=99)
    with acting_as("curator") as actor:
        workflow.approve(proposed, actor=actor)
        with pytest.raises(MoveError):
            workflow.refuse(proposed, actor=actor, reason="Liian myöhään.")
    with context.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=proposed.pk).update(state=State.PROPOSED)


def test_without_evidence_there_is_no_correction(report: Report, world: World, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        with pytest.raises(MoveError):
            propose(world, actor, evidence=Evidence())
        bare = Correction.objects.create(
            organisation=world.university, project=world.project, indicator=Indicator.objects.get(code="MINT02"),
            on=WITHIN, amount=1, reason=REASON, proposed_by_id=actor.user_id,
        )  # fmt: skip
    with acting_as("curator") as actor:
        with pytest.raises(MoveError):
            workflow.approve(bare, actor=actor)
        with pytest.raises(IntegrityError), transaction.atomic():
            Correction.objects.filter(pk=bare.pk).update(
                state=State.APPROVED, decided_at=clock.now(), decided_by_id=actor.user_id
            )


def test_it_is_proposed_on_the_page_decided_by_another_and_both_are_told(
    report: Report, world: World, log_in: LogIn, run_outbox: Callable[[], list[str]]
) -> None:
    with context.system("test"):
        figure = report.figures.get(code="MINT02")
        row = figure.rows.first()
        assert row is not None
    manager, path = log_in("manager"), f"{BASE}hanke/{world.project.pk}/uusi/"
    shown = manager.get(f"/fi/t/university/raportit/{report.pk}/luvut/{figure.pk}/").content.decode()
    assert f"{path}?rivi={row.pk}" in shown
    typed = {"indicator": figure.indicator_id, "amount": "−1", "on": str(row.on), "reason": REASON}
    refused = manager.post(path, typed)
    assert list(refused.context["form"].errors) == ["file"]
    assert "vapaaehtoinen" not in refused.content.decode()
    upload = SimpleUploadedFile("naytto.pdf", pdf(), "application/pdf")
    assert manager.post(path, typed | {"file": upload}).status_code == 302
    assert manager.post(f"{path}?rivi={row.pk}", typed).status_code == 302
    with context.system("test"):
        by_row, by_file = Correction.objects.order_by("-id")
        assert (by_row.record, by_row.object_id, by_row.amount) == (row.record, row.object_id, Decimal(-1))
        assert by_file.files.count() == 1
    curator = log_in("curator")
    page = curator.get(f"{BASE}{by_row.pk}/")
    assert page.context["evidence_url"]
    assert [each["name"] for each in page.context["moves"]] == ["approved", "refused"]
    assert curator.post(f"{BASE}{by_row.pk}/siirra/approved/", {"version": 1}).status_code == 302
    assert curator.post(f"{BASE}{by_row.pk}/siirra/refused/", {"version": 1, "reason": "Ei"}).status_code == 409
    assert curator.post(f"{BASE}{by_file.pk}/siirra/refused/", {"version": 1, "reason": "Ei riitä."}).status_code == 302
    run_outbox()
    with context.system("test"):
        told = Notification.objects.filter(kind="correction_decided").values_list("user__email", flat=True)
        assert set(told) == {"manager@example.test"}
        assert Correction.objects.get(pk=by_file.pk).decision == "Ei riitä."


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"amount": "0"}, "amount"),
        ({"on": "2099-01-01"}, "on"),
        ({"reason": "Siksi"}, "reason"),
        ({"indicator": "0"}, "indicator"),
    ],
)
def test_what_cannot_be_proposed_is_refused(
    typed: dict[str, str], field: str, report: Report, world: World, log_in: LogIn
) -> None:
    with context.system("test"):
        figure = report.figures.get(code="MINT02")
    given = {"indicator": figure.indicator_id, "amount": "1", "on": str(WITHIN), "reason": REASON}
    upload = SimpleUploadedFile("naytto.pdf", pdf(), "application/pdf")
    answer = log_in("manager").post(f"{BASE}hanke/{world.project.pk}/uusi/", given | typed | {"file": upload})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    with context.system("test"):
        assert not Correction.objects.exists()


def test_it_waits_among_the_second_persons_duties_and_nobody_elses(
    proposed: Correction, world: World, acting_as: Any
) -> None:
    for who, home, number in (
        ("curator", world.university, 1),
        ("manager", world.university, 0),
        ("teacher", world.university, 0),
        ("other_curator", world.other_university, 0),
    ):
        with acting_as(who) as actor:
            assert len(duties.waiting(actor, home)) == number, who


def test_the_one_who_proposed_it_withdraws_it(proposed: Correction, acting_as: Any) -> None:
    with acting_as("curator") as actor, pytest.raises(PermissionDenied):
        workflow.withdraw(proposed, actor=actor)
    with acting_as("manager") as actor:
        assert workflow.withdraw(proposed, actor=actor).state == State.WITHDRAWN


def test_the_pages_open_in_each_language(proposed: Correction, world: World, log_in: LogIn) -> None:
    for language in ("fi", "sv", "en"):
        for path in (f"hanke/{world.project.pk}/", f"hanke/{world.project.pk}/uusi/", f"{proposed.pk}/"):
            address = f"{BASE.replace('/fi/', f'/{language}/')}{path}"
            assert log_in("manager").get(address).status_code == 200, address
