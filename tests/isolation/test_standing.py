"""What a request's transaction remembers of its person: quicker than asking, and never another's."""

import pytest
from django.db import DatabaseError, connection, transaction

from challenges.functions import STANDING
from mint.isolation import context
from mint.isolation.signing import signed
from mint.tenancy.context import load
from mint.tenancy.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.services]
REMEMBERED = "SELECT " + ", ".join(f"mint.{name}()" for name in STANDING)
ASKED = "SELECT " + ", ".join(f"mint.asked_{name}()" for name in STANDING)

NOTHING = [None if name == "my_user" else [] for name in STANDING]

SILENCED = """CREATE OR REPLACE FUNCTION mint.asked_my_orgs() RETURNS bigint[] LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'asked again'; END $$"""


def asked(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return [sorted(value) if isinstance(value, list) else value for value in cursor.fetchone()]


def refused_or_empty(name):
    """Whether nothing is got: an array over a table without rows is empty before anybody asks who one is."""
    try:
        with transaction.atomic():
            return asked(f"SELECT mint.{name}()") == [[]]
    except DatabaseError as error:
        return "not signed" in str(error)


def pretend(standing):
    asked("SELECT set_config('mint.standing', %s, true)", standing)


def test_what_is_remembered_is_what_the_tables_say(world):
    for person in world.people.values():
        with context.acting(person.pk):
            load(person.pk)
            assert asked(REMEMBERED) == asked(ASKED)


def test_what_is_remembered_is_not_asked_again(world):
    owner = world.people["owner"].pk
    with context.acting(owner):
        load(owner)
        own = asked("SELECT mint.asked_my_orgs()")
        with connection.cursor() as cursor:
            cursor.execute(f"RESET ROLE; {SILENCED}; SET ROLE mint_app")
        assert asked("SELECT mint.my_orgs()") == own != [[]]
        pretend("")
        with pytest.raises(DatabaseError, match="asked again"), transaction.atomic():
            asked("SELECT mint.my_orgs()")


def test_what_a_statement_says_of_itself_is_not_believed(world):
    stranger = world.people["stranger"].pk
    with context.system("test"):
        others = Membership.objects.exclude(user_id=stranger).values_list("organisation_id", flat=True)[0]
    with context.acting(stranger):
        load(stranger)
        truth = asked(ASKED)
        pretend("|".join([f"{{{others}}}"] * len(STANDING)))
        assert asked(REMEMBERED) == truth


def test_the_border_between_context_and_standing_is_not_moved(world):
    """With no length between them, each array could be shifted onto another without a change of the sum."""
    coordinator = world.people["coordinator"].pk
    with context.acting(coordinator):
        load(coordinator)
        truth, given = asked(ASKED), asked("SELECT current_setting('mint.context'), current_setting('mint.standing')")
        for parts in range(1, len(STANDING)):
            moved = given[1].split("|")
            asked("SELECT set_config('mint.context', %s, true)", "|".join([given[0], *moved[:parts]]))
            pretend("|".join(moved[parts:]))
            # each array alone: the person's own number would fail on its cast in any case
            assert [refused_or_empty(name) for name in STANDING[1:]] == [True] * len(STANDING[1:])
            assert asked("SELECT set_config('mint.context', %s, true)", given[0])
            pretend(given[1])
        assert asked(REMEMBERED) == truth


def test_who_one_is_remembers_all_that_is_asked_by_policies(db):
    (body,) = asked("SELECT pg_get_functiondef('mint.me(bigint)'::regprocedure)")
    assert [name for name in STANDING if f"mint.asked_{name}()" not in body] == []


def test_a_context_within_a_context_remembers_nothing_of_the_outer(world):
    owner, stranger = world.people["owner"].pk, world.people["stranger"].pk
    with context.acting(owner):
        load(owner)
        outer = asked(REMEMBERED)
        with context.acting(stranger):
            assert asked(REMEMBERED) == asked(ASKED) != outer
        assert asked(REMEMBERED) == outer
        context.forget()
        assert asked("SELECT mint.my_orgs()") == [[]]


@pytest.mark.django_db(transaction=True)
def test_what_one_transaction_remembered_is_worth_nothing_in_the_next(world):
    owner = world.people["owner"].pk
    given = signed(owner)
    with transaction.atomic():
        asked("SELECT set_config('mint.context', %s, true)", given)
        asked("SELECT mint.me(%s)", owner)
        (standing,) = asked("SELECT current_setting('mint.standing')")
    with transaction.atomic():
        pretend(standing)
        assert asked(REMEMBERED) == NOTHING
    with context.system("test"):
        Membership.objects.filter(user_id=owner).delete()
    with transaction.atomic():
        asked("SELECT set_config('mint.context', %s, true)", given)
        pretend(standing)
        assert asked(REMEMBERED) == [owner, *NOTHING[1:]]


def test_a_changed_membership_is_asked_anew_within_its_transaction(world):
    owner = world.people["owner"].pk
    with context.acting(owner):
        load(owner)
        before = asked("SELECT mint.my_orgs()")
        with context.system("test"):
            Membership.objects.filter(user_id=owner).delete()
        assert (bool(before[0]), asked("SELECT mint.my_orgs()")) == (True, [[]])


def test_a_search_path_of_ones_own_changes_nothing(world):
    """They run as who calls them: neither a table nor an operator of the caller's is taken for the database's."""
    owner = world.people["owner"].pk
    with context.acting(owner):
        load(owner)
        truth = asked(ASKED)
        asked("SELECT set_config('search_path', 'pg_temp, public', true)")
        assert asked(REMEMBERED) == truth


@pytest.mark.parametrize("statement", ["SELECT setval('mint.mark', 1)", "SELECT nextval('mint.mark')"])
def test_nobody_but_the_function_that_asks_leaves_a_mark(db, statement):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
