"""What a person has asked for: their data to take along, or that it is erased."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import all_of, mine
from mint.privacy.querysets import DownloadQuerySet, ErasureQuerySet
from mint.privacy.states import COOLING_OFF, FOLDER, DownloadState


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
                    mine(), "cancelled_at IS NULL", "done_at IS NULL", "created_at <= now() + interval '1 minute'"
                ),
                update=all_of(mine(), "done_at IS NULL"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.due_at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        return self.cancelled_at is None and self.done_at is None
