"""A municipality's coordinator makes the review of a year from the municipality's own records."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from avalpdf import cli as avalpdf
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from reports.yearly import actions, gathering, workflow
from reports.yearly.models import YearReview
from tests.clashes import rows_of
from tests.reports.reading import read
from tests.signing_in import sign_in

BASE = "/fi/t/municipality/vuosikatsaukset/"
NEXT_SPRING = clock.at(date(2027, 2, 1), 10)


@pytest.fixture
def review(records: Any, acting_as: Any) -> YearReview:
    """Of the year of the records, which the coordinator has written."""
    with acting_as("coordinator") as actor:
        made = actions.begin(2026, "fi", actor=actor)
        return actions.write(made, summary="Kokeiltiin.", next_year="Lisää.", version=1, actor=actor)


def test_it_holds_the_municipalitys_own_and_nobody_elses(review: YearReview, acting_as: Any) -> None:
    with acting_as("coordinator") as actor:
        found = {each.caption: [row[0] for row in each.rows] for each in gathering.tables(review, actor)}
    assert list(found.values()) == [[], ["Kokeilu 2026-03-02", "Kokeilu 2026-09-01"], [], ["Etätyöpiste"]]


def test_once_confirmed_its_tables_stay_as_they_were(
    review: YearReview, records: Any, acting_as: Any, log_in: Any
) -> None:
    from experiments.models import Experiment

    with acting_as("coordinator") as actor, clock.set_to(NEXT_SPRING):
        workflow.confirm(review, actor=actor)
    with context.system("test"):
        Experiment.objects.filter(project=records.project).update(title="Toinen")
        with connection.cursor() as cursor:
            for change in ("UPDATE yearly_yearreview SET summary = 'x'", "DELETE FROM yearly_yearreview"):
                with pytest.raises(IntegrityError), transaction.atomic():
                    cursor.execute(change)
    page = log_in("clerk").get(f"{BASE}2026/").content.decode()
    assert ("Kokeilu 2026-03-02" in page, "Toinen" in page) == (True, False)
    book = CalamineWorkbook.from_filelike(io.BytesIO(log_in("clerk").get(f"{BASE}2026/taulukko.xlsx").content))
    assert len(book.sheet_names) == 5
    assert (
        log_in("coordinator").post(f"{BASE}2026/siirra/reopened/", {"version": 3, "reason": "Täydennys."}).status_code
        == 302
    )
    with context.system("test"):
        verbs = Entry.objects.filter(subject_type="yearly.yearreview").order_by("id").values_list("verb", flat=True)
        assert list(verbs) == [f"year_review.{word}" for word in ("begun", "written", "confirmed", "reopened")]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_its_pdf_is_accessible_and_in_the_language_that_it_is_written_in(
    language: str, review: YearReview, log_in: Any, tmp_path: Path
) -> None:
    with context.system("test"):
        YearReview.objects.update(language=language)
    answer = log_in("clerk").get(f"{BASE}2026/katsaus.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    path = tmp_path / "review.pdf"
    path.write_bytes(answer.content)
    with pikepdf.open(path) as opened:
        assert (list(opened.check_pdf_syntax()), str(opened.Root.Lang)) == ([], language)
    options = dict.fromkeys(("save_full", "save_simple", "save_report", "show_structure", "show_validation"), False)
    found = avalpdf.analyze_pdf(
        str(path), {**options, "quiet": True, "output_path": str(tmp_path), "expected_lang": language}
    )
    assert (found.get("error"), found["issues"], found["warnings"]) == (None, [], [])
    lines = read(answer.content)
    assert {"P Kokeiltiin.", "P Lisää.", "TD Etätyöpiste"} <= set(lines)
    assert (
        lines[1]
        == {"fi": "Title Vuosikatsaus 2026", "sv": "Title Årsöversikt 2026", "en": "Title Yearly review 2026"}[language]
    )


def test_a_year_that_goes_on_or_has_no_words_is_not_confirmed(review: YearReview, acting_as: Any) -> None:
    with acting_as("coordinator") as actor:
        with pytest.raises(MoveError), clock.set_to(clock.at(date(2026, 12, 1), 10)):
            workflow.confirm(review, actor=actor)
        with clock.set_to(NEXT_SPRING):
            empty = actions.begin(2025, "fi", actor=actor)
            with pytest.raises(MoveError):
                workflow.confirm(empty, actor=actor)
            with pytest.raises(MoveError):
                actions.begin(2030, "fi", actor=actor)


@pytest.mark.attack(2)
@pytest.mark.parametrize("who", ["clerk", "other_coordinator", "manager", "curator", "owner", "stranger"])
def test_nobody_else_makes_it(who: str, review: YearReview, acting_as: Any, log_in: Any) -> None:
    with acting_as(who) as actor:
        with pytest.raises(PermissionDenied):
            actions.write(review, summary="x", next_year="", version=2, actor=actor)
        with pytest.raises(DatabaseError), transaction.atomic():
            YearReview.objects.create(
                organisation_id=review.organisation_id, municipality_id=review.municipality_id, year=2024
            )
        seen = YearReview.objects.filter(pk=review.pk).exists()
    assert seen == (who == "clerk")


@pytest.mark.attack(4)
def test_taking_it_out_asks_again_who_one_is(review: YearReview, world: Any) -> None:
    late = sign_in(Client(), world.people["coordinator"], ago=16 * 60)
    assert reverse("accounts:confirm") in late.get(f"{BASE}2026/taulukko.xlsx")["Location"]


@pytest.mark.attack(2)
@pytest.mark.parametrize(
    ("who", "organisation", "place"),
    [
        ("coordinator", "company", "municipality"),
        ("coordinator", "other_municipality", "municipality"),
        ("owner", "company", "municipality"),
        ("owner", "company", "other_municipality"),
    ],
)
def test_the_database_keeps_none_that_is_not_the_municipalitys_own(
    who: str, organisation: str, place: str, world: Any, acting_as: Any
) -> None:
    """Without RETURNING, which only who reads the row may ask for."""
    owner = [world.organisations[organisation].pk, world.organisations[place].municipality_id]
    with acting_as(who), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(
            "INSERT INTO yearly_yearreview (organisation_id, municipality_id, year, created_at, state, version, language, "
            "summary, next_year, content) VALUES (%s, %s, 2024, now(), 'draft', 1, 'fi', '', '', '[]')",
            owner,
        )
    with context.system("test"):
        assert not YearReview.objects.exists()


def test_two_who_write_at_once_see_both_versions(review: YearReview, log_in: Any) -> None:
    client = log_in("coordinator")
    sent = {"summary": "Ensin.", "next_year": "Lisää.", "version": 2}
    assert client.post(f"{BASE}2026/", sent).status_code == 302
    answer = client.post(f"{BASE}2026/", sent | {"summary": "Sitten."})
    assert (answer.status_code, [each[1:] for each in rows_of(answer)]) == (409, [("Ensin.", "Sitten.")])


def test_the_pages_open_in_each_language_in_few_queries(
    review: YearReview, log_in: Any, django_assert_max_num_queries: Any
) -> None:
    client = log_in("coordinator")
    for language in ("fi", "sv", "en"):
        for path in (BASE, f"{BASE}2026/"):
            with django_assert_max_num_queries(14):
                assert client.get(path.replace("/fi/", f"/{language}/", 1)).status_code == 200
    assert client.post(BASE, {"year": "2025"}).status_code == 302
    assert BASE in client.get("/fi/t/municipality/").content.decode()
