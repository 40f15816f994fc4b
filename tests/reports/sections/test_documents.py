"""The sections come into every file in the template's order, and are frozen with the report."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook

from mint import clock
from mint.isolation import context
from mint.web import MoveError
from reports import actions, workflow
from reports.documents import data, manifest
from reports.documents.gathering import document_of
from reports.documents.verifying import verify
from reports.documents.written import written as made
from reports.models import Report
from reports.sections import catalogue
from reports.sections.actions import Draft, write
from reports.sections.models import Section, Template, TemplateSection
from reports.states import FileKind, State
from tests.reports.reading import read
from tests.world import World

TITLES = [
    "Tiivistelmä", "Toimenpiteet työpaketeittain", "Tulokset ja tavoitteet", "Indikaattorit", "Osallistuneet yritykset",
    "Kokeilut", "Työ- ja harjoittelupaikat", "Viestintä", "Horisontaaliset periaatteet", "Poikkeamat ja riskit",
    "Seuraava kausi", "Liitteet ja näytöt",
]  # fmt: skip


def test_every_file_has_the_sections_in_the_templates_order(written: Report) -> None:
    with context.system("test"):
        document = document_of(written)
        files = {kind: made(kind, document) for kind in (FileKind.PDF, FileKind.DOCX, FileKind.XLSX, FileKind.JSON)}
    assert [part.title for part in document.parts] == TITLES
    paragraphs = docx.Document(io.BytesIO(files[FileKind.DOCX])).paragraphs
    headings = [each.text for each in paragraphs if each.style and each.style.name == "Heading 1"]
    assert [each for each in headings if each in TITLES] == TITLES
    lines = read(files[FileKind.PDF])
    assert [
        each.removeprefix("H1 ") for each in lines if each.removeprefix("H1 ") in TITLES and each[0] == "H"
    ] == TITLES
    places = [lines.index(f"P Osan {key} teksti.") for key in ("summary", "activities", "deviations", "next_period")]
    assert places == sorted(places)
    book = CalamineWorkbook.from_filelike(io.BytesIO(files[FileKind.XLSX]))
    names = [each for each in book.sheet_names if each in TITLES]
    assert names == [each for each in TITLES if each in names]
    assert {"Työ- ja harjoittelupaikat", "Horisontaaliset periaatteet"} <= set(names)
    said = json.loads(files[FileKind.JSON])
    assert [each["title"] for each in said["sections"]] == TITLES
    assert said["sections"][0]["texts"] == [{"language": "fi", "text": "Osan summary teksti.\nToinen kappale."}]


def test_the_json_is_what_its_schema_says(written: Report) -> None:
    with context.system("test"):
        said = data.content(document_of(written))
    Draft202012Validator(json.loads(data.schema())).validate(json.loads(json.dumps(said)))


def test_a_report_without_a_template_is_written_as_it_was(report: Report) -> None:
    with context.system("test"):
        document = document_of(report)
        assert (document.parts, "sections" in data.content(document), "template" in manifest.manifest(report)) == (
            [], False, False,
        )  # fmt: skip


def test_a_report_from_before_there_were_templates_has_its_sections_when_it_is_built_anew(
    report: Report, acting_as: Any, run_outbox: Any
) -> None:
    with context.system("test"):
        assert not report.sections.exists()
        catalogue.ensure()
    for _press in range(2):
        with acting_as("manager") as actor:
            actions.build(report, actor=actor)
        run_outbox()
    with context.system("test"):
        stored = Report.objects.get(pk=report.pk)
        assert stored.sections.count() == len(document_of(stored).parts) == 12


def test_a_missing_text_stops_the_approval_and_the_list_says_where_it_is_written(
    begun: Report, acting_as: Any, run_outbox: Any, log_in: Any
) -> None:
    with acting_as("manager") as actor:
        actions.build(begun, actor=actor)
    run_outbox()
    with context.system("test"):
        report = Report.objects.get(pk=begun.pk)
        missing = Section.objects.filter(report=report, wanted__is_required=True)
        urls = {f"/fi/t/university/raportit/osat/{each.pk}/?kieli=fi" for each in missing}
        unwritten = {part.key for part in document_of(report).parts if part.is_empty}
    assert unwritten == {"summary", "activities", "results", "deviations", "next_period"}
    with acting_as("manager") as actor, pytest.raises(MoveError):
        workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 1")
    gaps = log_in("manager").get(f"/fi/t/university/raportit/{report.pk}/").context["gaps"]
    assert {each["url"] for each in gaps if each.get("blocks")} == urls


def test_too_long_a_text_and_one_written_after_the_building_stop_it_too(
    written: Report, acting_as: Any, log_in: Any
) -> None:
    with acting_as("manager") as actor:
        section = Section.objects.select_related("wanted").get(report=written, wanted__key="attachments")
        write(section, Draft("fi", "sana " * 201, 0), actor=actor)
        with pytest.raises(MoveError):
            workflow.approve(written, actor=actor, on=clock.today(), paragraph="§ 1")
    gaps = log_in("manager").get(f"/fi/t/university/raportit/{written.pk}/").context["gaps"]
    assert len([each for each in gaps if each.get("blocks")]) == 2


def test_the_page_of_what_is_missing_now_names_the_texts_too(begun: Report, log_in: Any, run_outbox: Any) -> None:
    page = f"/fi/t/university/raportit/{begun.pk}/"
    with context.system("test"):
        stops = Section.objects.filter(report=begun, wanted__is_required=True).count()
    gaps = log_in("manager").get(f"{page}puuttuu/").context["gaps"]
    assert sum(getattr(each, "blocks", False) for each in gaps) == stops


@pytest.fixture
def locked(written: Report, acting_as: Any) -> Report:
    with acting_as("manager") as actor:
        report = workflow.approve(written, actor=actor, on=clock.today(), paragraph="§ 1")
        return workflow.submit(report, actor=actor)


def test_nothing_is_being_written_in_a_locked_report(written: Report, acting_as: Any, log_in: Any) -> None:
    with context.system("test"):
        Section.objects.filter(report=written, wanted__key="communication").update(due_on=clock.today())
    with acting_as("manager") as actor:
        locked = workflow.submit(workflow.approve(written, actor=actor, on=clock.today(), paragraph="§ 1"), actor=actor)
    said = log_in("manager").get(f"/en/t/university/raportit/{locked.pk}/").content.decode()
    assert [word in said for word in ("Being written", "are ready.", '<small class="muted">By ')] == [False] * 3
    assert said.count("Written</span>") == 5


def test_the_manifest_covers_texts_and_template_and_the_database_keeps_them(locked: Report) -> None:
    with context.system("test"):
        stored = Report.objects.get(pk=locked.pk)
        said = manifest.manifest(stored)
        assert (said["template"], len(said["texts"])) == (["funder", 1], 5)
        assert manifest.verifies(stored)
        with connection.cursor() as cursor:
            for statement in (
                "UPDATE sections_sectiontext SET text = 'x' WHERE report_id = %s",
                "DELETE FROM sections_sectiontext WHERE report_id = %s",
                "UPDATE sections_section SET ready_at = now() WHERE report_id = %s",
                "DELETE FROM sections_section WHERE report_id = %s",
            ):
                with pytest.raises(IntegrityError), transaction.atomic():
                    cursor.execute(statement, [locked.pk])


def test_the_folder_is_verified_and_a_changed_text_is_found(locked: Report, tmp_path: Path) -> None:
    period = ["--from", str(locked.starts_on), "--to", str(locked.ends_on)]
    call_command("build_report", "--project", "MINT-2", "--kind", "monitoring", *period, "--out", str(tmp_path))
    assert verify(tmp_path, locked.sha256).differences == ()
    said = json.loads((tmp_path / "manifest.json").read_bytes())
    said["content"]["parts"][0]["texts"][0]["paragraphs"][0] = "Muutettu."
    said["content"]["template"] = ["funder", 9]
    (tmp_path / "manifest.json").write_text(json.dumps(said))
    found = " ".join(verify(tmp_path).differences)
    assert ("summary (fi): the text is not the one that was written" in found, "of the template" in found) == (
        True,
        True,
    )


def test_a_report_keeps_the_template_that_it_began_with(begun: Report, records: World) -> None:
    with context.system("test"):
        assert [each.number for each in catalogue.ensure()] == [1, 1, 1, 1]
        newer = Template.objects.create(kind="funder", number=2)
        TemplateSection.objects.create(
            template=newer, key="summary", order=0, name_fi="Uusi", name_sv="Ny", name_en="New"
        )
        kept = Section.objects.filter(report=begun).values_list("wanted__template__number", flat=True)
        assert (set(kept), len(kept)) == ({1}, 12)
        assert catalogue.ensure()[0].number == 3


def test_what_was_reported_before_and_is_lower_now_is_told(locked: Report, acting_as: Any, log_in: Any) -> None:
    from reports.models import Figure

    with context.system("test"):
        later = Report.objects.create(
            organisation_id=locked.organisation_id, project_id=locked.project_id, starts_on=locked.starts_on,
            ends_on=locked.ends_on.replace(year=2027), state=State.COLLECTING, built_at=clock.now(),
        )  # fmt: skip
        old = locked.figures.get(code="MINT02")
        fields = {
            name: getattr(old, name) for name in ("organisation_id", "indicator_id", "code", "unit", "aggregation")
        }
        Figure.objects.create(
            report=later, name_fi="Kokeilut", name_sv="Försök", name_en="Experiments", total=1, **fields
        )
    gaps = log_in("manager").get(f"/fi/t/university/raportit/{later.pk}/").context["gaps"]
    assert [each["text"] for each in gaps if "Kokeilut" in each["text"]] != []
