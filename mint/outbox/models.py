"""What must leave after the transaction: jobs for the queue and mails, as rows. The queue is only a hint."""

import uuid

from django.db import models

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import ANYBODY, SYSTEM_ONLY


class Outgoing(models.Model):
    created_at = models.DateTimeField(default=clock.now)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    not_before = models.DateTimeField(default=clock.now)
    undo_key = models.UUIDField(null=True, db_index=True, help_text="The audit entry whose undo cancels this.")
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class Job(Outgoing):
    """A task to be queued by name; `sent_at` says when it last was, `done_at` when it had run."""

    task = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    actor_id = models.BigIntegerField(null=True, help_text="As whom it runs; empty: as the system.")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(done_at=None, failed_at=None),
                name="job_due",
            ),
        ]
        constraints = [Isolated(name="outbox_job_isolated", read=SYSTEM_ONLY, insert=ANYBODY)]

    def __str__(self) -> str:
        return f"{self.task} {self.key}"


class Mail(Outgoing):
    """A rendered message in the recipient's language."""

    kind = models.CharField(max_length=80)
    to = models.EmailField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(done_at=None, failed_at=None),
                name="mail_due",
            ),
        ]
        constraints = [Isolated(name="outbox_mail_isolated", read=SYSTEM_ONLY, insert=ANYBODY)]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
