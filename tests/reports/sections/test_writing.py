"""A section is written by the manager and by whom it was given to; nobody's text is lost."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError, StaleError
from reports.models import Report
from reports.sections import actions, pages
from reports.sections.actions import Draft, Gift
from reports.sections.models import PrincipleAim, Section, SectionText
from reports.states import State
from tests.clashes import rows_of
from tests.world import EVERYBODY

WRITE = {
    "manager": 302, "coordinator": 302, "clerk": 403, "curator": 403, "teacher": 403, "anonymous": 302,
    "student": 404, "owner": 404, "stranger": 404, "other_coordinator": 404, "other_manager": 404, "other_curator": 404,
}  # fmt: skip
HOME = {
    "manager": "university", "curator": "university", "teacher": "university", "student": "university",
    "coordinator": "municipality", "clerk": "municipality", "owner": "company", "stranger": "other-company",
    "other_coordinator": "other-municipality", "other_manager": "other-university", "other_curator": "other-university",
}  # fmt: skip


def address(who: str, section: Section, more: str = "") -> str:
    return f"/fi/t/{HOME.get(who, 'university')}/raportit/osat/{section.pk}/{more}"


def texts(section: Section) -> list[tuple[str, str, int]]:
    with context.system("test"):
        found = SectionText.objects.filter(section=section).order_by("language")
        return list(found.values_list("language", "text", "version"))


@pytest.mark.parametrize(("who", "status"), WRITE.items())
def test_a_section_is_written_by_the_manager_and_by_whom_it_was_given_to(
    who: str, status: int, section: Any, log_in: Any
) -> None:
    given = section(writer="municipality")
    answer = log_in(who).post(address(who, given), {"text": "Kerrottiin.", "version": 0})
    assert answer.status_code == status
    may = status == 302 and who != "anonymous"
    assert texts(given) == ([("fi", "Kerrottiin.", 1)] if may else [])
    with context.system("test"):
        assert Entry.objects.filter(verb="section.written").count() == may


READ = {"manager": 200, "coordinator": 200, "clerk": 200, "curator": 200, "teacher": 403, "owner": 404, "stranger": 404}


@pytest.mark.parametrize(("who", "status"), READ.items())
def test_who_reads_a_section_that_was_given(who: str, status: int, section: Any, log_in: Any) -> None:
    assert log_in(who).get(address(who, section(writer="municipality"))).status_code == status


def test_what_is_not_given_is_not_there_for_a_partner(section: Any, log_in: Any) -> None:
    assert log_in("coordinator").get(address("coordinator", section())).status_code == 404


@pytest.mark.attack(2)
@pytest.mark.parametrize("who", [each for each in EVERYBODY if each not in ("manager", "coordinator")])
def test_the_database_lets_nobody_else_write(who: str, section: Any, acting_as: Any) -> None:
    given = section(writer="municipality")
    row = {"organisation_id": given.organisation_id, "report_id": given.report_id, "section_id": given.pk}
    with acting_as(who), pytest.raises((ProgrammingError, DatabaseError)), transaction.atomic():
        SectionText.objects.create(**row, language="fi", text="x", written_at=given.created_at)
    assert texts(given) == []


@pytest.fixture
def second(begun: Report) -> Report:
    """The same project's other report, which is open too and has no sections."""
    with context.system("test"):
        values = {"organisation_id": begun.organisation_id, "project_id": begun.project_id}
        return Report.objects.create(**values, starts_on=begun.starts_on, ends_on=begun.ends_on)


@pytest.mark.attack(2)
def test_a_partner_changes_of_its_section_only_whether_it_is_ready(
    section: Any, second: Report, world: Any, acting_as: Any
) -> None:
    given = section(writer="municipality")
    moves: list[dict[str, Any]] = [
        {"report_id": second.pk}, {"writer_id": world.university.pk}, {"person_id": world.people["coordinator"].pk},
        {"due_on": given.ends_on}, {"language": "sv"}, {"ends_on": given.starts_on},
    ]  # fmt: skip
    with acting_as("coordinator") as actor:
        for move in moves:
            with pytest.raises(DatabaseError), transaction.atomic():
                Section.objects.filter(pk=given.pk).update(**move)
        assert actions.tick(given, ready=True, actor=actor).ready_at
    with acting_as("manager"):
        for move in ({"report_id": second.pk}, {"kind": "final"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Section.objects.filter(pk=given.pk).update(**move)


@pytest.mark.attack(2)
def test_a_section_is_of_its_reports_project(section: Any, world: Any, acting_as: Any) -> None:
    """Whoever manages a project begins none in the report of another, which is still open."""
    given = section()
    with context.system("test"):
        values = {"organisation": world.other_university, "starts_on": given.starts_on, "ends_on": given.ends_on}
        report = Report.objects.create(**values, project=world.other_project)
        row: dict[str, Any] = {"kind": given.kind, "language": "fi", "wanted": given.wanted}
    with acting_as("manager"), transaction.atomic():
        Section.objects.create(**values, **row, project=given.project, report=report)
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


@pytest.mark.attack(2)
@pytest.mark.parametrize("part", ["text", "principle"])
def test_a_part_is_of_its_sections_report(part: str, section: Any, second: Report, acting_as: Any) -> None:
    """A text that names an open report beside the section of another, which may be locked."""
    given = section()
    row = {"organisation_id": given.organisation_id, "section_id": given.pk, "report_id": second.pk}
    with acting_as("manager"), transaction.atomic():
        if part == "text":
            SectionText.objects.create(**row, language="fi", text="x", written_at=given.created_at)
        else:
            PrincipleAim.objects.create(**row, principle="gender", aim="positive")
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_what_was_given_to_a_person_is_written_by_that_person_only(section: Any, acting_as: Any) -> None:
    given = section(writer="university", person="curator")
    with acting_as("teacher") as actor, pytest.raises(PermissionDenied):
        actions.write(given, Draft("fi", "x", 0), actor=actor)
    with acting_as("curator") as actor:
        actions.write(given, Draft("fi", "Luvan saanut.", 0), actor=actor)
    assert texts(given) == [("fi", "Luvan saanut.", 1)]


def test_two_who_write_at_once_see_both_versions_and_lose_nothing(section: Any, log_in: Any) -> None:
    given = section(writer="municipality")
    for text, version in (("Ensimmäinen.", 0), ("Toinen.", 1)):
        log_in("coordinator").post(address("coordinator", given), {"text": text, "version": version})
    answer = log_in("manager").post(address("manager", given), {"text": "Kolmas.", "version": 1})
    assert (answer.status_code, [each[1:] for each in rows_of(answer)]) == (409, [("Toinen.", "Kolmas.")])
    again = {"text": "Kolmas.", "version": answer.context["form"].data["version"]}
    assert log_in("manager").post(address("manager", given), again).status_code == 302
    assert texts(given) == [("fi", "Kolmas.", 3)]


def test_two_who_begin_at_once_see_both_versions(section: Any, log_in: Any) -> None:
    given = section(writer="municipality")
    log_in("coordinator").post(address("coordinator", given), {"text": "Ensin.", "version": 0})
    answer = log_in("manager").post(address("manager", given), {"text": "Minäkin.", "version": 0})
    assert (answer.status_code, [each[1:] for each in rows_of(answer)]) == (409, [("Ensin.", "Minäkin.")])


def test_what_one_types_saves_itself_and_is_nobody_elses_change(section: Any, log_in: Any) -> None:
    given, page = section(writer="municipality"), str(uuid4())
    client, htmx = log_in("coordinator"), {"HX-Request": "true"}
    answer = client.post(address("coordinator", given), {"text": "Alku.", "version": 0, "page": page}, headers=htmx)
    assert (answer.status_code, 'value="1"' in answer.content.decode()) == (200, True)
    pressed = client.post(address("coordinator", given), {"text": "Alku ja loppu.", "version": 0, "page": page})
    assert (pressed.status_code, texts(given)) == (302, [("fi", "Alku ja loppu.", 2)])
    with context.system("test"):
        assert Entry.objects.filter(verb="section.written").count() == 1


@pytest.mark.parametrize(("text", "field"), [("a\x00b", "text"), ("a" * 1_000_000, "text")])
def test_bad_input_is_refused_in_words_and_stays_on_the_page(text: str, field: str, section: Any, log_in: Any) -> None:
    given = section()
    answer = log_in("manager").post(address("manager", given), {"text": text, "version": 0})
    assert (answer.status_code, list(answer.context["form"].errors), texts(given)) == (422, [field], [])


def test_too_many_words_are_counted_and_never_cut(section: Any, log_in: Any) -> None:
    given, text = section("attachments"), "sana " * 201
    assert log_in("manager").post(address("manager", given), {"text": text, "version": 0}).status_code == 302
    page = log_in("manager").get(address("manager", given))
    assert (texts(given)[0][1], page.context["line"].words, page.context["line"].is_long) == (text.strip(), 201, True)


def test_a_translation_falls_behind_when_the_original_changes(section: Any, acting_as: Any) -> None:
    given = section()
    with acting_as("manager") as actor:
        for draft in (Draft("fi", "Ensin.", 0), Draft("sv", "Först.", 0), Draft("fi", "Sitten.", 1)):
            actions.write(given, draft, actor=actor)
        marks = {each["code"]: each["st"] for each in pages.parity(given)}
    assert marks == {"fi": "open", "sv": "eval", "en": "draft"}


def test_the_earlier_text_is_shown_and_taken_without_writing_over_anything(
    section: Any, begun: Report, log_in: Any, acting_as: Any
) -> None:
    given = section()
    with acting_as("manager") as actor:
        actions.write(given, Draft("fi", "Viime kauden teksti.", 0), actor=actor)
        from reports.actions import create

        newer = create(begun.period, "fi", actor=actor)
        now = Section.objects.get(report=newer, wanted__key="communication")
        actions.write(now, Draft("fi", "Uutta.", 0), actor=actor)
    client = log_in("manager")
    assert client.get(address("manager", now)).context["earlier"].text == "Viime kauden teksti."
    for _ in range(2):
        client.post(address("manager", now, "aiempi/?kieli=fi"))
    assert texts(now) == [("fi", "Uutta.\n\nViime kauden teksti.", 2)]
    with context.system("test"):
        assert SectionText.objects.get(section=now).taken_from_id == begun.pk
        SectionText.objects.filter(section=now).update(text="a" * 19_990)
    assert client.post(address("manager", now, "aiempi/?kieli=fi")).status_code == 409
    assert texts(now) == [("fi", "a" * 19_990, 2)]


def test_a_section_is_given_with_a_day_and_its_writers_hear_of_it(
    section: Any, log_in: Any, run_outbox: Any, world: Any
) -> None:
    from mint.notifications.models import Notification

    given = section()
    sent = {"writer": world.municipality.pk, "due_on": "2026-12-04", "version": 1}
    assert log_in("manager").post(address("manager", given, "anna/"), sent).status_code == 302
    run_outbox()
    with context.system("test"):
        told = Notification.objects.filter(kind="section_given").values_list("user__email", flat=True)
        assert list(told) == ["coordinator@example.test"]
    client = log_in("coordinator")
    assert str(given.pk) in client.get("/fi/t/municipality/raportit/osat/").content.decode()
    desk = client.get("/fi/t/municipality/").content.decode()
    assert f"/raportit/osat/{given.pk}/" in desk
    people = log_in("manager").get(address("manager", given, "anna/")).context["form"].fields["person"].choices
    assert [str(name) for _pk, name in people][1:] == ["Coordinator"]


def test_only_the_manager_gives_and_only_to_partners(section: Any, acting_as: Any, log_in: Any, world: Any) -> None:
    given = section(writer="municipality")
    with acting_as("coordinator") as actor, pytest.raises(PermissionDenied):
        actions.give(given, Gift(world.company), version=given.version, actor=actor)
    answer = log_in("manager").post(address("manager", given, "anna/"), {"writer": world.company.pk, "version": 1})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["writer"])


def test_ready_is_ticked_by_a_writer_once_and_taken_back(section: Any, log_in: Any) -> None:
    given, client = section(writer="municipality"), log_in("coordinator")
    for ready in ("1", "1", "0"):
        client.post(address("coordinator", given, "valmis/"), {"ready": ready})
    with context.system("test"):
        verbs = Entry.objects.filter(subject_type="sections.section").order_by("id").values_list("verb", flat=True)
        assert (list(verbs), Section.objects.get(pk=given.pk).ready_at) == (["section.ready", "section.unready"], None)


def test_the_principles_are_said_one_by_one(section: Any, log_in: Any) -> None:
    given = section("principles")
    sent: dict[str, Any] = {"version": 1}
    for key in ("charter", "gender", "non_discrimination", "sustainable", "no_harm", "baltic"):
        sent |= {f"aim_{key}": "main" if key == "baltic" else "neutral", f"reason_{key}": f"Syy {key}."}
    client = log_in("manager")
    assert client.post(address("manager", given, "periaatteet/"), sent).status_code == 302
    assert client.post(address("manager", given, "periaatteet/"), sent).status_code == 409
    with context.system("test"):
        said = PrincipleAim.objects.filter(section=given).order_by("principle").values_list("principle", "aim")
        assert (len(said), dict(said)["baltic"]) == (6, "main")


def test_once_approved_its_texts_no_longer_change(section: Any, begun: Report, acting_as: Any) -> None:
    given = section(writer="municipality")
    with context.system("test"):
        Report.objects.filter(pk=begun.pk).update(
            state=State.APPROVED, steering_on=begun.ends_on, steering_paragraph="§ 1"
        )
    for who in ("manager", "coordinator"):
        with acting_as(who) as actor:
            with pytest.raises(MoveError):
                actions.write(given, Draft("fi", "x", 0), actor=actor)
            with pytest.raises(DatabaseError), transaction.atomic():
                SectionText.objects.create(
                    organisation_id=given.organisation_id, report_id=given.report_id, section_id=given.pk, language="fi",
                    text="x", written_at=given.created_at,
                )  # fmt: skip
    assert texts(given) == []


def test_a_stale_text_says_so_to_other_callers(section: Any, acting_as: Any) -> None:
    given = section()
    with acting_as("manager") as actor:
        actions.write(given, Draft("fi", "Yksi.", 0), actor=actor)
        with pytest.raises(StaleError):
            actions.write(given, Draft("fi", "Kaksi.", 0), actor=actor)


def test_comments_are_read_by_whom_the_section_was_given_to(section: Any, log_in: Any) -> None:
    given = section(writer="municipality")
    said = {"audience": "parties", "text": "Voisiko tässä mainita työpajat?", "key": str(uuid4())}
    path = f"/fi/t/university/keskustelu/raportin-osat/{given.pk}/kirjoita/"
    assert log_in("manager").post(path, said).status_code == 302
    assert "mainita työpajat" in log_in("coordinator").get(address("coordinator", given)).content.decode()
    assert log_in("owner").get(f"/fi/t/company/keskustelu/raportin-osat/{given.pk}/").status_code == 404


def test_pages_open_in_each_language_at_a_constant_number_of_queries(
    section: Any, begun: Report, log_in: Any, django_assert_max_num_queries: Any
) -> None:
    client, given = log_in("manager"), section(writer="municipality")
    wanted = [address("manager", given), address("manager", given, "anna/"), f"/fi/t/university/raportit/{begun.pk}/"]
    for path in wanted:
        for language in ("fi", "sv", "en"):
            with django_assert_max_num_queries(22):
                assert client.get(path.replace("/fi/", f"/{language}/", 1)).status_code == 200, path
