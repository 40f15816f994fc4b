"""Who reads and writes a dossier, in the words of the database (leaf)."""

from mint.isolation.rules import all_of, managed, through, within
from reports.states import FROZEN

REPORT = "reports_report"
READ = through(REPORT, "report_id", managed("parent.project_id"))
WRITE = through(REPORT, "report_id", all_of(managed("parent.project_id"), within("parent.state", FROZEN)))
