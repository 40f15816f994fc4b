"""Who reads and writes what has changed since a report was submitted, in the words of the database (leaf)."""

from mint.isolation.rules import all_of, managed, through, within
from reports.partnering import INSIDE
from reports.states import FROZEN

TABLE = "reports_report"
READ = through(TABLE, "report_id", INSIDE)
# a report that is opened again and counted anew has no use of what was found before
FORGET = through(TABLE, "report_id", managed("parent.project_id"))
WRITE = through(TABLE, "report_id", all_of(managed("parent.project_id"), within("parent.state", FROZEN)))
