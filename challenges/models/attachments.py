"""Files of a challenge."""

from django.db import models

from challenges.models.challenge import Challenge
from challenges.querysets import ChallengeAttachmentQuerySet
from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import through, written_by
from mint.tenancy.models import Organisation


class ChallengeAttachment(Attachment):
    """A file of a challenge; it is as visible as its challenge."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="attachments")

    objects = ChallengeAttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            TenantKey(name="attachment_of_own_challenge", parent="challenge"),
            Isolated(
                name="challenge_attachment_isolated",
                read=through("challenges_challenge", "challenge_id"),
                insert=written_by(),
                delete=written_by(),
            ),
        ]
