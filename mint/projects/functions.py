"""The third array of the policies, projects; and all that a request must know of a person, in one call."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import FINGERPRINT, definer, mark, readable_by_definer, remembered
from mint.tenancy.functions import OF_MEMBERSHIPS

PROJECTS = """SELECT COALESCE(array_agg(DISTINCT p.project_id), '{}') FROM mint.membership m
JOIN public.projects_partner p ON p.organisation_id = m.organisation_id WHERE m.user_id = (SELECT mint.my_user())"""

# a role that its holder's kind of organisation cannot give opens nothing
OF_UNIVERSITY = "EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = m.organisation_id AND o.kind = 'university')"

CURATES = f"'curator' = ANY(m.roles) AND {OF_UNIVERSITY}"
MANAGES = "'project_manager' = ANY(m.roles) AND p.part = 'lead'"

# the order of what a transaction remembers of its person
STANDING = (*OF_MEMBERSHIPS, "my_curated", "my_managed", "my_overseen")
# whatever changes them makes the transaction ask again
OF_STANDING = (
    "tenancy_membership",
    "tenancy_emergencyaccess",
    "tenancy_organisation",
    "projects_partner",
    "accounts_user",
)


def me(*standing: str) -> RunSQL:
    """What the request's transaction will remember, then what the application must know; an app above may add an array."""
    asked = " || '|' || ".join(f"mint.asked_{name}()::text" for name in standing)
    made = definer(
        "me(p_user bigint)",
        "jsonb",
        f"""SELECT set_config('mint.standing', {asked}, true);
        SELECT setval('mint.mark', {FINGERPRINT});
        SELECT jsonb_build_object(
          'organisations', COALESCE((SELECT jsonb_agg(jsonb_build_object(
              'id', o.id, 'slug', o.slug, 'name', o.name, 'kind', o.kind, 'municipality_id', o.municipality_id,
              'is_verified', o.is_verified, 'roles', to_jsonb(m.roles),
              'visit', (SELECT to_jsonb(v) FROM mint.visit v WHERE v.organisation_id = o.id
                ORDER BY v.operator_id <> p_user, v.until DESC LIMIT 1)) ORDER BY m.id)
            FROM mint.membership m JOIN public.tenancy_organisation o ON o.id = m.organisation_id
            WHERE m.user_id = p_user AND p_user = (SELECT mint.my_user())), '[]'::jsonb),
          'curated', to_jsonb(mint.my_curated()), 'managed', to_jsonb(mint.my_managed()))""",
        volatility="VOLATILE",
    )
    return RunSQL(
        made.sql, RunSQL.noop
    )  # one that remembers more serves who remembers less; without it nobody signs in


def asks_again(table: str) -> RunSQL:
    """Where the table exists already: the operations run again when it has come."""
    return RunSQL(
        f"""DO $do$ BEGIN IF to_regclass('public.{table}') IS NOT NULL THEN
          CREATE OR REPLACE TRIGGER standing_is_asked_again AFTER INSERT OR UPDATE OR DELETE ON public.{table}
            FOR EACH STATEMENT EXECUTE FUNCTION mint.ask_again(); END IF; END $do$""",
        RunSQL.noop,
    )


OPERATIONS: list[Operation] = [
    readable_by_definer("projects_partner"),
    definer("asked_my_curated()", "bigint[]", f"{PROJECTS} AND {CURATES}"),
    definer("asked_my_managed()", "bigint[]", f"{PROJECTS} AND {MANAGES}"),
    definer("asked_my_overseen()", "bigint[]", f"{PROJECTS} AND ({CURATES} OR {MANAGES})"),
    mark(),
    *(remembered(name, STANDING.index(name) + 1) for name in ("my_curated", "my_managed", "my_overseen")),
    definer(
        "ask_again()",
        "trigger",
        "BEGIN PERFORM set_config('mint.standing', '', true); RETURN NULL; END",
        language="plpgsql",
        volatility="VOLATILE",
    ),
    *map(asks_again, OF_STANDING),
    me(*STANDING),
]
