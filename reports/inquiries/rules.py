"""Who reads and writes the funder's questions, in the words of the database (leaf)."""

from mint.isolation.rules import all_of, any_of, managed, mine, through, within
from mint.links.models import HELD
from reports.states import FROZEN

REPORT, THREAD = "reports_report", "inquiries_thread"
OWN = through(REPORT, "report_id", managed("parent.project_id"))
# who holds a link reads its one row; the rest is read for them by `reading`, as the system
LINK_READ = any_of(OWN, HELD)
LINK_ADD = all_of(
    mine("made_by_id"),
    through(REPORT, "report_id", all_of(managed("parent.project_id"), within("parent.state", FROZEN))),
)
MESSAGE_READ = through(THREAD, "thread_id")
MESSAGE_ADD = all_of("NOT from_funder", mine("author_id"), through(THREAD, "thread_id"))
