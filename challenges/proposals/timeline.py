"""What happened to a proposal, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

SAID: dict[str, Promise] = {
    "proposal.drafted": _l("began a proposal"),
    "proposal.submitted": _l("sent the proposal"),
    "proposal.resubmitted": _l("sent the proposal again, changed"),
    "proposal.withdrawn": _l("withdrew the proposal"),
    "proposal.withdraw_undone": _l("undid the move"),
    "proposal.shortlisted": _l("took the proposal to evaluation"),
    "proposal.shortlist_undone": _l("undid the move"),
    "proposal.rejected": _l("rejected the proposal in the formal check"),
    "proposal.reject_undone": _l("undid the move"),
    "proposal.attached": _l("added an attachment"),
    "proposal.detached": _l("removed an attachment"),
    "proposal.deleted": _l("deleted the draft of a proposal"),
}
