"""How long a company has spent on something that it was asked for. Whose minutes they were is not kept."""

from django.db import models
from django.db.models import Q

from companies.effort.asked import MEASURED
from companies.effort.querysets import SittingQuerySet
from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import NOBODY, seen_by, written_by
from mint.tenancy.models import Organisation


class Sitting(models.Model):
    """`seconds` between opening a page and saving it, without the time nothing happened; `finished_at` once it went on."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(help_text="Of the challenge, for its steps.")
    seconds = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(help_text="Up to when it is counted.")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "subject_id"], name="sitting_once"),
            models.CheckConstraint(condition=Q(kind__in=MEASURED), name="sitting_kind_known"),
            Isolated(
                name="effort_sitting_isolated",
                read=seen_by(),
                insert=written_by(),
                update=written_by(),
                delete=NOBODY,
            ),
        ]
        indexes = [models.Index(fields=["kind"], condition=Q(finished_at__isnull=False), name="sitting_finished")]

    def __str__(self) -> str:
        return f"{self.kind} {self.seconds} s"
