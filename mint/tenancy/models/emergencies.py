"""An operator enters an organisation that is not theirs: with a reason, for an hour, seen by its members."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import OPERATOR, all_of, any_of, mine, seen_by
from mint.tenancy.models.organisations import Organisation
from mint.tenancy.querysets import EmergencyQuerySet

LASTS = timedelta(hours=1)


class EmergencyAccess(models.Model):
    """What break-glass access is called here. While it lasts the operator sees what a viewer sees, and changes nothing."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="emergencies")
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=500)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="When the owners were written to.")

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["operator", "expires_at"], name="emergency_of_operator")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at"), expires_at__lte=F("created_at") + LASTS),
                name="emergency_is_short",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("created_at")),
                name="emergency_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["operator"], condition=Q(ended_at__isnull=True), name="one_emergency_at_a_time"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S.{8,}\S"), name="emergency_has_a_reason"),
            Isolated(
                name="emergency_isolated",
                read=any_of(mine("operator_id"), seen_by()),
                insert=all_of(
                    OPERATOR,
                    mine("operator_id"),
                    "ended_at IS NULL",
                    "told_at IS NULL",
                    "created_at BETWEEN now() - interval '5 minutes' AND now() + interval '1 minute'",
                ),
                update=mine("operator_id"),
                changed=all_of(mine("operator_id"), "ended_at IS NOT NULL"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operator} in {self.organisation}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.expires_at > clock.now()
