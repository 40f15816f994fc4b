"""What happened to a report, in the reader's words: in an organisation's log and in a report's dossier."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAID: dict[str, Promise] = {
    "approval.given": _("approved the report for a partner"),
    "approval.refused": _("objected to the report for a partner"),
    "report.accepted": _("recorded the funder's acceptance"),
    "report.approved": _("recorded the approval of the report"),
    "report.build_cancelled": _("cancelled the building of the report"),
    "report.build_retried": _("built the report again"),
    "report.build_started": _("began to build the report"),
    "report.built": _("finished the building of the report"),
    "report.change_carried": _("carried what had changed to the next period"),
    "report.created": _("began the report"),
    "report.dossier_asked": _("asked for the report's dossier"),
    "report.filed": _("filled a form of the authority from the report"),
    "report.published": _("published the review"),
    "report.partners_asked": _("asked the partners to approve the report"),
    "report.reopened": _("opened the report again"),
    "report.reopened_as_counted": _("opened the returned report again, with its figures as they were"),
    "report.reopened_to_count": _("opened the returned report again, to be counted anew"),
    "report.returned": _("recorded that the report was returned"),
    "report.submitted": _("locked the report"),
    "report.unpublished": _("took the review off the public page"),
}
