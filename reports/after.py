"""What happens next: one sentence for each move of `workflow.MOVES` that a person makes, said when it has been made."""

from django.utils.translation import gettext_lazy as _

AFTER = {
    "approved": _("The steering group's approval is recorded. Next, lock the report before it goes to the funder."),
    "reopened": _("The report was taken back. Build it again when the records are right."),
    "submitted": _("The report is locked. Send its files to the funder, and record here what the funder answers."),
    "accepted": _("The funder accepted the report. Nothing more is asked of you."),
    "returned": _("The funder's return is recorded, with the reason. Open the report again, or build a new one."),
    "reopened_to_count": _("The report is open again. Build it: its figures are counted anew."),
    "reopened_as_counted": _("The report is open again. Its figures stay; build it when the texts are right."),
}
