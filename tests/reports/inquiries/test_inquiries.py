"""A funder's official reads a submitted report by a link, without an account, and asks about a figure of it."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.outbox.models import Mail
from mint.sealing import hashed
from mint.templating import fdate
from reports import workflow
from reports.documents.document import shown_date
from reports.dossier import package
from reports.inquiries import actions, asking, duties, keeping, reading
from reports.inquiries import workflow as answering
from reports.inquiries.models import Link, Message, Thread
from reports.inquiries.states import State
from reports.models import Report
from tests.signing_in import sign_in
from tests.world import World

LogIn = Callable[[str], Client]
OFFICIAL = {"name": "Rauha Rahoittaja", "email": "rauha@rahoittaja.example", "language": "fi", "days": 30}


@pytest.fixture
def locked(report: Report, acting_as: Any) -> Report:
    with acting_as("manager") as actor:
        approved = workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 12")
        return workflow.submit(approved, actor=actor)


@pytest.fixture
def token(locked: Report, acting_as: Any) -> str:
    with acting_as("manager") as actor:
        actions.invite(locked, actor=actor, **OFFICIAL)
    with context.system("test"):
        found = re.search(r"/kysymys/([\w-]{43})/", Mail.objects.get(kind="inquiry_link").text)
    assert found is not None
    return found[1]


def page(token: str, more: str = "") -> str:
    return f"/fi/raportit/kysymys/{token}/{more}"


def own(report: Report, more: str = "") -> str:
    return f"/fi/t/university/raportit/{report.pk}/kysymykset/{more}"


def question(**more: Any) -> dict[str, str]:
    return {"place": "MINT01", "text": "Mistä luku tulee?", "key": str(uuid4()), **more}


@pytest.fixture
def thread(token: str) -> Thread:
    assert Client().post(page(token), question()).status_code == 302
    with context.system("test"):
        return Thread.objects.select_related("report", "figure").get()


def test_reading_needs_no_account_and_writes_nothing(token: str, locked: Report) -> None:
    client = Client()
    shown = client.get(page(token)).content.decode()
    assert locked.sha256 in shown
    with context.system("test"):
        figure = locked.figures.get(code="MINT01")
        row = figure.rows.first()
    rows = client.get(page(token, f"luvut/{figure.pk}/"))
    assert row.title in rows.content.decode()
    assert client.head(page(token)).status_code == 200
    with context.system("test"):
        assert not Thread.objects.exists()
        link = Link.objects.get()
        assert (link.token_hash, token in repr(vars(link))) == (hashed("inquiry", token), False)


def test_a_question_is_asked_answered_with_evidence_asked_on_and_closed(
    token: str, locked: Report, acting_as: Any, log_in: LogIn, run_outbox: Callable[[], list[str]]
) -> None:
    funder, manager, given = Client(), log_in("manager"), question()
    for _click in range(2):
        asked = funder.post(page(token), given)
        assert asked.status_code == 302
    with context.system("test"):
        thread = Thread.objects.get()
        assert (thread.place, thread.state, thread.messages.count()) == ("MINT01", State.WAITING, 1)
        row = locked.figures.get(code="MINT01").rows.first()
    with acting_as("manager") as actor:
        (duty,) = duties.waiting(actor, locked.organisation)
        assert (duty.detail, duty.about, duty.about in duty.title) == (thread.title, locked.project.code, False)
    assert shown_date(row.on) in manager.get(own(locked, f"{thread.pk}/")).content.decode()
    answer = {"text": "Kaksi haastetta.", "evidence": [f"row-{row.pk}", "file-csv"], "key": str(uuid4())}
    for _click in range(2):
        assert manager.post(own(locked, f"{thread.pk}/"), answer).status_code == 302
    shown = funder.get(asked["Location"]).content.decode()
    assert "Kaksi haastetta." in shown
    assert row.title in shown
    assert "Manager" not in shown.partition("<main")[2]
    taken = funder.get(page(token, f"{thread.pk}/csv/"))
    assert b"MINT01" in b"".join(taken.streaming_content)
    assert funder.get(page(token, f"{thread.pk}/pdf/")).status_code == 404
    on = {"text": "Entä toinen?", "key": str(uuid4())}
    assert funder.post(asked["Location"], on).status_code == 302
    with context.system("test"):
        assert Thread.objects.get().state == State.WAITING
    assert manager.post(own(locked, f"{thread.pk}/sulje/")).status_code == 302
    assert manager.post(own(locked, f"{thread.pk}/sulje/")).status_code == 409
    assert funder.post(asked["Location"], on | {"key": str(uuid4())}).status_code == 409
    run_outbox()
    with context.system("test"):
        assert Thread.objects.get().messages.count() == 3
        verbs = Entry.objects.filter(verb__startswith="inquiry.").order_by("id").values_list("verb", flat=True)
        assert list(verbs) == [
            "inquiry.link_made", "inquiry.asked", "inquiry.answered", "inquiry.asked_on", "inquiry.closed",
        ]  # fmt: skip
        told = Notification.objects.filter(kind="inquiry_asked").values_list("user__email", flat=True)
        assert list(told) == ["manager@example.test"] * 2
        assert Mail.objects.filter(kind="inquiry_answered", to=OFFICIAL["email"]).count() == 1


def test_it_is_a_part_of_the_dossier_without_names(thread: Thread, locked: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        parts = dict(package.parts(package.contents(Report.objects.get(pk=locked.pk), actor)))
    (kept,) = json.loads(parts["questions.json"])
    assert [(each["from"], each["text"]) for each in kept["messages"]] == [("funder", "Mistä luku tulee?")]
    assert "Mistä luku tulee?" in parts["index.html"].decode()
    assert "Rauha" not in parts["questions.json"].decode() + parts["index.html"].decode()


@pytest.mark.attack(3)
@pytest.mark.parametrize("how", ["expired", "revoked", "wrong"])
def test_a_link_that_works_no_more_opens_nothing(
    how: str, token: str, thread: Thread, locked: Report, log_in: LogIn
) -> None:
    with context.system("test"):
        figure, link = locked.figures.get(code="MINT01"), Link.objects.get()
    if how == "revoked":
        for _click in range(2):
            assert log_in("manager").post(own(locked, f"linkit/{link.pk}/peru/")).status_code == 302
    later = timedelta(days=31) if how == "expired" else timedelta()
    used = "x" * 43 if how == "wrong" else token
    with clock.set_to(clock.now() + later):
        client = Client()
        for more in ("", f"luvut/{figure.pk}/", f"{thread.pk}/", f"{thread.pk}/csv/"):
            assert client.get(page(used, more)).status_code == 404
        assert client.post(page(used), question()).status_code == 404
        assert client.post(page(used, f"{thread.pk}/"), {"text": "Vielä?", "key": str(uuid4())}).status_code == 404
    with context.system("test"):
        assert Message.objects.count() == 1
        assert Entry.objects.filter(verb="inquiry.link_revoked").count() == (how == "revoked")


@pytest.mark.attack(2)
def test_a_link_opens_its_own_report_and_its_own_questions(
    token: str, thread: Thread, locked: Report, world: World, acting_as: Any
) -> None:
    with context.system("test"):
        other = Report.objects.create(
            organisation=world.university, project=world.project, starts_on=locked.starts_on, ends_on=locked.ends_on
        )
        figure = locked.figures.first()
        figure.pk, figure.report_id, figure.report = None, other.pk, other
        figure.save()
    with acting_as("manager") as actor:
        actions.invite(locked, actor=actor, **OFFICIAL | {"email": "toinen@rahoittaja.example"})
    with context.system("test"):
        mail = Mail.objects.filter(kind="inquiry_link", to="toinen@rahoittaja.example").get()
    found = re.search(r"/kysymys/([\w-]{43})/", mail.text)
    assert found is not None
    assert Client().get(page(token, f"luvut/{figure.pk}/")).status_code == 404
    assert Client().get(page(found[1], f"{thread.pk}/")).status_code == 404
    assert Client().post(page(found[1], f"{thread.pk}/"), {"text": "Vielä?", "key": str(uuid4())}).status_code == 404
    with acting_as("anonymous"):
        for model in (Report, Thread, Message, Link):
            assert not model._base_manager.exists()


@pytest.mark.attack(12)
def test_only_the_manager_makes_links_and_answers_and_the_database_says_the_same(
    locked: Report, thread: Thread, acting_as: Any, log_in: LogIn
) -> None:
    for who in ("curator", "teacher", "coordinator", "other_manager", "owner"):
        with acting_as(who) as actor:
            with pytest.raises(PermissionDenied):
                actions.invite(locked, actor=actor, **OFFICIAL)
            assert not Thread.objects.exists()
            assert not Link.objects.exists()
            values = {"organisation_id": locked.organisation_id, "report": locked, "made_by_id": actor.user_id}
            with pytest.raises(DatabaseError), transaction.atomic():
                Link.objects.create(**values, name="x", email="x@example.test", token_hash="x", expires_at=clock.now())
            message = {"organisation_id": locked.organisation_id, "thread_id": thread.pk, "author_id": actor.user_id}
            with pytest.raises(DatabaseError), transaction.atomic():
                Message.objects.create(**message, from_funder=False, text="Minä.", form_key=uuid4())
    with acting_as("manager") as actor, pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.create(
            organisation_id=locked.organisation_id,
            thread_id=thread.pk,
            from_funder=True,
            text="Minä.",
            form_key=uuid4(),
        )
    assert log_in("curator").get(own(locked)).status_code == 403
    assert log_in("coordinator").get(own(locked)).status_code == 404


def test_of_a_report_that_was_opened_again_nothing_is_read_and_nothing_asked(
    token: str, locked: Report, acting_as: Any
) -> None:
    with context.system("test"):
        figure = locked.figures.get(code="MINT01")
    with acting_as("manager") as actor:
        workflow.send_back(locked, actor=actor, reason="Tarkentakaa.")
        workflow.reopen_to_count(Report.objects.get(pk=locked.pk), actor=actor, reason="Korjataan.")
    client = Client()
    shown = client.get(page(token))
    assert (shown.status_code, shown.context["figures"]) == (200, [])
    assert client.get(page(token, f"luvut/{figure.pk}/")).status_code == 404
    assert client.post(page(token), question(place="report")).status_code == 409


def test_a_link_taken_back_while_its_question_was_on_the_way_asks_nothing(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = reading.link_of(token)
    monkeypatch.setattr(reading, "link_of", lambda _token: stale)
    with context.system("test"):
        Link.objects.update(revoked_at=clock.now())
    assert Client().post(page(token), question()).status_code == 409
    with context.system("test"):
        assert not Message.objects.exists()


def test_two_questions_of_a_link_wait_for_each_other(token: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        asking.ask(token, place="MINT01", text="Mistä luku tulee?", key=uuid4())
    said = [each["sql"] for each in asked.captured_queries if '"inquiries_' in each["sql"]]
    locks = [number for number, sql in enumerate(said) if "FOR NO KEY UPDATE" in sql and '"inquiries_link"' in sql]
    first_message = next(number for number, sql in enumerate(said) if '"inquiries_message"' in sql)
    assert locks
    assert locks[0] < first_message


def test_the_manager_sees_on_which_day_a_link_asked_and_reading_writes_nothing(
    token: str, locked: Report, acting_as: Any, log_in: LogIn
) -> None:
    def used() -> Any:
        with context.system("test"):
            return Link.objects.get().last_used_on

    Client().get(page(token))
    assert used() is None
    assert "käytetty viimeksi" not in log_in("manager").get(own(locked)).content.decode()
    Client().post(page(token), question())
    assert used() == clock.today()
    with acting_as("manager") as actor:
        thread = Thread.objects.get()
        evidence = [{"file": "csv", "sha256": locked.files.get(kind="csv").sha256}]
        answering.answer(thread, text="Tässä.", evidence=evidence, key=uuid4(), actor=actor)
    asked_on = clock.today()
    with clock.set_to(clock.now() + timedelta(days=2)):
        assert b"MINT01" in b"".join(Client().get(page(token, f"{thread.pk}/csv/")).streaming_content)
        assert used() == asked_on
        assert f"käytetty viimeksi {fdate(asked_on)}" in log_in("manager").get(own(locked)).content.decode()


@pytest.mark.attack(4)
def test_mailing_a_link_asks_first_who_one_is(locked: Report, world: World) -> None:
    manager = sign_in(Client(), world.people["manager"], ago=3600)
    assert reverse("accounts:confirm") in manager.post(own(locked), OFFICIAL)["Location"]
    assert manager.get(own(locked)).status_code == 200
    with context.system("test"):
        assert not Link.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"text": "x" * 1_000_000}, {"text": "a\x00b"}, {"text": ""}, {"place": "NONE"}, {"key": "x"}]
)
def test_what_cannot_be_taken_is_refused_in_words(wrong: dict[str, str], token: str) -> None:
    answer = Client().post(page(token), question(**wrong))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(wrong))
    with context.system("test"):
        assert not Message.objects.exists()


def test_so_much_is_asked_in_a_day_and_no_more(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_A_DAY", 2)
    answers = [Client().post(page(token), question()).status_code for _number in range(3)]
    assert answers == [302, 302, 409]


def test_a_double_click_mails_one_link(locked: Report, log_in: LogIn) -> None:
    answers = [log_in("manager").post(own(locked), OFFICIAL).status_code for _click in range(2)]
    assert answers == [302, 409]
    with context.system("test"):
        assert Mail.objects.filter(kind="inquiry_link").count() == Link.objects.count() == 1


def test_the_pages_open_in_each_language_at_one_cost(
    token: str, thread: Thread, locked: Report, log_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    for language in ("fi", "sv", "en"):
        for path in (own(locked), own(locked, f"{thread.pk}/")):
            assert log_in("manager").get(path.replace("/fi/", f"/{language}/")).status_code == 200
        for more in ("", f"luvut/{thread.figure_id}/", f"{thread.pk}/"):
            with django_assert_max_num_queries(20):
                assert Client().get(page(token, more).replace("/fi/", f"/{language}/")).status_code == 200


def test_the_officials_name_goes_half_a_year_after_the_link_and_the_question_stays(thread: Thread) -> None:
    for days, kept in ((200, OFFICIAL["name"]), (215, "")):
        with context.system("test"), clock.set_to(clock.now() + timedelta(days=days)):
            keeping.RULE.follow()
            assert Link.objects.get().name == kept
    with context.system("test"):
        assert Message.objects.get().text == "Mistä luku tulee?"


def test_a_question_is_pinned_to_a_section_of_the_report_by_its_key(report: Report, acting_as: Any) -> None:
    with context.system("test"):
        texts = [{"language": "fi", "text": "Kesällä kokeiltiin."}]
        part = {"key": "progress", "title": "Eteneminen", "block": "text", "texts": texts, "table": None}
        Report.objects.filter(pk=report.pk).update(content=report.content | {"parts": [part]})
    with acting_as("manager") as actor:
        approved = workflow.approve(Report.objects.get(pk=report.pk), actor=actor, on=clock.today(), paragraph="§ 12")
        actions.invite(workflow.submit(approved, actor=actor), actor=actor, **OFFICIAL)
    with context.system("test"):
        found = re.search(r"/kysymys/([\w-]{43})/", Mail.objects.get(kind="inquiry_link").text)
    assert found is not None
    assert "Kesällä kokeiltiin." in Client().get(page(found[1])).content.decode()
    assert Client().post(page(found[1]), question(place="summary")).status_code == 422
    assert Client().post(page(found[1]), question(place="progress")).status_code == 302
    with context.system("test"):
        assert Thread.objects.values_list("place", "title", "figure").get() == ("progress", "Eteneminen", None)
