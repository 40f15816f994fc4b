"""What a challenge is kept in."""

from challenges.models.attachments import ChallengeAttachment
from challenges.models.challenge import EVALUATE, Challenge
from challenges.models.confidential import ChallengeConfidential, ConfidentialAcceptance
from challenges.models.coowners import CoOwner
from challenges.models.grants import ChallengeGrant
from challenges.models.versions import ChallengeVersion

__all__ = [
    "EVALUATE",
    "Challenge",
    "ChallengeAttachment",
    "ChallengeConfidential",
    "ChallengeGrant",
    "ChallengeVersion",
    "CoOwner",
    "ConfidentialAcceptance",
]
