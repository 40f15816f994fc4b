"""A figure broken down: companies as they were at the time, and no cell that could be somebody."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from companies.models import CompanyProfile
from mint import clock
from mint.actor import Actor
from mint.isolation import context
from reports.counting import standing
from reports.counting.breakdowns import shown, tables
from reports.counting.counters import Scope
from reports.counting.definitions import Standing
from reports.documents import data, pdf
from reports.documents.gathering import document_of
from reports.documents.sheets import workbook
from reports.models import Figure, Report
from tests.reports.conftest import END, WITHIN
from tests.reports.reading import read
from tests.world import World


def column(*values: int) -> list[tuple[Decimal, Decimal | int]]:
    return [(Decimal(value), value) for value in values]


@pytest.mark.parametrize(
    ("values", "left"),
    [
        ((12, 7), [12, 7]),
        ((12, 7, 3), [12, None, None]),  # else the sum would tell it
        ((12, 2, 1), [None, None, None]),  # the two together are still too few
        ((12, 3, 2), [12, None, None]),
        ((12, 0), [12, 0]),
        ((3,), [None]),
        ((), []),
    ],
)
def test_a_small_cell_is_not_shown_nor_one_that_would_tell_it(values: tuple[int, ...], left: list[Any]) -> None:
    assert shown(column(*values), of_people=True) == left
    assert shown(column(*values), of_people=False) == list(values)


def figure(report: Report, code: str) -> Figure:
    return report.figures.select_related("definition").get(code=code)


def test_companies_are_broken_down_by_size_place_and_industry(report: Report, world: World) -> None:
    with context.system("test"):
        found = figure(report, "MINT05")
        by_size, by_place, by_industry = tables(found, found.rows.all())
        assert [(each.name, each.in_total) for each in by_place.cells] == [(world.place.name, 2)]
        assert [each.in_total for each in by_size.cells] == [each.in_total for each in by_industry.cells] == [2]
        (people,) = tables(figure(report, "MINT09"), figure(report, "MINT09").rows.all())
        assert (people.cells, bool(people.note)) == ([], True)


def test_a_company_keeps_the_size_name_and_place_that_it_had(
    records: World, run_outbox: Callable[[], list[str]], acting_as: Any
) -> None:
    with context.system("test"):
        profile = CompanyProfile.objects.create(organisation=records.company, employees=4)
    with context.system("reports.note_standings"), clock.set_to(clock.at(WITHIN)):
        standing.note_all()
    with context.system("test"):
        profile.employees = 80
        profile.save()
        was, records.company.name = records.company.name, "Uusi nimi Oy"
        records.company.municipality = records.other_place
        records.company.save()
    with acting_as("manager") as actor:
        noted = standing.noted(Scope(records.project, END, actor), [])
    assert {
        (each.name, each.size, each.municipality_id) for each in noted.values() if each.party == records.company
    } == {(was, "micro", records.place.pk)}


def test_the_manager_notes_the_size_of_the_projects_companies_and_of_no_others(report: Report, world: World) -> None:
    with context.system("test"):
        Standing.objects.all().delete()
        for name in ("company", "other_company"):
            CompanyProfile.objects.create(organisation=world.organisations[name], employees=4)
    with context.acting(world.people["manager"].pk):
        actor = Actor(user_id=world.people["manager"].pk, managed_ids=frozenset({world.project.pk}))
        assert standing._sizes(Scope(world.project, END, actor)) == {world.company.pk: "micro"}
    with context.acting(world.people["other_manager"].pk):
        assert standing._sizes(Scope(world.project, END, actor)) == {}


def test_the_page_of_a_figure_says_what_it_means_and_how_it_grew(
    report: Report, log_in: Callable[[str], Client]
) -> None:
    with context.system("test"):
        found = report.figures.get(code="RCO10")
    page = log_in("manager").get(f"/fi/t/university/raportit/{report.pk}/luvut/{found.pk}/")
    assert page.context["defined"].number == 1
    assert [each["total"] for each in page.context["trend"]][-1] == found.total
    assert [table.title for table in page.context["tables"]] == ["Kokoluokka", "Kunta", "Toimiala"]


def test_every_file_shows_the_groups_and_says_what_is_left_out(report: Report, world: World) -> None:
    with context.system("test"):
        document = document_of(report)
        found = figure(report, "MINT05")
        size, place, _industry = tables(found, found.rows.all())
    words = read(pdf.render(document))
    assert [line for line in words if line.endswith(f"erittely: {place.title}") and found.name in line]
    assert f"TD {world.place.name}" in words
    assert [line for line in words if "eriteltäviksi" in line]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook(document))).get_sheet_by_name("Erittelyt").to_python()
    (only,) = place.cells
    assert ["MINT05", found.name, place.title, only.name, only.in_period, only.in_total, ""] in sheet
    assert all(row[3:6] == ["", "", ""] and row[6] for row in sheet if row[0] == "MINT09")
    told = {each["code"]: each["broken_down"] for each in data.content(document)["figures"]}
    assert [each["by"] for each in told["MINT05"]][:2] == [size.title, place.title]
    assert told["MINT05"][1]["groups"] == [{"name": only.name, "period": only.in_period, "total": 2}]
