"""Which messages a proposal causes, to whom, with what."""

from django.urls import reverse

from challenges.models import Challenge
from challenges.proposals.models import Proposal
from challenges.proposals.states import State
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def writers(proposal: Proposal) -> Recipients:
    """The proposer's side."""
    if proposal.organisation_id:
        return Recipients(organisations=[proposal.organisation_id])
    return Recipients(users=[proposal.author_id] if proposal.author_id else [])


def _tell(kind: str, proposal: Proposal, actor: Actor, **more: str) -> None:
    notify(
        kind,
        writers(proposal),
        path=reverse("proposals:go", args=[proposal.pk]),
        context={
            "title": proposal.title,
            "challenge": proposal.challenge_title,
            "reference": proposal.reference,
            "reason": proposal.answer,
            **more,
        },
        but=None,
        undo_key=proposal.entry_key if kind != "proposal_submitted" else None,
    )


def submitted(proposal: Proposal, actor: Actor, *, deadline_on: str, feedback_on: str) -> None:
    """A receipt, to the one who sent it too."""
    _tell("proposal_submitted", proposal, actor, deadline=deadline_on, feedback=feedback_on)


def shortlisted(proposal: Proposal, actor: Actor) -> None:
    _tell("proposal_shortlisted", proposal, actor)


def rejected(proposal: Proposal, actor: Actor) -> None:
    _tell("proposal_rejected", proposal, actor)


def interested(challenge: Challenge) -> Recipients:
    """Whom a change of the challenge concerns: those who write a proposal to it, or have sent one. Asked as the system."""
    rows = Proposal.objects.filter(challenge=challenge).exclude(state=State.WITHDRAWN)
    sides = list(rows.values_list("organisation_id", "author_id"))
    return Recipients(
        organisations=sorted({organisation for organisation, _author in sides if organisation}),
        users=sorted({author for organisation, author in sides if author and not organisation}),
    )
