"""What a person has asked for: their data to take along, or that it is erased."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import OPERATOR, all_of, mine
from mint.privacy.querysets import ConsentQuerySet, DownloadQuerySet, ErasureQuerySet, HoldQuerySet
from mint.privacy.states import COOLING_OFF, FOLDER, ConsentKind, DownloadState
from mint.tenancy.models import Organisation


def package_path(_download: "Download", _name: str) -> str:
    return f"{FOLDER}/{uuid.uuid4().hex}"


class Download(models.Model):
    """A package of everything that is kept about one person. `step` counts the steps of `downloading.STEPS` done."""

    created_at = models.DateTimeField(default=clock.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="downloads")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(max_length=10, choices=DownloadState.choices, default=DownloadState.QUEUED)
    step = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(upload_to=package_path, max_length=200, blank=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    objects = DownloadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DownloadState.values), name="download_state_known"),
            models.CheckConstraint(
                condition=~Q(state=DownloadState.READY) | (~Q(file="") & Q(ready_at__isnull=False)),
                name="download_ready_has_a_file",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state=DownloadState.QUEUED), name="one_download_at_a_time"
            ),
            Isolated(
                name="download_isolated",
                read=mine(),
                insert=all_of(mine(), f"state = '{DownloadState.QUEUED}'", "file = ''"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.created_at:%Y-%m-%d}"

    @property
    def is_ready(self) -> bool:
        return self.state == DownloadState.READY and self.expires_at > clock.now()

    @property
    def is_queued(self) -> bool:
        return self.state == DownloadState.QUEUED


class Erasure(models.Model):
    """Somebody asks to be erased; until `due_at` they may think again."""

    created_at = models.DateTimeField(default=clock.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="erasures")
    due_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(cancelled_at=None, done_at=None), name="one_erasure_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("created_at") + COOLING_OFF), name="erasure_leaves_time_to_think"
            ),
            models.CheckConstraint(condition=Q(cancelled_at=None) | Q(done_at=None), name="erasure_cancelled_or_done"),
            Isolated(
                name="erasure_isolated",
                read=mine(),
                insert=all_of(
                    mine(),
                    "cancelled_at IS NULL",
                    "done_at IS NULL",
                    "created_at BETWEEN now() - interval '5 minutes' AND now() + interval '1 minute'",
                ),
                update=all_of(mine(), "done_at IS NULL"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.due_at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        return self.cancelled_at is None and self.done_at is None


class Consent(models.Model):
    """A person's yes or no to one thing, in the words of one version. Lines are added, never changed."""

    created_at = models.DateTimeField(default=clock.now)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=20, choices=ConsentKind.choices)
    version = models.CharField(max_length=20, blank=True)
    is_given = models.BooleanField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ConsentKind.values), name="consent_kind_known"),
            Isolated(name="consent_isolated", read=mine(), insert=mine()),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Hold(models.Model):
    """Nothing of this person or organisation is erased or cleaned away, until it is lifted."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=500)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, user__isnull=False)
                | Q(organisation__isnull=False, user__isnull=True),
                name="hold_of_a_person_or_an_organisation",
            ),
            Isolated(
                name="hold_isolated",
                read=OPERATOR,
                insert=all_of(OPERATOR, mine("placed_by_id"), "lifted_at IS NULL"),
                update=OPERATOR,
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.user)
