"""Long work with named steps: the row is the truth about it, the queue only a hint."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mint import clock
from mint.actor import Actor
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import SYSTEM_ONLY, all_of, mine, seen_by, written_by
from mint.tenancy.models import Organisation


class State(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, actor: Actor) -> "JobQuerySet":
        """Members see what runs for their organisation."""
        return self.all() if actor.is_system else self.filter(organisation_id__in=actor.organisation_ids)


class Job(models.Model):
    """`step` counts the steps done, `part` the parts done of one that has `parts`; a run that was killed goes on from
    there once its lease has passed. Running without a lease: its parts are. `attempts` counts the claims, so that each is
    known from the next; `tries` those of the step under way.
    """

    NEEDED = ()

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    step = models.PositiveSmallIntegerField(default=0)
    part = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["started_at"], name="job_by_start")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="job_tenant"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_state_known"),
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(state__in=["queued", "running"]),
                name="one_job_at_a_time",
            ),
            Isolated(
                name="job_isolated",
                read=seen_by(),
                insert=all_of(written_by(), mine("requested_by_id")),
                update=written_by(),  # how far it is; what it is and who asked stays: see `mint.jobs.keeping`
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"

    @property
    def is_active(self) -> bool:
        return self.state in {State.QUEUED, State.RUNNING}


class JobPart(models.Model):
    """A part of a step that was divided, with what it gave; read and written by the system alone.

    Emptied once it is merged; of a job that ended without it, dropped after a day: see `mint.jobs.parts.drop_old`.
    """

    NEEDED = ("job",)

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    job = models.ForeignKey(Job, models.CASCADE, related_name="+")
    step = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["started_at"], name="job_part_by_start")]
        constraints = [
            models.UniqueConstraint(fields=["job", "step", "key"], name="job_part_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_part_state_known"),
            TenantKey(name="part_of_own_job", parent="job"),
            Isolated(name="job_part_isolated", read=SYSTEM_ONLY),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} {self.key}"
