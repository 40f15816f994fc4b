"""What a proposal consists of: an answer to each criterion, the people of a team, files, and what was sent before."""

from django.db import models

from challenges.models import Challenge
from challenges.proposals.models.calls import Criterion
from challenges.proposals.models.proposals import Proposal
from challenges.proposals.querysets import (
    AnswerQuerySet,
    ProposalAttachmentQuerySet,
    ProposalMemberQuerySet,
    ProposalVersionQuerySet,
)
from challenges.proposals.rules import OWN_PROPOSAL, WRITABLE
from mint import clock
from mint.files.models import Attachment
from mint.isolation.constraints import Isolated
from mint.isolation.rules import through

READ = through("proposals_proposal", "proposal_id")


class Answer(models.Model):
    """A proposal's answer to one criterion; `challenge` ties the two together (composite keys of the migration)."""

    created_at = models.DateTimeField(default=clock.now)
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="answers")
    text = models.TextField(max_length=4000)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "criterion"], name="answer_once_per_criterion"),
            Isolated(name="answer_isolated", read=READ, insert=WRITABLE, update=WRITABLE, delete=WRITABLE),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} · {self.criterion_id}"


class ProposalMember(models.Model):
    """One of the people of a team, as its proposal names them."""

    created_at = models.DateTimeField(default=clock.now)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)

    objects = ProposalMemberQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            Isolated(name="proposal_member_isolated", read=READ, insert=WRITABLE, update=WRITABLE, delete=WRITABLE),
        ]

    def __str__(self) -> str:
        return self.name


class ProposalAttachment(Attachment):
    """A file of a proposal; it is as visible as the proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="attachments")

    objects = ProposalAttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            Isolated(name="proposal_attachment_isolated", read=READ, insert=WRITABLE, delete=WRITABLE),
        ]


class ProposalVersion(models.Model):
    """What was sent, each time it was sent; nobody changes it."""

    created_at = models.DateTimeField(default=clock.now)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()

    objects = ProposalVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="version_number_once"),
            Isolated(name="proposal_version_isolated", read=OWN_PROPOSAL, insert=WRITABLE),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} · {self.number}"
