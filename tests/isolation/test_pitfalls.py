"""The sixteen ways in which row security has failed elsewhere (P1 to P16), each tried here."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, models, transaction
from django.test import RequestFactory
from psycopg.errors import FeatureNotSupported

from challenges.models import Challenge, ChallengeAttachment
from mint.celery import app as celery
from mint.isolation import context, hidden, startup
from mint.isolation.constraints import TenantKey
from mint.outbox.models import Job
from mint.tenancy.middleware import ActorMiddleware
from mint.tenancy.models import Membership, Organisation
from tests.factories import ChallengeFactory
from tests.region.region import isolated_models

pytestmark = pytest.mark.services
ROOT = Path(settings.BASE_DIR)


def asked(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, project=world.project, state="open")


@pytest.fixture
def role():
    """`role("mint_owner")` for the rest of the test: another role on this connection."""

    def become(name):
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE" if name == "mint_owner" else f"SET ROLE {name}")

    yield become
    become("mint_app")


def test_p1_no_policy_is_for_all_commands(db):
    assert asked("SELECT tablename, policyname FROM pg_policies WHERE cmd = 'ALL'") == []


def test_p1_who_reads_a_public_row_neither_changes_nor_deletes_it(challenge, acting_as):
    with acting_as("stranger"):
        seen = Challenge.objects.filter(pk=challenge.pk)
        assert (seen.count(), seen.update(title="x"), seen.delete()[0]) == (1, 0, 0)


@pytest.mark.parametrize("given", ["", None])
def test_p2_a_context_that_has_ended_is_nobody_and_no_error(db, given):
    if given is not None:
        asked("SELECT set_config('mint.context', %s, true)", given)
    assert asked("SELECT mint.my_user(), mint.my_orgs()") == [(None, [])]


def test_p3_views_ask_as_who_looks_and_nothing_is_materialised(db):
    kinds = "SELECT relname, relkind, COALESCE(reloptions::text, '') FROM pg_class WHERE relkind IN ('v', 'm')"
    ours = asked(f"{kinds} AND relnamespace IN ('public'::regnamespace, 'mint'::regnamespace)")
    assert [name for name, kind, options in ours if kind == "m" or "security_invoker=true" not in options] == []


def test_p4_a_data_migration_reaches_the_rows(challenge, role):
    """Forced row security would show its owner none, silently: the owner is a member of mint_system."""
    role("mint_owner")
    assert Challenge.objects.filter(pk=challenge.pk).update(title="Siirretty") == 1


def test_p4_data_migrations_say_as_whom_they_write():
    """As the owner they would change nothing, silently."""
    files = [path for path in ROOT.glob("**/migrations/0*.py") if ".venv" not in path.parts]
    silent = [path for path in files if "RunPython" in (text := path.read_text()) and "mint_system" not in text]
    assert (len(files) > 20, silent) == (True, [])


@pytest.mark.attack(2)
def test_p5_a_child_names_no_parent_of_another_tenant(world, challenge, acting_as):
    keyed = {
        (model._meta.label, rule.parent)
        for model in isolated_models()
        for rule in model._meta.constraints
        if isinstance(rule, TenantKey)
    }
    assert {pair for pair in tenant_children() if pair not in keyed} == ACROSS_TENANTS
    row = {"file": "x", "name": "x", "content_type": "x", "size": 1, "organisation": world.other_company}
    with acting_as("stranger"), transaction.atomic():
        ChallengeAttachment.objects.create(challenge_id=challenge.pk, **row)
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


# a key that crosses tenants by design: (child, parent's column), each held by a policy or a trigger of its own
ACROSS_TENANTS = {
    ("challenges.ChallengeGrant", "content_object"),  # the policy compares owner and place with the challenge's
    ("experiments.Experiment", "challenge"),  # a partner tries out another's challenge
    ("experiments.Experiment", "match"),
    # proposals are their proposers'; that they answer the same call, a composite key or the policy says
    ("evaluation.Assignment", "proposal"),
    ("evaluation.Conflict", "proposal"),
    ("evaluation.Verdict", "proposal"),
    # the installation's weights are of no organisation, a project's are of its lead
    *(("matching." + table, "weights") for table in ("Choice", "Match", "Shortlist", "Shown")),
    # what is tried again elsewhere names what it repeats: the policy asks that one sees it
    *(
        ("replication." + table, parent)
        for table in ("Replication", "MetricReplication")
        for parent in ("source", "root")
    ),
    ("purchasing.Purchase", "experiment"),  # a public buyer's own, of whatever decided experiment it sees
    ("purchasing.Told", "experiment"),  # that of its purchase, which the action copies
    # a co-owner's own, of the challenge that it was asked to share
    ("sharing.Note", "challenge"),
    ("sharing.Share", "challenge"),
    ("behalf.OnBehalf", "challenge"),  # written by a municipality, and the company's own once it is confirmed
    ("matching.Contact", "match"),  # both sides have theirs
    ("matching.PrivateReason", "match"),
    ("placements.Placement", "challenge"),  # a host grows a place out of others' work
    ("placements.Placement", "experiment"),
    ("approvals.Approval", "report"),  # a partner's answer to the report of the lead
}


def tenant_children():
    """(table, column) of every foreign key from a table with an organisation to another with one."""
    return {
        (model._meta.label, field.name)
        for model in isolated_models()
        if has_organisation(model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and has_organisation(field.related_model)
    }


def has_organisation(model):
    return model is not Organisation and any(field.name == "organisation" for field in model._meta.concrete_fields)


def test_p6_what_its_writer_may_not_read_is_written_without_reading_it_back(world, acting_as):
    row = {"task": "jobs.sweep", "arguments": {}, "actor_id": world.people["owner"].pk}
    with acting_as("owner"):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Job.objects.create(**row)
        context.insert_unseen(Job(**row))
        assert Job.objects.count() == 0
    with context.system("test"):
        assert Job.objects.count() == 1


@pytest.mark.parametrize("save", [{}, {"update_fields": ["title"]}])
def test_p7_saving_a_row_out_of_sight_is_a_page_that_is_not_there(challenge, acting_as, save, world):
    def view(_request):
        challenge.save(**save)

    with acting_as("stranger"), pytest.raises(DatabaseError) as caught, transaction.atomic():
        view(None)
    request = RequestFactory().post("/fi/")
    request.user = world.people["stranger"]
    with transaction.atomic():
        response = ActorMiddleware(view).process_exception(request, caught.value)
        assert response.status_code == 404
    with context.system("test"):
        assert Challenge.objects.get(pk=challenge.pk).organisation_id == world.company.pk


def test_p8_the_policy_of_memberships_does_not_ask_itself(world, acting_as):
    with acting_as("viewer"):
        assert {row.organisation_id for row in Membership.objects.all()} == {world.company.pk}


def test_p9_nothing_of_ours_sets_the_context_for_a_whole_session():
    own = [path for path in ROOT.glob("**/*.py") if not {".venv", "tests", "node_modules", "var"} & set(path.parts)]
    lasting = re.compile(r"set_config\([^)]*,\s*false\s*\)|SET (SESSION )?mint\.", re.IGNORECASE)
    assert [path for path in own if lasting.search(path.read_text())] == []


@pytest.mark.django_db(transaction=True)
def test_p9_the_context_ends_with_its_transaction():
    with context.acting(7):
        assert asked("SELECT mint.my_user()") == [(7,)]
    assert asked("SELECT current_setting('mint.context', true)") in ([("",)], [(None,)])


def test_p10_the_former_context_comes_back(db):
    with context.acting(7):
        with context.acting(8):
            assert asked("SELECT mint.my_user()") == [(8,)]
        assert asked("SELECT mint.my_user()") == [(7,)]


def test_p11_a_table_of_a_later_migration_is_the_applications_to_use(db, role):
    role("mint_owner")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id bigint)")
    may = [
        asked("SELECT has_table_privilege('mint_app', 'later', %s)", each)[0][0]
        for each in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    ]
    assert may == [True, True, True, True, False]


@pytest.mark.parametrize(("name", "refused"), [("mint_owner", True), ("mint_app", False), ("mint_definer", True)])
def test_p12_a_process_that_row_security_does_not_bind_does_not_start(db, role, name, refused):
    role(name)
    assert bool(startup.role_problem()) is refused


def test_p13_the_backup_role_reads_every_row_and_writes_none(challenge, role):
    assert asked("SELECT rolbypassrls, rolsuper FROM pg_roles WHERE rolname = 'mint_backup'") == [(True, False)]
    rights = """SELECT bool_and(has_table_privilege('mint_backup', oid, 'SELECT')),
      bool_or(has_table_privilege('mint_backup', oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
      FROM pg_class WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace, 'mint'::regnamespace)"""
    assert asked(rights) == [(True, False)]


def test_p14_rows_are_not_copied_in_past_the_policies(world, acting_as):
    with acting_as("owner"), transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(FeatureNotSupported), cursor.copy("COPY challenges_challenge (title) FROM STDIN"):
            raise AssertionError
        transaction.set_rollback(True)


# read before anybody is known: no word of a tenant in them
BARE = re.compile(
    r"^(django_|auth_|account_|mfa_|guardian_|accounts_user|places_|vocabulary_|projects_funderprofile|usersessions_"
    r"|socialaccount_|search_form$|matching_commonness$)"  # word forms of the dictionaries; how many texts have a concept
)


def test_p15_a_table_without_row_security_holds_nothing_of_a_tenant(db):
    bare = asked("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relrowsecurity"
                 " AND relnamespace = 'public'::regnamespace")  # fmt: skip
    assert [name for (name,) in bare if not BARE.match(name)] == []
    with_tenant = "SELECT table_name FROM information_schema.columns WHERE column_name = 'organisation_id'"
    assert {name for (name,) in asked(with_tenant)} & {name for (name,) in bare} == set()


def test_p16_every_task_runs_as_somebody(db):
    celery.loader.import_default_modules()
    ours = [task for name, task in celery.tasks.items() if not name.startswith("celery.")]
    assert len(ours) > 5
    assert [task.name for task in ours if not hasattr(task, "own_contexts")] == []


def test_p16_superusers_see_no_more_rows_than_others(challenge, acting_as, world):
    hidden = {"state": "draft", "published_at": None, "submitted_at": None}
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(**hidden)
    with acting_as("operator"):
        assert (world.people["operator"].is_superuser, Challenge.objects.count()) == (True, 0)


@pytest.mark.parametrize("statement", ["SELECT * FROM mint.context_key", "SELECT mint.my_user()"])
def test_p7_a_missing_right_or_signature_is_a_fault_and_no_hidden_row(db, statement):
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SELECT set_config('mint.context', '7.99999999999.00', true)")
        with pytest.raises(DatabaseError) as caught, transaction.atomic():
            cursor.execute(statement)
    assert hidden.is_hidden(caught.value) is False
