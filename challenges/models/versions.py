"""What was changed in a challenge after it was published, for its readers."""

from typing import Any

from django.conf import settings
from django.db import models

from challenges.models.challenge import Challenge
from challenges.models.confidential import COORDINATED, CURATED
from challenges.querysets import VersionQuerySet
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import any_of, through, written_by
from mint.tenancy.models import Organisation


class ChallengeVersion(models.Model):
    """One amendment: the columns that it changed, as they were and as they became; never written again.

    Written by the action, not by a trigger (django-pghistory): one deed is one version, with the reason its author gives,
    and a draft's autosaves are none.
    """

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(help_text="From 1 on, of each challenge.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True, help_text="What changed and why, to the readers.")
    is_material = models.BooleanField(help_text="Those who take part were told.")
    before: "models.JSONField[dict[str, Any]]" = models.JSONField()
    after: "models.JSONField[dict[str, Any]]" = models.JSONField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "number"], name="version_once"),
            TenantKey(name="version_of_own_challenge", parent="challenge"),
            Isolated(
                name="challenge_version_isolated",
                read=through("challenges_challenge", "challenge_id"),
                insert=any_of(written_by(), COORDINATED, CURATED),
                delete=written_by(),  # with its challenge only: no page deletes one
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id} · {self.number}"
