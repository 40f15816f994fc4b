"""Who I am to the database: the arrays that policies compare with, each asked once per statement."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

MY = "FROM public.tenancy_membership m WHERE m.user_id = (SELECT mint.my_user())"
IDS = "SELECT COALESCE(array_agg(m.organisation_id), '{}') " + MY
WRITES = "m.roles::text[] && '{owner,editor,coordinator,curator,teacher,project_manager}'::text[]"

OPERATIONS: list[Operation] = [
    readable_by_definer(
        "tenancy_membership",
        "tenancy_organisation",
        "tenancy_invitation",
        "accounts_user",
    ),
    definer("my_orgs()", "bigint[]", f"{IDS} AND m.roles::text[] <> '{{student}}'::text[]"),
    definer("my_writable_orgs()", "bigint[]", f"{IDS} AND {WRITES}"),
    definer("my_owned_orgs()", "bigint[]", f"{IDS} AND 'owner' = ANY(m.roles)"),
    definer(
        "my_munis()",
        "bigint[]",
        """SELECT COALESCE(array_agg(o.municipality_id), '{}') FROM public.tenancy_membership m
        JOIN public.tenancy_organisation o ON o.id = m.organisation_id
        WHERE m.user_id = (SELECT mint.my_user()) AND 'coordinator' = ANY(m.roles) AND o.kind = 'municipality'""",
    ),
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
            WHERE o.id = p_org AND o.kind = 'company')
          AND NOT EXISTS (SELECT 1 FROM public.tenancy_membership m WHERE m.organisation_id = p_org))
        OR EXISTS (SELECT 1 FROM public.tenancy_invitation i WHERE i.organisation_id = p_org
          AND lower(i.email) = mint.my_email() AND i.accepted_at IS NULL AND i.revoked_at IS NULL
          AND i.expires_at > now() AND i.roles::text[] @> p_roles)""",
    ),
]
