"""Who sees which criteria, proposals and answers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from challenges.models import Challenge
from challenges.proposals.states import AFTER_CALL, CHANGEABLE, SENT, State
from mint.actor import WRITERS, Actor

if TYPE_CHECKING:
    from challenges.proposals.models import (
        Answer,
        Call,
        Criterion,
        Proposal,
        ProposalAttachment,
        ProposalMember,
        ProposalVersion,
    )

# Ids of the proposals assigned to somebody to be scored: `challenges.evaluation` registers the twin of its SQL function.
Assigned = Callable[[Actor], "models.QuerySet[Any]"]
_assigned: list[Assigned] = []


def register_assigned(function: Assigned) -> None:
    """`function(actor)` gives the ids of proposals; the database's word is `mint.my_evaluated_proposals()`."""
    _assigned.append(function)


def writable_ids(actor: Actor) -> list[int]:
    """Organisations in which one holds a role that writes."""
    return [pk for pk, roles in actor.memberships.items() if roles & WRITERS]


def own_side(actor: Actor, prefix: str = "") -> Q:
    """Who writes it: see `rules.own_side`."""
    if not actor.is_signed_in:
        return Q(pk__in=[])
    personal = Q(**{f"{prefix}organisation__isnull": True, f"{prefix}author_id": actor.user_id})
    return personal | Q(**{f"{prefix}organisation_id__in": writable_ids(actor)})


def read_by(actor: Actor) -> Q:
    """The rule of the table in policies, said to the ORM: see `rules.READ`."""
    readers = (
        Q(organisation_id__in=actor.organisation_ids)
        | Q(challenge_organisation_id__in=actor.organisation_ids)
        | Q(challenge_municipality_id__in=actor.municipality_ids)
        | Q(challenge_project_id__in=actor.curated_ids)
    )
    for function in _assigned:
        readers |= Q(pk__in=function(actor))
    # no join: to its proposers a withdrawn challenge is a row that row security hides, and the proposal is theirs all the same
    over = Challenge.objects.filter(state__in=AFTER_CALL).values("pk")
    return own_side(actor) | (Q(state__in=SENT, challenge__in=over) & readers)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, actor: Actor) -> Self:
        """The writers' side; once the call is over also who called, their coordinator, curators, and who evaluates."""
        return self.all() if actor.is_system else self.filter(read_by(actor))

    def own(self, actor: Actor) -> Self:
        """Those that this person may write, whomever they act for."""
        return self.filter(own_side(actor))

    def personal(self, actor: Actor) -> Self:
        """One's own, of no organisation."""
        return self.filter(organisation__isnull=True, author_id=actor.user_id or 0)

    def of_side(self, actor: Actor, organisation_id: int | None) -> Self:
        """Of one organisation, or one's own where none is named."""
        return self.filter(organisation_id=organisation_id) if organisation_id else self.personal(actor)

    def sent(self) -> Self:
        """In the call: neither a draft nor withdrawn."""
        return self.filter(state__in=SENT)

    def changeable(self) -> Self:
        return self.filter(state__in=CHANGEABLE)

    def to_check(self) -> Self:
        """Those whose formal check is still to be made, the oldest first."""
        return self.filter(state=State.SUBMITTED).order_by("submitted_at", "id")


class _OfChallenge:
    """As visible as the challenge they belong to."""

    def visible_to(self, actor: Actor) -> Any:
        return self.filter(challenge__in=Challenge.objects.visible_to(actor))  # type: ignore[attr-defined]


class CriterionQuerySet(_OfChallenge, models.QuerySet["Criterion"]):
    def of(self, challenge: Challenge) -> Self:
        return self.filter(challenge=challenge).order_by("position", "id")


class CallQuerySet(_OfChallenge, models.QuerySet["Call"]):
    pass


class _OfProposal:
    """As visible as the proposal they belong to."""

    def visible_to(self, actor: Actor) -> Any:
        from challenges.proposals.models import Proposal

        return self.filter(proposal__in=Proposal.objects.visible_to(actor))  # type: ignore[attr-defined]


class AnswerQuerySet(_OfProposal, models.QuerySet["Answer"]):
    pass


class ProposalMemberQuerySet(_OfProposal, models.QuerySet["ProposalMember"]):
    pass


class ProposalAttachmentQuerySet(_OfProposal, models.QuerySet["ProposalAttachment"]):
    pass


class ProposalVersionQuerySet(models.QuerySet["ProposalVersion"]):
    def visible_to(self, actor: Actor) -> Self:
        """What was sent before is the writers' own; everybody else reads what was sent last."""
        return self.all() if actor.is_system else self.filter(own_side(actor, "proposal__"))
