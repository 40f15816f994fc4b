"""Who asks to join a company may be admitted by its municipality's coordinator, once its owners have had their time."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

OPERATIONS: list[Operation] = [
    readable_by_definer("tenancy_joinrequest"),
    # what was asked, by whom and when stays as it is
    RunSQL(
        "REVOKE UPDATE ON tenancy_joinrequest FROM mint_app; "
        "GRANT UPDATE (state, version, decided_at, decided_by_id) ON tenancy_joinrequest TO mint_app",
        RunSQL.noop,
    ),
    definer(
        "may_admit(p_org bigint, p_user bigint, p_roles text[])",
        "boolean",
        """SELECT p_roles <@ '{editor,viewer}'::text[] AND p_user <> mint.my_user() AND EXISTS (
          SELECT 1 FROM public.tenancy_joinrequest r JOIN public.tenancy_organisation o ON o.id = r.organisation_id
          WHERE r.organisation_id = p_org AND r.asker_id = p_user AND r.state = 'waiting'
            AND o.municipality_id = ANY (mint.my_munis())
            AND (r.created_at AT TIME ZONE 'Europe/Helsinki')::date + 14
              <= (now() AT TIME ZONE 'Europe/Helsinki')::date)""",
    ),
]
