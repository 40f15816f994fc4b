"""The database's own answer to who sees what, asked as each of the cast."""

import re

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from challenges.functions import STANDING
from challenges.models import Challenge
from challenges.states import State
from mint.isolation import context
from mint.isolation.constraints import Isolated
from mint.tenancy.models import Membership
from tests.factories import ChallengeFactory
from tests.world import EVERYBODY

# Tables that are read before anybody is known, or are nobody's own (security.md P15): no tenant content in them.
OPEN_TABLES = {
    "accounts_user", "places_municipality", "places_industry", "projects_funderprofile",
    "vocabulary_concept", "vocabulary_label", "vocabulary_edition", "vocabulary_bridge", "vocabulary_concept_broader",
    "matching_commonness", "search_form",  # how common a word is, and its forms: nobody's own
}  # fmt: skip
OURS = ("mint.", "challenges", "experiments", "municipalities", "companies", "placements", "reports")


def own_models():
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(OURS) and model._meta.managed
    ]


@pytest.fixture
def challenges(world):
    """One challenge of the company in every state."""
    with context.system("test"):
        return {
            state: ChallengeFactory(organisation=world.company, project=world.project, state=state) for state in State
        }


@pytest.mark.services
@pytest.mark.parametrize("who", [name for name in EVERYBODY if name != "operator"])
def test_the_rule_and_the_database_show_the_same_challenges(who, challenges, acting_as):
    with acting_as(who) as actor:
        by_rule = set(Challenge.objects.visible_to(actor).values_list("pk", flat=True))
        by_database = set(Challenge.objects.values_list("pk", flat=True))
    assert by_rule == by_database


@pytest.mark.services
@pytest.mark.parametrize(
    ("who", "state", "sees"),
    [
        ("viewer", State.DRAFT, True),
        ("coordinator", State.DRAFT, False),
        ("coordinator", State.IN_REVIEW, True),
        ("other_coordinator", State.IN_REVIEW, False),
        ("curator", State.IN_REVIEW, True),
        ("other_curator", State.IN_REVIEW, False),
        ("manager", State.IN_REVIEW, True),
        ("student", State.IN_REVIEW, False),
        ("stranger", State.IN_REVIEW, False),
        ("anonymous", State.OPEN, True),
        ("anonymous", State.WITHDRAWN, False),
    ],
)
def test_row_security_alone_decides(who, state, sees, challenges, acting_as):
    with acting_as(who):
        assert Challenge.objects.filter(pk=challenges[state].pk).exists() is sees


@pytest.mark.services
def test_reading_a_public_row_does_not_mean_writing_it(challenges, acting_as):
    with acting_as("stranger"):
        changed = Challenge.objects.filter(state=State.OPEN).update(title="taken over")
        deleted, _ = Challenge.objects.filter(state=State.OPEN).delete()
    assert (changed, deleted) == (0, 0)


@pytest.mark.services
def test_nobody_gives_a_challenge_to_another_tenant(world, challenges, acting_as):
    with acting_as("editor"), pytest.raises(DatabaseError), transaction.atomic():
        Challenge.objects.filter(state=State.DRAFT).update(organisation=world.other_company)


@pytest.mark.services
def test_the_context_ends_with_its_transaction_and_nests(world, acting_as):
    with acting_as("viewer"):
        with acting_as("stranger"):
            inner = set(Membership.objects.values_list("user__name", flat=True))
        outer = set(Membership.objects.values_list("user__name", flat=True))
    assert inner == {"Stranger"}
    assert outer == {"Owner", "Editor", "Viewer"}
    assert Membership.objects.count() == 0


@pytest.mark.services
def test_every_table_of_ours_is_isolated_or_said_to_be_open(db):
    bare = {
        model._meta.db_table
        for model in own_models()
        if not any(isinstance(rule, Isolated) for rule in model._meta.constraints)
    }
    assert bare == OPEN_TABLES | {"audit_entry", "places_municipality_neighbours"} | m2m_of_users()


def m2m_of_users() -> set[str]:
    return {"accounts_user_groups", "accounts_user_user_permissions"}


@pytest.mark.services
def test_row_security_is_on_and_forced_with_one_policy_per_command(db):
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
               array_agg(p.cmd || ':' || array_to_string(p.roles, ',') ORDER BY p.policyname)
               FROM pg_class c JOIN pg_policies p ON p.tablename = c.relname
               WHERE c.relnamespace = 'public'::regnamespace GROUP BY 1, 2"""
        )
        found = {name: (on, set(commands)) for name, on, commands in cursor.fetchall()}
    commands = {
        f"{command}:{role}"
        for command in ("SELECT", "INSERT", "UPDATE", "DELETE")
        for role in ("mint_app", "mint_system")
    }
    isolated = {m._meta.db_table for m in own_models() if any(isinstance(r, Isolated) for r in m._meta.constraints)}
    assert {name: found.get(name) for name in isolated} == dict.fromkeys(isolated, (True, commands))
    assert found["audit_entry"][0] is True


@pytest.mark.services
def test_helper_functions_have_a_fixed_path_and_are_not_for_everybody(db):
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
               WHERE pronamespace = 'mint'::regnamespace AND prosecdef
               AND (rolname <> 'mint_definer' OR proconfig IS NULL OR has_function_privilege('public', p.oid, 'EXECUTE'))"""
        )
        assert cursor.fetchall() == []


@pytest.mark.services
def test_functions_that_run_as_who_calls_them_say_the_schema_of_every_name(db):
    """No search path changes what they say: these have none of their own, and each call and operator in them is qualified."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT proname, prosrc, has_function_privilege('public', oid, 'EXECUTE') FROM pg_proc
               WHERE pronamespace = 'mint'::regnamespace AND NOT prosecdef AND prorettype <> 'trigger'::regtype AND proconfig IS NULL
               ORDER BY proname"""
        )
        found = cursor.fetchall()
    assert [(name, public) for name, _, public in found] == [(name, False) for name in sorted(STANDING)]
    for _, body, _ in found:
        bare = re.sub(r"(?:pg_catalog|mint)\.\w+|OPERATOR\(pg_catalog\.\S+?\)|'[^']*'", "", body)
        assert re.findall(r"\w+(?=\()|(?<!:)=|[<>|]", bare) == []


@pytest.mark.services
def test_the_audit_trail_is_append_only(world, acting_as):
    from mint.audit.record import record

    with acting_as("owner") as actor:
        record("organisation.seen", world.company, actor=actor)
        for statement in ("UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
