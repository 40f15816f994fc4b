"""A correction is approved or not by a second person, or withdrawn by the one who proposed it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.files.scanning import Quarantine
from mint.workflow import Move, perform
from reports.corrections import notices
from reports.corrections.models import Correction
from reports.corrections.permissions import can_decide, can_withdraw
from reports.corrections.states import State


def has_evidence(correction: Correction) -> str | None:
    """A record, or a file that the virus check has let through."""
    if correction.object_id is None and not correction.files.filter(quarantine=Quarantine.FREE).exists():
        return _("There is no evidence that can be opened yet.")
    return None


APPROVE = Move(
    "correction.approved",
    (State.PROPOSED,),
    State.APPROVED,
    allowed=can_decide,
    label=gettext_lazy("Approve the correction"),
    guards=(has_evidence,),
)
REFUSE = Move(
    "correction.refused",
    (State.PROPOSED,),
    State.REFUSED,
    allowed=can_decide,
    label=gettext_lazy("Do not approve it"),
    needs_reason=True,
)
WITHDRAW = Move(
    "correction.withdrawn",
    (State.PROPOSED,),
    State.WITHDRAWN,
    allowed=can_withdraw,
    label=gettext_lazy("Withdraw the correction"),
)
MOVES = (APPROVE, REFUSE, WITHDRAW)
OF = {move.name: move for move in MOVES}


@transaction.atomic
def approve(correction: Correction, *, actor: Actor, reason: str = "") -> Correction:
    """From now on it counts; a report that has not been approved has to be built again."""
    decided = perform(correction, APPROVE, actor=actor, decided_by_id=actor.user_id, decided_at=clock.now())
    notices.decided(decided)
    return decided


@transaction.atomic
def refuse(correction: Correction, *, actor: Actor, reason: str) -> Correction:
    now: dict[str, Any] = {"decided_by_id": actor.user_id, "decided_at": clock.now(), "decision": reason[:1000]}
    decided = perform(correction, REFUSE, actor=actor, reason=reason, **now)
    notices.decided(decided)
    return decided


@transaction.atomic
def withdraw(correction: Correction, *, actor: Actor, reason: str = "") -> Correction:
    return perform(correction, WITHDRAW, actor=actor)


BY_NAME: dict[str, Callable[..., Correction]] = {
    APPROVE.name: approve,
    REFUSE.name: refuse,
    WITHDRAW.name: withdraw,
}
