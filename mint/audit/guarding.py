"""What an entry may say: one's own doing, for an organisation one belongs to, of what one may change."""

from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.subjects import tied

OWN = "actor_id IS NOT DISTINCT FROM mint.my_user()"
# only a job has a name; a student acts for a school too, so that every membership counts
HONEST = f"""{OWN} AND actor_name = '' AND (acting_for_id IS NULL OR EXISTS (SELECT 1 FROM tenancy_membership own
  WHERE own.user_id = mint.my_user() AND own.organisation_id = acting_for_id))"""  # noqa: S608 - a constant

OPERATIONS: list[Operation] = [
    RunSQL(
        f"ALTER POLICY app_insert ON audit_entry WITH CHECK ({HONEST})",
        f"ALTER POLICY app_insert ON audit_entry WITH CHECK ({OWN})",
    ),
    tied("audit_entry"),
]
