"""Yearly figures of locked reports, for anybody: what each record added to its year, and no small figures of people."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mint import clock
from mint.headers import PUBLIC
from mint.isolation import context
from reports import workflow
from reports.models import Figure, FigureRow, Report
from reports.states import State

BASE = "/fi/avoin-data/"


@pytest.fixture
def locked(report: Report, acting_as: Any) -> Report:
    with acting_as("manager") as actor:
        approved = workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 12")
        return workflow.submit(approved, actor=actor)


def values(client: Client) -> dict[tuple[str, int], Any]:
    found = json.loads(client.get(f"{BASE}luvut.json").content)["figures"]
    return {(each["code"], each["year"]): each["value"] for each in found}


def test_the_years_of_a_figure_add_up_to_its_total(locked: Report) -> None:
    found = values(Client())
    assert (found["MINT01", 2026], found["MINT02", 2026], found["MINT05", 2026]) == (2, 2, 2)
    with context.system("test"):
        totals = dict(locked.figures.filter(unit__in=["pieces", "companies"], total__gt=0).values_list("code", "total"))
    assert {code: value for (code, _year), value in found.items() if code in totals} == totals


def test_small_figures_of_people_are_left_out(locked: Report) -> None:
    """Three students, three places; the credits are of one, the work of one."""
    found = values(Client())
    assert {code: found[code, 2026] for code in ("MINT09", "MINT10", "RCR01")} == dict.fromkeys(
        ("MINT09", "MINT10", "RCR01")
    )
    rows = list(csv.DictReader(io.StringIO(Client().get(f"{BASE}luvut.csv").content.decode())))
    left_out = {each["code"]: (each["value"], each["suppressed"]) for each in rows}
    assert left_out["MINT09"] == ("", "true")
    assert left_out["MINT01"] == ("2", "false")
    assert "jätetty pois" in Client().get(BASE).content.decode()


def test_five_are_enough(report: Report, acting_as: Any) -> None:
    with context.system("test"):
        figure = Figure.objects.get(report=report, code="MINT09")
        row = FigureRow.objects.filter(figure=figure).first()
        assert row is not None
        for _more in range(2):
            row.pk, row.in_total = None, Decimal(1)
            row.save()
    with acting_as("manager") as actor:
        workflow.submit(workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 1"), actor=actor)
    assert values(Client())["MINT09", 2026] == 5


def test_only_what_is_locked_and_stands_is_published(report: Report, acting_as: Any) -> None:
    assert values(Client()) == {}
    assert "Yhtään raporttia ei ole vielä lukittu." in Client().get(BASE).content.decode()
    with acting_as("manager") as actor:
        locked = workflow.submit(workflow.approve(report, actor=actor, on=clock.today(), paragraph="§ 1"), actor=actor)
    assert values(Client())
    with acting_as("manager") as actor:
        assert workflow.send_back(locked, actor=actor, reason="Tarkentakaa.").state == State.RETURNED
    assert values(Client()) == {}


def test_of_the_reports_of_a_project_the_newest_speaks(locked: Report) -> None:
    before = values(Client())
    with context.system("test"):
        Report.objects.create(
            organisation_id=locked.organisation_id, project_id=locked.project_id, kind="final", state="submitted",
            starts_on=locked.starts_on, ends_on=locked.ends_on.replace(year=2027), steering_on=clock.today(),
            steering_paragraph="§ 2", submitted_at=clock.now(), sha256="0" * 64,
        )  # fmt: skip
    assert before
    assert values(Client()) == {}


@pytest.mark.parametrize(("language", "words"), [("fi", "Avoin data"), ("sv", "Öppna data"), ("en", "Open data")])
def test_anybody_reads_it_in_each_language_and_a_proxy_keeps_it(language: str, words: str, locked: Report) -> None:
    base = f"/{language}/avoin-data/"
    with CaptureQueriesContext(connection) as asked:
        page = Client().get(base)
    assert f"<h1>{words}</h1>" in page.content.decode()
    assert len([each for each in asked.captured_queries if each["sql"].startswith("SELECT")]) <= 4
    for path in ("", "luvut.csv", "luvut.json", "raportti-1.json"):
        answer = Client().get(f"{base}{path}")
        assert (answer.status_code, answer["Cache-Control"], dict(answer.cookies)) == (200, PUBLIC, {})
    said = json.loads(Client().get(f"{base}luvut.json").content)
    assert said["licence"] == "CC BY 4.0"
    assert {each["code"] for each in said["definitions"]} == {each["code"] for each in said["figures"]}
    assert all(each["counted"] and each["name"] for each in said["definitions"])


def test_nobody_reads_the_rows_behind_them(locked: Report, acting_as: Any) -> None:
    with acting_as("anonymous"):
        assert not FigureRow.objects.exists()
        assert not Figure.objects.exists()
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION mint.yearly_figures() RETURNS integer LANGUAGE sql AS 'SELECT 1'"
            )
