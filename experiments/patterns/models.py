"""A template of plans: texts and definitions of metrics, without anybody's numbers, days, money or people."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from experiments.patterns.querysets import PatternQuerySet
from experiments.patterns.rules import INSERT, READ, WRITES
from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import NOBODY
from mint.projects.models import Project
from mint.tenancy.models import Organisation


class Pattern(models.Model):
    """An organisation's, or a university's for one project. Taken out of use, it is offered no more."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plan_patterns")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="plan_patterns")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300, blank=True, help_text="When it suits.")
    texts = models.JSONField(default=dict, help_text="Columns of a plan: see `experiments.patterns.contents`.")
    metrics = models.JSONField(default=list, help_text="Definitions without baselines and targets.")
    is_retired = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    form_key = models.UUIDField(null=True, help_text="Of the form it was made in: a double click makes one.")

    objects = PatternQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "form_key"], name="plan_pattern_once_per_form"),
            models.CheckConstraint(condition=~Q(name=""), name="plan_pattern_is_named"),
            Isolated(name="plan_pattern_isolated", read=READ, insert=INSERT, update=WRITES, delete=NOBODY),
        ]

    def __str__(self) -> str:
        return self.name
