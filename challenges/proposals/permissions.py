"""Who may do what to a call's criteria and to proposals. When it may be done is in `workflow.MOVES`."""

from challenges.models import Challenge
from challenges.permissions import can_curate, is_evaluator, is_owner, takes_part
from challenges.proposals.models import Proposal
from challenges.states import EDITABLE
from challenges.states import State as ChallengeState
from mint.actor import Actor
from mint.tenancy.roles import Kind as OrganisationKind

PROPOSING = (OrganisationKind.COMPANY, OrganisationKind.UNIVERSITY, OrganisationKind.PUBLIC_BODY)
WRITING = ("editor", "teacher")


def can_set_criteria(actor: Actor, challenge: Challenge) -> bool:
    """Its owner while it is a draft or has been returned; who reviews it, during the review. Then they stand."""
    if challenge.state == ChallengeState.IN_REVIEW:
        return can_curate(actor, challenge)
    return is_owner(actor, challenge) and challenge.state in EDITABLE


def can_propose(actor: Actor, challenge: Challenge, kind: str | None) -> bool:
    """Those who write in the organisation acted for (`kind` is its kind), or a person of their own account (None).

    Who called, curates or evaluates takes no part as a person; an organisation does not answer its own challenge. A
    university may answer what its curators look after: they then decide nothing on it (`can_check`).
    """
    if not actor.is_signed_in or is_evaluator(actor, challenge):
        return False
    if actor.organisation_id is None:
        return not takes_part(actor, challenge)
    return kind in PROPOSING and actor.has_role(actor.organisation_id, *WRITING) and not is_owner(actor, challenge)


def is_own(actor: Actor, proposal: Proposal) -> bool:
    """Of the proposer's side, and acting for it: one's own outside every workspace, an organisation's inside its own."""
    if proposal.organisation_id is None:
        return actor.is_signed_in and proposal.author_id == actor.user_id
    return actor.has_role(proposal.organisation_id, *WRITING)


def has_stake(actor: Actor, proposal: Proposal) -> bool:
    """Wrote it, or belongs to the organisation that proposes: by any membership, whomever one acts for now."""
    return proposal.author_id == actor.user_id or proposal.organisation_id in actor.organisation_ids


def calls(actor: Actor, challenge: Challenge) -> bool:
    """Of the side that asked for proposals: its owner's editors, its coordinator, its curators."""
    return is_owner(actor, challenge) or can_curate(actor, challenge)


def can_check(actor: Actor, proposal: Proposal) -> bool:
    """The formal check is made by who called, never by somebody with a stake in the proposal."""
    return calls(actor, proposal.challenge) and not has_stake(actor, proposal)
