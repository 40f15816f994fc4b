"""What happened: append-only entries with plain ids, so that they outlive what they tell of."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mint import clock
from mint.audit.querysets import EntryQuerySet, SealQuerySet
from mint.isolation.constraints import Isolated
from mint.isolation.rules import owned_by


class Entry(models.Model):
    """One event. The policies are created by tenancy, which stands above: see tenancy's migrations."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, db_index=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(
        max_length=80,
        blank=True,
        help_text="The name of a system job; people go by id.",
    )
    acting_for_id = models.BigIntegerField(null=True)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict, help_text="Ids and plain values only, no personal data.")
    request_id = models.CharField(max_length=64, blank=True)
    # who may read it: the owner, other parties, and those who watch over the municipality or the project
    organisation_id = models.BigIntegerField(null=True)
    reader_ids = ArrayField(models.BigIntegerField(), default=list)
    municipality_id = models.BigIntegerField(null=True)
    project_id = models.BigIntegerField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="entry_subject"),
            models.Index(fields=["organisation_id", "-created_at", "-id"], name="entry_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class Seal(models.Model):
    """An entry's place in its organisation's chain: what is changed or taken out afterwards is found.

    Only mint_system writes it, and nobody changes it; entries without an owner are the chain of 0.
    """

    created_at = models.DateTimeField(default=clock.now)
    organisation_id = models.BigIntegerField()
    number = models.BigIntegerField(help_text="From 1 on, without gaps.")
    entry_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the one before and of the entry.")

    objects = SealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "number"], name="seal_has_its_place"),
            Isolated(name="seal_isolated", read=owned_by()),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.number}"
