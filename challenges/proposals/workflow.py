"""The moves of a proposal up to its formal check; `challenges.evaluation` has those that follow."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy

from challenges.proposals import notices
from challenges.proposals.guards import call_is_over, hold, in_time
from challenges.proposals.models import Proposal
from challenges.proposals.permissions import can_check, is_own
from challenges.proposals.states import State
from mint import clock
from mint.actor import Actor
from mint.web import MoveError
from mint.workflow import Move, perform
from mint.workflow import undo as undo_move


def _move(
    name: str, sources: tuple[State, ...], target: State, allowed: Callable[..., bool], label: Any, **more: Any
) -> Move:
    """A row of the table below, in one line."""
    return Move(f"proposal.{name}", sources, target, allowed=allowed, label=label, **more)


S, _l = State, gettext_lazy
SUBMIT = _move("submitted", (S.DRAFT,), S.SUBMITTED, is_own, _l("Send the proposal"), guards=(in_time,))
RESUBMIT = _move("resubmitted", (S.SUBMITTED,), S.SUBMITTED, is_own, _l("Send the changes"), guards=(in_time,))
WITHDRAW = _move(
    "withdrawn", (S.SUBMITTED,), S.WITHDRAWN, is_own, _l("Withdraw the proposal"), guards=(in_time,), is_main=False
)
SHORTLIST = _move(
    "shortlisted", (S.SUBMITTED,), S.SHORTLISTED, can_check, _l("Take to evaluation"), guards=(call_is_over,)
)
REJECT = _move(
    "rejected",
    (S.SUBMITTED,),
    S.REJECTED,
    can_check,
    _l("Reject with reasons"),
    guards=(call_is_over,),
    needs_reason=True,
    is_main=False,
)  # fmt: skip
UNWITHDRAW = _move(
    "withdraw_undone", (S.WITHDRAWN,), S.SUBMITTED, is_own, _l("Undo"), undo_of="proposal.withdrawn", guards=(in_time,)
)
UNSHORTLIST = _move(
    "shortlist_undone", (S.SHORTLISTED,), S.SUBMITTED, can_check, _l("Undo"), undo_of="proposal.shortlisted"
)
UNREJECT = _move("reject_undone", (S.REJECTED,), S.SUBMITTED, can_check, _l("Undo"), undo_of="proposal.rejected")
MOVES = (SUBMIT, RESUBMIT, WITHDRAW, SHORTLIST, REJECT, UNWITHDRAW, UNSHORTLIST, UNREJECT)
CHECKS = (SHORTLIST, REJECT)


@transaction.atomic
def withdraw(proposal: Proposal, *, actor: Actor, reason: str = "") -> Proposal:
    """Before the deadline; nobody but its writers has read it."""
    if not is_own(actor, proposal):
        raise PermissionDenied
    hold(proposal.challenge_id)
    if why := in_time(proposal):  # asked before the lock: after the deadline row security hides the row from it
        raise MoveError(why)
    return perform(proposal, WITHDRAW, actor=actor, withdrawn_at=clock.now())


@transaction.atomic
def shortlist(proposal: Proposal, *, actor: Actor, reason: str = "") -> Proposal:
    proposal = perform(proposal, SHORTLIST, actor=actor, checked_at=clock.now())
    notices.shortlisted(proposal, actor)
    return proposal


@transaction.atomic
def reject(proposal: Proposal, *, actor: Actor, reason: str) -> Proposal:
    proposal = perform(proposal, REJECT, actor=actor, reason=reason, answer=reason.strip(), checked_at=clock.now())
    notices.rejected(proposal, actor)
    return proposal


@transaction.atomic
def undo(proposal: Proposal, move: Move, *, actor: Actor) -> Proposal:
    """Take back one's own last move within ten minutes, and the messages that wait for it."""
    changes: dict[str, object] = {"withdrawn_at": None} if move is UNWITHDRAW else {"checked_at": None, "answer": ""}
    return undo_move(proposal, move, actor=actor, **changes)


# What a POST of the move's name runs.
RUN: dict[str, Callable[..., Proposal]] = {
    move.name: function for move, function in ((WITHDRAW, withdraw), (SHORTLIST, shortlist), (REJECT, reject))
}
