"""Access that ends by itself: a membership that nobody confirms, and an operator's visit, which lasts an hour."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.audit.guarding import HONEST
from mint.isolation.functions import readable_by_definer
from mint.tenancy.functions import view

OPEN = "e.ended_at IS NULL AND e.expires_at > now()"
# an operator who visits is a viewer of the organisation, so that every policy knows what such a one may see
MEMBERSHIP = f"""SELECT id, user_id, organisation_id, roles FROM public.tenancy_membership WHERE paused_at IS NULL
UNION ALL SELECT NULL, e.operator_id, e.organisation_id, '{{viewer}}'::varchar(20)[] FROM public.tenancy_emergencyaccess e
  JOIN public.accounts_user u ON u.id = e.operator_id
  WHERE {OPEN} AND u.is_staff AND u.is_active AND NOT EXISTS (SELECT 1 FROM public.tenancy_membership m
    WHERE m.user_id = e.operator_id AND m.organisation_id = e.organisation_id)"""  # noqa: S608 - constants
VISIT = f"""SELECT e.organisation_id, e.operator_id, u.name::text AS who, e.reason::text AS reason, e.expires_at AS until
  FROM public.tenancy_emergencyaccess e JOIN public.accounts_user u ON u.id = e.operator_id WHERE {OPEN}"""  # noqa: S608
STANDING = HONEST.replace("own.user_id = mint.my_user()", "own.user_id = mint.my_user() AND own.paused_at IS NULL")

OPERATIONS: list[Operation] = [
    readable_by_definer("tenancy_emergencyaccess"),
    view("membership", MEMBERSHIP),
    view("visit", VISIT),
    # who belongs, since when, and why somebody came: what was written stays
    RunSQL(
        "REVOKE UPDATE ON tenancy_membership, tenancy_emergencyaccess FROM mint_app; "
        "GRANT UPDATE (roles, title, confirmed_at, asked_at, paused_at) ON tenancy_membership TO mint_app; "
        "GRANT UPDATE (ended_at) ON tenancy_emergencyaccess TO mint_app",
        RunSQL.noop,
    ),
    RunSQL(f"ALTER POLICY app_insert ON audit_entry WITH CHECK ({STANDING})", RunSQL.noop),
]
