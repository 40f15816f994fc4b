"""Who I am to the database: the arrays that policies compare with, each asked once per statement."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import WHO, definer, mark, readable_by_definer, remembered

# Which memberships open something, and who looks in from outside: every function asks these two. They are simple at first;
# `lapsing` says what they say today.
VIEWS = {
    "membership": "SELECT id, user_id, organisation_id, roles FROM public.tenancy_membership",
    "visit": """SELECT o.id AS organisation_id, o.id AS operator_id, o.name::text AS who, o.name::text AS reason,
      o.created_at AS until FROM public.tenancy_organisation o WHERE false""",
}


def view(name: str, body: str) -> RunSQL:
    """A view for the helper functions alone: whoever else asks it is asked by row security."""
    return RunSQL(f"CREATE OR REPLACE {_view(name, body)}", RunSQL.noop)


def _view(name: str, body: str) -> str:
    return f"VIEW mint.{name} WITH (security_invoker = true) AS {body}; GRANT SELECT ON mint.{name} TO mint_definer"


def first_view(name: str, body: str) -> RunSQL:
    """Only where there is none yet: running these operations again must not undo what `lapsing` says."""
    return RunSQL(
        f"DO $do$ BEGIN IF to_regclass('mint.{name}') IS NULL THEN CREATE {_view(name, body)}; END IF; END $do$",
        RunSQL.noop,
    )


MY = "FROM mint.membership m WHERE m.user_id = (SELECT mint.my_user())"
IDS = "SELECT COALESCE(array_agg(m.organisation_id), '{}') " + MY
WRITES = "m.roles::text[] && '{owner,editor,coordinator,curator,teacher,project_manager}'::text[]"

# their places in the standing; `my_curated` and `my_managed` follow (mint.projects.functions)
OF_MEMBERSHIPS = ("my_user", "my_orgs", "my_writable_orgs", "my_owned_orgs", "my_munis")

OPERATIONS: list[Operation] = [
    readable_by_definer(
        "tenancy_membership",
        "tenancy_organisation",
        "tenancy_invitation",
        "accounts_user",
    ),
    *(first_view(name, body) for name, body in VIEWS.items()),
    definer("asked_my_user()", "bigint", WHO, language="plpgsql"),
    definer("asked_my_orgs()", "bigint[]", f"{IDS} AND m.roles::text[] <> '{{student}}'::text[]"),
    definer("asked_my_writable_orgs()", "bigint[]", f"{IDS} AND {WRITES}"),
    definer("asked_my_owned_orgs()", "bigint[]", f"{IDS} AND 'owner' = ANY(m.roles)"),
    definer(
        "asked_my_munis()",
        "bigint[]",
        """SELECT COALESCE(array_agg(o.municipality_id), '{}') FROM mint.membership m
        JOIN public.tenancy_organisation o ON o.id = m.organisation_id
        WHERE m.user_id = (SELECT mint.my_user()) AND 'coordinator' = ANY(m.roles) AND o.kind = 'municipality'""",
    ),
    mark(),
    *(remembered(name, place) for place, name in enumerate(OF_MEMBERSHIPS, start=1)),
    # an invitee accepts, and changes nothing else of the invitation
    RunSQL(
        "REVOKE UPDATE ON tenancy_invitation FROM mint_app; "
        "GRANT UPDATE (accepted_at, revoked_at) ON tenancy_invitation TO mint_app",
        RunSQL.noop,
    ),
    definer(
        "my_email()",
        "text",
        "SELECT lower(email) FROM public.accounts_user WHERE id = (SELECT mint.my_user())",
    ),
    definer(
        "is_operator()",
        "boolean",
        "SELECT EXISTS (SELECT 1 FROM public.accounts_user WHERE id = (SELECT mint.my_user()) AND is_staff AND is_active)",
    ),
    # a company without members is its registrant's; everywhere else one joins by an open invitation to one's address
    definer(
        "may_join(p_org bigint, p_roles text[])",
        "boolean",
        """SELECT (p_roles = '{owner}' AND EXISTS (SELECT 1 FROM public.tenancy_organisation o
            WHERE o.id = p_org AND o.kind = 'company' AND o.created_at > now() - interval '1 hour')
          AND NOT EXISTS (SELECT 1 FROM public.tenancy_membership m WHERE m.organisation_id = p_org))
        OR EXISTS (SELECT 1 FROM public.tenancy_invitation i WHERE i.organisation_id = p_org
          AND lower(i.email) = mint.my_email() AND i.accepted_at IS NULL AND i.revoked_at IS NULL
          AND i.expires_at > now() AND i.roles::text[] @> p_roles)""",
    ),
]
