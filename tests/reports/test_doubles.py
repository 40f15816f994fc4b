"""A company under two names, or two that look like one, is said before the report is built."""

from typing import Any

import pytest

from mint.isolation import context
from reports.counting import standing
from reports.counting.counters import Scope
from reports.counting.doubles import doubles, plain
from reports.models import Report
from tests.reports.conftest import END
from tests.world import World


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Saimaan Sahti Oy", "SAIMAAN-SAHTI", True),
        ("Taru Oy", "Taru Ab", True),
        ("Taru Oy", "Tarumetalli Oy", False),
        ("Oy", "Ab", False),
    ],
)
def test_names_are_compared_without_their_company_form(one: str, other: str, alike: bool) -> None:  # noqa: FBT001
    assert (plain(one) == plain(other)) == alike


def test_a_company_that_has_changed_its_name_is_counted_once_and_said(report: Report, acting_as: Any) -> None:
    world_company = report.project
    with context.system("test"):
        row = report.rows.filter(business_id="9900101-0").first()
        assert row is not None
        was = row.party
        from mint.tenancy.models import Organisation

        Organisation.objects.filter(business_id="9900101-0").update(name="Toinen nimi Oy")
    with acting_as("manager") as actor:
        found = doubles(Scope(world_company, END, actor))
    assert [("9900101-0" in each.text, was in each.text, "Toinen nimi Oy" in each.text) for each in found] == [
        (True, True, True)
    ]


def test_two_business_ids_under_one_name_are_said(records: World, acting_as: Any) -> None:
    with context.system("test"):
        records.partner.name = f"{records.company.name.upper()} Ab"
        records.partner.save()
    with acting_as("manager") as actor:
        scope = Scope(records.project, END, actor)
        standing.noted(scope, [])
        (said,) = doubles(scope)
    assert "9900101-0" in said.text
    assert "9900102-9" in said.text
