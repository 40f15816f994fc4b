"""What the database keeps as it was: which text a participant agreed to, under which code, and when."""

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import RunSQL

GUARDS: list[Operation] = [
    RunSQL(
        "REVOKE UPDATE ON consents_givenconsent, consents_consenttext FROM mint_app; "
        "GRANT UPDATE (withdrawn_on, withdrawn_by_id, fate, note) ON consents_givenconsent TO mint_app",
        RunSQL.noop,
    ),
]
