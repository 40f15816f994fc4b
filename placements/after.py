"""What happens next: one sentence for each move of `workflow.MOVES` and `choosing.MOVES`, said when it has been made."""

from django.utils.translation import gettext_lazy as _

OF_PLACEMENT = {
    "submitted": _("It was sent. The municipality or the university opens it for applications, or returns it with reasons."),
    "opened": _("It is open for applications. The host is told when somebody applies."),
    "returned": _("It went back to the host with your reasons, and comes to you again when it has been completed."),
    "filled": _("The choice is made, and the others are told. Next, ask the parties for their confirmations."),
    "agreement_opened": _("The parties are asked to confirm. When all have, the placement can be started on its first day."),
    "started": _("It has begun. At the end the student reports and the university confirms the credits; then you finish it."),
    "finished": _("It is finished and counts in the project's report. Next, move it to the archive."),
    "archived": _("It is in the archive. Nothing more is asked of anybody."),
    "lapsed": _("It ended without a choice. Those who had applied are told, with your reason."),
    "interrupted": _("It was interrupted. The student, the host and the school are told, with the reason."),
    "cancelled": _("It was cancelled. Everybody who had applied is told, with your reason."),
}  # fmt: skip
OF_APPLICATION = {
    "submitted": _("Your application was sent. The host chooses when applying has ended, and you are told."),
    "shortlisted": _("The applicant is on the shortlist. Next, choose whom you take."),
    "chosen": _("The applicant is chosen; the message about it is sent in ten minutes. Next, the applicant accepts or declines."),
    "reserved": _("The applicant is in reserve, and takes the place if the one who was chosen declines."),
    "not_chosen": _("The applicant was not chosen; the message about it is sent in ten minutes."),
    "accepted": _("The place is yours, and the host is told. Next, the host asks you to confirm the agreement."),
    "declined": _("You declined the place, and the host is told. It may go to somebody else now."),
    "withdrawn": _("You withdrew the application. The host does not consider it any more."),
}  # fmt: skip
