"""An organisation's hourly rates: its owners and coordinators keep them, its members read them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from experiments.hours import actions
from experiments.hours.models import Tariff
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError, StaleError
from tests.rows.hours import make_tariff
from tests.rows.matching import TENANT

TYPED = {
    "name_fi": "Asiantuntijatyö",
    "name_sv": "Expertarbete",
    "name_en": "Expert work",
    "rate": "48,50",
    "valid_from": "2026-01-01",
    "valid_until": "",
}
VALUES = {**TYPED, "rate": Decimal("48.50"), "valid_from": date(2026, 1, 1), "valid_until": None}


def url(name="tariffs", *args, who="owner"):
    return reverse(f"hours:{name}", args=[TENANT[who], *args])


def kept():
    with context.system("test"):
        return [(row.name_fi, str(row.rate), row.valid_until) for row in Tariff.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("who", "status", "rows"),
    [("owner", 302, 1), ("coordinator", 302, 1), ("editor", 403, 0), ("viewer", 403, 0), ("curator", 403, 0)],
)
def test_owners_and_coordinators_add_a_rate(who, status, rows, world, log_in):
    browser = log_in(who)
    assert browser.post(url(who=who), TYPED).status_code == status
    assert len(kept()) == rows
    with context.system("test"):
        assert Entry.objects.filter(verb="tariff.added").count() == rows
    if rows:
        assert browser.post(url(who=who), TYPED).status_code == 302  # a double click
        assert kept() == [("Asiantuntijatyö", "48.50", None)]


@pytest.mark.parametrize(
    "changes",
    [
        {"rate": "0"},
        {"rate": "1000,01"},
        {"rate": "x"},
        {"name_sv": ""},
        {"valid_until": "2025-12-31"},
        {"valid_from": ""},
    ],
)
def test_what_is_no_rate_is_refused(changes, world, log_in):
    assert log_in("owner").post(url(), TYPED | changes).status_code == 422
    assert kept() == []


def test_another_rate_of_the_same_name_and_day_is_said_on_the_form(world, log_in):
    browser = log_in("owner")
    browser.post(url(), TYPED)
    assert browser.post(url(), TYPED | {"rate": "60"}).status_code == 422
    assert kept() == [("Asiantuntijatyö", "48.50", None)]


def test_a_rate_ends_and_a_stale_form_changes_nothing(world, log_in):
    with context.system("test"):
        row = make_tariff(world.company)
    browser, sent = log_in("owner"), {**TYPED, "version": 1, "valid_until": "2026-12-31"}
    assert browser.post(url("tariff", row.pk), sent).status_code == 302
    assert browser.post(url("tariff", row.pk), sent | {"rate": "99"}).status_code == 409
    assert kept() == [("Asiantuntijatyö", "48.50", date(2026, 12, 31))]


def test_members_read_their_own_and_nobody_elses(world, log_in):
    with context.system("test"):
        make_tariff(world.company, name_fi="Oma hinta")
        make_tariff(world.partner, name_fi="Kumppanin hinta")
    page = log_in("viewer").get(url(who="viewer")).content.decode()
    assert ("Oma hinta" in page, "Kumppanin hinta" in page) == (True, False)


@pytest.mark.attack(2)
def test_the_domain_and_the_database_refuse_whoever_does_not_keep_them(world, acting_as):
    with context.system("test"):
        row = make_tariff(world.company)
    with acting_as("editor") as actor:
        with pytest.raises(PermissionDenied):
            actions.add_tariff(actor=actor, values=VALUES)
        with pytest.raises(PermissionDenied):
            actions.change_tariff(row, actor=actor, version=1, values=VALUES)
        assert Tariff.objects.filter(pk=row.pk).update(rate=1) == 0
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            make_tariff(world.company, valid_from=date(2020, 1, 1))
    with acting_as("owner") as actor:
        with pytest.raises(StaleError):
            actions.change_tariff(row, actor=actor, version=7, values=VALUES)
        actions.add_tariff(actor=actor, values=VALUES)
        with pytest.raises(MoveError):
            actions.change_tariff(row, actor=actor, version=1, values=VALUES)
        assert Tariff.objects.filter(pk=row.pk).delete()[0] == 0


@pytest.mark.attack(2)
@pytest.mark.parametrize("columns", [{"rate": 0}, {"name_en": ""}, {"valid_until": date(2018, 1, 1)}])
def test_no_such_row_gets_into_the_table(columns, world):
    with context.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        make_tariff(world.company, **columns)
