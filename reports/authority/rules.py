"""Who reads and writes the authority's forms, in the words of the database (leaf)."""

from mint.isolation.rules import all_of, managed, seen_by, through, within
from reports.states import FROZEN

REPORT = "reports_report"
FORM_READ = managed()
FORM_INSERT = all_of(managed(), seen_by())
# what was sent stays as it was sent: it is written once, of a locked report
FILING_READ = through(REPORT, "report_id", managed("parent.project_id"))
FILING_INSERT = through(REPORT, "report_id", all_of(managed("parent.project_id"), within("parent.state", FROZEN)))
