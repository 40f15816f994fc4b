"""Who from outside may read one challenge."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from guardian.models import UserObjectPermissionBase

from challenges.functions import OF_CHALLENGE
from challenges.models.challenge import Challenge
from challenges.querysets import GrantManager
from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import all_of, any_of, coordinated, mine, seen_by
from mint.places.models import Municipality
from mint.tenancy.models import Organisation


class ChallengeGrant(UserObjectPermissionBase):
    """django-guardian's row for an exception: one person from outside, one challenge, until a day.

    It says itself who else may see it (owner, coordinator), since the challenge's own policy reads this table.
    """

    created_at = models.DateTimeField(default=clock.now)
    content_object = models.ForeignKey(Challenge, models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()

    objects: ClassVar[GrantManager] = GrantManager()

    class Meta(UserObjectPermissionBase.Meta):
        indexes = [models.Index(fields=["user", "expires_at"], name="challenge_grant_of_person")]
        constraints = [
            Isolated(
                name="challenge_grant_isolated",
                read=any_of(mine(), seen_by(), coordinated()),
                insert=all_of(coordinated(), OF_CHALLENGE),
                update=all_of(coordinated(), OF_CHALLENGE),
                delete=coordinated(),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.content_object_id}"
