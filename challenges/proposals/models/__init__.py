"""What a call for proposals, and what answers it, are kept in."""

from challenges.proposals.models.calls import SCALE, Call, Criterion
from challenges.proposals.models.parts import Answer, ProposalAttachment, ProposalMember, ProposalVersion
from challenges.proposals.models.proposals import Proposal

__all__ = [
    "SCALE",
    "Answer",
    "Call",
    "Criterion",
    "Proposal",
    "ProposalAttachment",
    "ProposalMember",
    "ProposalVersion",
]
