"""Who asks the partners, and who answers for one, in the words of the database (leaf)."""

from mint.isolation.rules import all_of, any_of, managed, mine, seen_by, through, within
from reports.partnering import INSIDE, answered_for
from reports.states import State

TABLE = "reports_report"
OWN = "approvals_approval"
ASKING_READ = through(TABLE, "report_id")  # whoever sees the report
ASKING_ADD = through(
    TABLE,
    "report_id",
    all_of(
        managed("parent.project_id"),
        within("parent.state", [State.PRE_CHECK]),
        "parent.built_at = approvals_asking.built_at",
    ),
)
READ = any_of(seen_by(), through(TABLE, "report_id", INSIDE))
# of the building that the partner has looked at, while the report waits to be approved
ANSWER = all_of(
    answered_for(),
    mine("by_id"),
    through(
        TABLE,
        "report_id",
        all_of(
            within("parent.state", [State.PRE_CHECK]),
            f"parent.built_at = {OWN}.built_at",
            f"parent.organisation_id <> {OWN}.organisation_id",
            "EXISTS (SELECT 1 FROM projects_partner p "  # noqa: S608  # our own words
            f"WHERE p.project_id = parent.project_id AND p.organisation_id = {OWN}.organisation_id)",
        ),
    ),
)
CHANGE = answered_for()
