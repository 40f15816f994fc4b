"""What tables below tenancy need of it: the audit trail's policies, and two doors to the outbox."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer
from mint.isolation.rules import any_of, coordinated, curated, managed, mine, seen_by

AUDIT_READ = any_of(
    mine("actor_id"),
    seen_by(),
    "reader_ids && (SELECT mint.my_orgs())::bigint[]",
    coordinated(),
    curated(),
    managed(),
)

OPERATIONS: list[Operation] = [
    RunSQL(
        f"""ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
        ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
        REVOKE UPDATE, DELETE ON audit_entry FROM mint_app, mint_system;
        CREATE POLICY app_select ON audit_entry FOR SELECT TO mint_app USING ({AUDIT_READ});
        CREATE POLICY app_insert ON audit_entry FOR INSERT TO mint_app
          WITH CHECK (actor_id IS NOT DISTINCT FROM mint.my_user());
        CREATE POLICY system_select ON audit_entry FOR SELECT TO mint_system USING (true);
        CREATE POLICY system_insert ON audit_entry FOR INSERT TO mint_system WITH CHECK (true)""",
        RunSQL.noop,
    ),
    readable_by_definer("audit_entry", "outbox_job", "outbox_mail"),
    RunSQL("GRANT DELETE ON outbox_job, outbox_mail TO mint_definer", RunSQL.noop),
    # an undo takes back what its move was going to send: only one's own move, and only what has not left
    definer(
        "cancel_outgoing(p_key uuid)",
        "void",
        """DELETE FROM public.outbox_job WHERE undo_key = p_key AND sent_at IS NULL AND EXISTS
          (SELECT 1 FROM public.audit_entry e WHERE e.key = p_key AND e.actor_id = mint.my_user());
        DELETE FROM public.outbox_mail WHERE undo_key = p_key AND done_at IS NULL AND EXISTS
          (SELECT 1 FROM public.audit_entry e WHERE e.key = p_key AND e.actor_id = mint.my_user())""",
        volatility="VOLATILE",
    ),
    # for /readyz: how long the oldest due row has waited, and nothing else of it
    definer(
        "oldest_due()",
        "interval",
        """SELECT max(now() - not_before) FROM (
          SELECT not_before FROM public.outbox_job
            WHERE sent_at IS NULL AND done_at IS NULL AND failed_at IS NULL AND not_before <= now()
          UNION ALL SELECT not_before FROM public.outbox_mail
            WHERE done_at IS NULL AND failed_at IS NULL AND not_before <= now()) AS due""",
    ),
]
