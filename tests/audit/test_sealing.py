"""The audit trail is a chain for each organisation: what is done to it afterwards is found, and named."""

from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from mint import clock
from mint.audit import sealing
from mint.audit.models import Entry, Seal
from mint.audit.record import record
from mint.isolation import context

pytestmark = pytest.mark.services


@pytest.fixture
def entries(world, acting_as):
    """Three of the company and two of another, in turns."""
    for who, organisation in (
        ("owner", world.company), ("stranger", world.other_company), ("owner", world.company),
        ("stranger", world.other_company), ("owner", world.company),
    ):  # fmt: skip
        with acting_as(who) as actor:
            record("organisation.seen", organisation, actor=actor, reason="syy")
    with context.system("test"):
        return {
            "company": list(Entry.objects.filter(organisation_id=world.company.pk).order_by("pk")),
            "other": list(Entry.objects.filter(organisation_id=world.other_company.pk).order_by("pk")),
        }


def seal(**more):
    with context.system("test"):
        return sealing.seal(**more)


def breaks():
    with context.system("test"):
        return {found.organisation_id: (found.number, found.entry_id, found.what) for found in sealing.breaks()}


@contextmanager
def as_owner_without_force():
    """As somebody with the owner's password would: row security binds them no longer."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for table in ("audit_entry", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        yield cursor
        cursor.execute("SET ROLE mint_app")


def test_every_entry_is_sealed_once_in_its_organisations_chain(entries, world, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    assert (seal(), seal(), seal(everything=True)) == (5, 0, 0)
    with context.system("test"):
        chains = {
            key: list(Seal.objects.filter(organisation_id=rows[0].organisation_id).order_by("number"))
            for key, rows in entries.items()
        }
    assert {key: [each.entry_id for each in chain] for key, chain in chains.items()} == {
        key: [entry.pk for entry in rows] for key, rows in entries.items()
    }
    assert [each.number for each in chains["company"]] == [1, 2, 3]
    for before, after in pairwise(chains["company"]):
        assert after.digest == sealing.digest(
            before.digest, next(e for e in entries["company"] if e.pk == after.entry_id)
        )
    assert breaks() == {}


CHANGES = {
    "the entry has been changed": "UPDATE audit_entry SET reason = 'toinen' WHERE id = {second}",
    "the entry is missing": "DELETE FROM audit_entry WHERE id = {second}",
    "the entry has another owner": "UPDATE audit_entry SET organisation_id = {other} WHERE id = {second}",
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_first_broken_row_is_named(what, entries, world):
    seal()
    second, third = entries["company"][1:]
    with as_owner_without_force() as cursor:
        cursor.execute(CHANGES[what].format(second=second.pk, other=world.other_company.pk))
        cursor.execute("UPDATE audit_entry SET reason = 'myöhempi' WHERE id = %s", [third.pk])
    assert breaks() == {world.company.pk: (2, second.pk, what)}


def test_a_place_taken_out_of_the_chain_is_found(entries, world):
    seal()
    with as_owner_without_force() as cursor:
        cursor.execute("DELETE FROM audit_seal WHERE entry_id = %s", [entries["company"][1].pk])
    assert breaks()[world.company.pk] == (3, entries["company"][2].pk, "places 2 to 2 are missing")


def test_an_entry_that_was_never_sealed_is_found_after_an_hour(entries, world):
    assert breaks() == {}
    with clock.set_to(clock.now() + timedelta(hours=2)):
        found = breaks()
    assert found[world.company.pk] == (0, entries["company"][0].pk, "the entry was never sealed")


def test_the_nightly_job_tells_of_an_entry_that_nobody_sealed(entries, world, acting_as):
    with context.system("test"):
        sealing.verify()  # the first time nothing has been sealed, and that is no fault
    with acting_as("owner") as actor, clock.set_to(clock.now() - timedelta(days=3)):
        record("organisation.seen", world.company, actor=actor)
    with context.system("test"), pytest.raises(sealing.BrokenChainError, match="never sealed"):
        sealing.verify()
    with context.system("test"):
        sealing.verify()  # told once, then it has its place


def test_the_command_and_the_nightly_job_tell_of_a_broken_chain(entries, world, capsys):
    call_command("audit_verify")
    assert capsys.readouterr().out == "The audit trail is whole: 2 chains.\n"
    with context.system("test"):
        sealing.verify()
    with as_owner_without_force() as cursor:
        cursor.execute("UPDATE audit_entry SET verb = 'x' WHERE id = %s", [entries["other"][0].pk])
    expected = (
        f"organisation {world.other_company.pk}, place 1, entry {entries['other'][0].pk}: the entry has been changed"
    )
    with pytest.raises(CommandError, match=expected):
        call_command("audit_verify")
    with context.system("test"), pytest.raises(sealing.BrokenChainError, match=expected):
        sealing.verify()
    call_command("audit_verify", organisation=world.company.pk)


@pytest.mark.parametrize("role", ["mint_app", "mint_system"])
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_seal SET digest = ''", "DELETE FROM audit_seal", "TRUNCATE audit_seal"]
)
def test_nobody_changes_a_seal(role, statement, entries):
    seal()
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement)
        cursor.execute("SET ROLE mint_app")


def test_the_application_writes_no_seals_and_shows_them_to_owners_only(entries, acting_as):
    seal()
    with acting_as("editor"):
        assert Seal.objects.count() == 0
    with acting_as("owner"):
        assert Seal.objects.count() == len(entries["company"])
        with pytest.raises(DatabaseError), transaction.atomic():
            context.insert_unseen(Seal(organisation_id=1, number=9, entry_id=10**9, digest="x"))
