"""The key by which a device sends its values, and what it has sent under a key of idempotency."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from experiments.models import Experiment
from experiments.rules import CHILD_CHANGE, joined, joined_writing
from experiments.sensing.querysets import DeliveryQuerySet, KeyQuerySet
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import NOBODY, all_of, any_of, mine, seen_by, through, written_by
from mint.links.models import HELD
from mint.tenancy.models import Organisation

TABLE = "sensing_key"
DELIVERED = any_of(written_by(), through(TABLE, "key_id", joined_writing("parent.experiment_id")))


class Key(models.Model):
    """It measures for whom it was made by: what that person may no longer do, the key does not do either.

    The key itself is shown once, and only its hash is kept. It opens one experiment, and of that the metrics named.
    """

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="sensor_keys")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="For whom its maker acts.")
    name = models.CharField(max_length=80, help_text="Of the device.")
    metric_ids = ArrayField(models.BigIntegerField())
    token_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4, help_text="The last letters of the key, to know it by.")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="sensor_key_tenant"),
            models.CheckConstraint(condition=~Q(name=""), name="sensor_key_is_named"),
            models.CheckConstraint(condition=Q(metric_ids__len__gt=0), name="sensor_key_has_metrics"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="sensor_key_expires_later"),
            TenantKey(name="sensor_key_of_own_experiment", parent="experiment"),
            Isolated(
                name="sensor_key_isolated",
                read=any_of(HELD, seen_by(), joined("experiment_id")),
                insert=all_of(mine("made_by_id"), written_by("made_for_id"), CHILD_CHANGE),
                update=CHILD_CHANGE,
                delete=NOBODY,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def works(self) -> bool:
        return self.revoked_at is None and self.expires_at > clock.now()


class Delivery(models.Model):
    """What was answered to a delivery: the same one sent again is answered the same, and done once."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.CASCADE, related_name="deliveries")
    idempotency_key = models.CharField(max_length=100)
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField()

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["created_at"], name="delivery_by_age")]
        constraints = [
            models.UniqueConstraint(fields=["key", "idempotency_key"], name="delivery_once"),
            models.CheckConstraint(condition=~Q(idempotency_key=""), name="delivery_is_named"),
            TenantKey(name="delivery_of_own_key", parent="key"),
            Isolated(
                name="delivery_isolated",
                read=through(
                    TABLE, "key_id", any_of(seen_by("parent.organisation_id"), joined("parent.experiment_id"))
                ),
                insert=DELIVERED,
                update=NOBODY,
                delete=NOBODY,
            ),
        ]

    def __str__(self) -> str:
        return self.idempotency_key
