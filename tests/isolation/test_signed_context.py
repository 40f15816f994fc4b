"""An injected statement cannot become somebody else: the context is believed with the application's signature only."""

from contextlib import contextmanager

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from mint import clock
from mint.isolation import context, signing, startup

pytestmark = pytest.mark.services


def my_user(given):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('mint.context', %s, true)", [given])
        cursor.execute("SELECT mint.my_user()")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("given", "who"), [("", None), (signing.signed(None), None)])
def test_without_a_context_one_is_nobody(db, given, who):
    assert my_user(given) is who


def test_the_application_says_who_acts(db):
    assert my_user(signing.signed(7)) == 7


@pytest.mark.parametrize(
    "forge",
    [
        lambda own: "8" + own[1:],  # another person
        lambda own: own.replace(".", ".9", 1),  # for longer
        lambda own: own[:-1] + ("0" if own[-1] != "0" else "1"),
        lambda own: own.rpartition(".")[0] + ".",
        lambda own: own.rpartition(".")[0],
        lambda own: own.split(".")[0] + ".99999999999.",
        lambda own: own.split(".")[0],
        lambda own: f" {own}",
    ],
)
def test_what_was_not_signed_is_refused(db, forge):
    with pytest.raises(DatabaseError):
        my_user(forge(signing.signed(7)))


def test_what_was_overheard_ends(db):
    with time_machine.travel(clock.now().timestamp() - signing.LIFETIME - 5):
        old = signing.signed(7)
    with pytest.raises(DatabaseError, match="has ended"):
        my_user(old)


def test_another_secret_signs_nothing(db, settings):
    settings.SECRET_KEY = "another"
    assert startup.is_believed() is False


def test_a_fallback_is_believed_until_it_is_taken_away(db, settings):
    old = signing.signed(7)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    with _as_owner():
        signing.install()
    assert (my_user(old), my_user(signing.signed(7))) == (7, 7)
    settings.SECRET_KEY_FALLBACKS = []
    with _as_owner():
        signing.install()
    with pytest.raises(DatabaseError):
        my_user(old)


def test_a_process_that_is_not_believed_is_not_ready(db, settings, client):
    settings.SECRET_KEY = "another"
    assert startup.UNSIGNED in client.get("/readyz").json()["problems"]


@pytest.mark.parametrize("role", ["mint_app", "mint_system"])
def test_the_keys_are_read_by_the_verifying_function_only(db, role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'mint.context_key', 'SELECT, INSERT, UPDATE, DELETE')", [role])
        assert cursor.fetchone()[0] is False


@pytest.mark.attack(37)
def test_an_injected_statement_reads_nothing_of_others(world, acting_as):
    from mint.tenancy.models import Membership

    forged = f"{world.people['owner'].pk}.99999999999.00"
    with acting_as("stranger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('mint.context', %s, true)", [forged])
        with pytest.raises(DatabaseError), transaction.atomic():
            Membership.objects.count()
        transaction.set_rollback(True)


@contextmanager
def _as_owner():
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        yield
        cursor.execute("SET ROLE mint_app")


def test_the_jobs_context_outlives_its_signature(db):
    """The end is compared with the beginning of the transaction: a long job goes on."""
    with context.acting(7), connection.cursor() as cursor:
        cursor.execute("SELECT split_part(current_setting('mint.context'), '.', 2)::bigint - extract(epoch FROM now())")
        assert 0 < cursor.fetchone()[0] <= signing.LIFETIME + 5
