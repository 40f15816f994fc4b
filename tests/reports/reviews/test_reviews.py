"""A locked ecosystem review is read by everybody once it is published, and by nobody before."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from reports import jobs, workflow
from reports.models import Figure, FigureRow, Report
from reports.reviews import actions
from reports.reviews.models import Review
from reports.sections import catalogue
from reports.sections.actions import Draft, begin, write
from reports.sections.models import Section
from reports.states import OF_PEOPLE, Kind

OPEN_DATA = "/fi/avoin-data/"
SAID = {"fi": "Kesällä kokeiltiin.", "sv": "På sommaren prövades nytt.", "en": "New things were tried out."}


@pytest.fixture
def collected(records: Any, acting_as: Any, run_outbox: Any) -> Report:
    """Built, with its public summary in three languages."""
    with context.system("test"):
        catalogue.ensure()
        values = {"organisation": records.university, "project": records.project, "kind": Kind.ECOSYSTEM}
        report = Report.objects.create(**values, starts_on="2026-07-01", ends_on="2026-09-30")
        report.refresh_from_db()
        begin(report)
    with acting_as("manager") as actor:
        section = Section.objects.select_related("wanted").get(report=report, wanted__key="public_summary")
        for language, text in SAID.items():
            write(section, Draft(language, text, 0), actor=actor)
        jobs.start(report, actor=actor)
    run_outbox()
    return report


@pytest.fixture
def lock_it(acting_as: Any) -> Callable[[Report], Report]:
    def locked(report: Report) -> Report:
        with acting_as("manager") as actor:
            report = workflow.approve(Report.objects.get(pk=report.pk), actor=actor, on=clock.today(), paragraph="§ 1")
            return workflow.submit(report, actor=actor)

    return locked


@pytest.fixture
def review(collected: Report, lock_it: Callable[[Report], Report]) -> Report:
    return lock_it(collected)


def test_it_is_public_in_three_languages_once_it_is_published(review: Report, log_in: Any) -> None:
    visitor, address = log_in("anonymous"), f"/fi/t/university/raportit/{review.pk}/"
    assert log_in("manager").post(f"{address}julkaise/").status_code == 302
    with context.system("test"):
        public = Review.objects.get(report=review)
    assert public.get_absolute_url() in visitor.get(OPEN_DATA).content.decode()
    assert f"/fi/katsaukset/{public.pk}/" in visitor.get("/fi/katsaukset/").content.decode()
    for language, text in SAID.items():
        page = visitor.get(f"/{language}/katsaukset/{public.pk}/").content.decode()
        assert (text in page, "9900101-0" in page) == (True, False)
    assert log_in("manager").post(f"{address}peru-julkaisu/").status_code == 302
    assert visitor.get(f"/fi/katsaukset/{public.pk}/").status_code == 404
    with context.system("test"):
        verbs = Entry.objects.filter(verb__endswith="published").order_by("id").values_list("verb", flat=True)
        assert list(verbs) == ["report.published", "report.unpublished"]


def test_neither_records_nor_companies_are_in_it(review: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        said = actions.publish(review, actor=actor).content
        assert actions.publish(review, actor=actor).pk
    assert {*said} == {"figures", "sections", "sha256"}
    assert {key for each in said["figures"] for key in each} == {"code", "name", "unit", "value", "total", "target"}


def test_figures_of_people_are_left_out_however_many_are_behind_them(
    collected: Report, lock_it: Any, acting_as: Any, log_in: Any
) -> None:
    with context.system("test"):
        figure = Figure.objects.get(report=collected, code="MINT09")
        row = FigureRow.objects.filter(figure=figure).first()
        assert row is not None
        for _more in range(9):
            row.pk = None
            row.save()
        figure.value = figure.total = Decimal(12)
        figure.save()
    with acting_as("manager") as actor:
        public = actions.publish(lock_it(collected), actor=actor)
    told = [each for each in public.content["figures"] if each["unit"] in OF_PEOPLE]
    assert {each["unit"] for each in told} == {*OF_PEOPLE}
    assert {(each["value"], each["total"]) for each in told} == {(None, None)}
    assert "avoimessa datassa" in log_in("anonymous").get(public.get_absolute_url()).content.decode()


def test_only_what_the_document_shows_is_public(
    collected: Report, lock_it: Any, acting_as: Any, run_outbox: Any
) -> None:
    """A text in a language that the section is not shown in has been approved by nobody."""
    with acting_as("manager") as actor:
        section = Section.objects.select_related("wanted").get(report=collected, wanted__key="progress")
        for language in ("fi", "sv"):
            write(section, Draft(language, f"Edistyminen {language}.", 0), actor=actor)
        jobs.start(collected, actor=actor)
    run_outbox()
    with acting_as("manager") as actor:
        said = actions.publish(lock_it(collected), actor=actor).content["sections"]
    texts = {each["key"]: each["texts"] for each in said}
    assert texts["progress"] == {"fi": ["Edistyminen fi."]}
    assert texts["public_summary"] == {language: [text] for language, text in SAID.items()}


def test_what_was_returned_can_be_taken_off_and_is_published_anew(
    review: Report, lock_it: Any, acting_as: Any, run_outbox: Any, log_in: Any
) -> None:
    address, client = f"/fi/t/university/raportit/{review.pk}/", log_in("manager")
    with acting_as("manager") as actor:
        first = actions.publish(review, actor=actor)
        returned = workflow.send_back(review, actor=actor, reason="Tarkentakaa.")
        assert f"{address}peru-julkaisu/" in client.get(address).content.decode()
        opened = workflow.reopen_to_count(returned, actor=actor, reason="Tarkennus.")
        section = Section.objects.select_related("wanted").get(report=opened, wanted__key="public_summary")
        write(section, Draft("fi", "Kesällä kokeiltiin kahta.", 1), actor=actor)
        jobs.start(opened, actor=actor)
    run_outbox()
    again = lock_it(review)
    page = client.get(address).content.decode()
    assert (again.sha256 != review.sha256, f"{address}julkaise/" in page) == (True, True)
    client.post(f"{address}julkaise/")
    with context.system("test"):
        public = Review.objects.get(report=review)
        assert (public.pk, public.content["sha256"]) == (first.pk, again.sha256)
        assert Entry.objects.filter(verb="report.published").count() == 2
    assert f"{address}julkaise/" not in client.get(address).content.decode()


@pytest.mark.attack(2)
@pytest.mark.parametrize("who", ["curator", "coordinator", "teacher", "other_manager", "owner"])
def test_nobody_else_publishes(who: str, review: Report, acting_as: Any) -> None:
    values = {
        "organisation_id": review.organisation_id, "project_id": review.project_id, "report_id": review.pk,
        "starts_on": review.starts_on, "ends_on": review.ends_on, "content": {},
    }  # fmt: skip
    with acting_as(who) as actor:
        with pytest.raises(PermissionDenied):
            actions.publish(review, actor=actor)
        with pytest.raises(DatabaseError), transaction.atomic():
            Review.objects.create(**values)
    with context.system("test"):
        assert not Review.objects.exists()


def test_what_is_not_locked_or_of_another_kind_is_not_published(report: Report, acting_as: Any) -> None:
    with acting_as("manager") as actor:
        with pytest.raises(PermissionDenied):
            actions.publish(report, actor=actor)
        with context.system("test"):
            other = Report.objects.create(
                organisation_id=report.organisation_id, project_id=report.project_id, kind=Kind.ECOSYSTEM,
                starts_on=report.starts_on, ends_on=report.ends_on,
            )  # fmt: skip
    with acting_as("manager") as actor, pytest.raises(MoveError):
        actions.publish(other, actor=actor)
