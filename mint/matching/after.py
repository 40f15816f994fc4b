"""What happens next: one sentence for each move of `workflow.MOVES`, said when it has been made."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from mint.matching.states import Agreement

if TYPE_CHECKING:
    from mint.matching.models import Match

AFTER = {
    "interested": _l("Your interest was sent. The other side answers, and you are told."),
    "accepted": _l("Both are interested, and the contact persons are on this page. Talk, and then record what you agree on."),
    "discussed": _l("You have talked. Next, record the agreement, or decline."),
    "agreed": _l("It is agreed, and the other side is told. When it has been done, mark it as realised."),
    "realised": _l("It has been realised. Nothing more is asked of you."),
    "declined": _l("You declined, and the other side is told. Your own reason stays with you."),
    "withdrawn": _l("You withdrew. The other side need not answer any more."),
}  # fmt: skip


def after(match: "Match", move: str, *, organisation_id: int) -> str:
    """`organisation_id` is whose side moved: the owner of the challenge is not told what the owner does next."""
    if move != "agreed" or match.agreement != Agreement.EXPERIMENT:
        return str(AFTER[move])
    if organisation_id == match.organisation_id:
        return _("It is agreed, and the other side is told. Next, begin the experiment from this page.")
    return _("It is agreed, and the other side is told. Next, the owner of the challenge begins the experiment.")
