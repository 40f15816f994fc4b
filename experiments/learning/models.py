"""One thing that an experiment taught."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from experiments.learning.querysets import LessonQuerySet
from experiments.learning.rules import LESSON_DELETE, LESSON_INSERT, LESSON_READ
from experiments.learning.states import ICONS, Kind, Why
from experiments.models import Experiment
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import NOBODY
from mint.tenancy.models import Organisation
from mint.vocabulary.themes import theme_labels


class Lesson(models.Model):
    """It is written and taken away, never rewritten: others may have cited it. `themes` are keys of the built-in ones."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="lessons")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=20, choices=Why.choices, blank=True)
    text = models.CharField(max_length=600)
    themes = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "-id"], name="lesson_newest_of_kind")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="lesson_says_something"),
            models.CheckConstraint(
                condition=Q(kind=Kind.DID_NOT, reason__in=Why.values)
                | Q(kind__in=(Kind.WORKED, Kind.SURPRISED), reason=""),
                name="lesson_of_what_did_not_work_says_why",
            ),
            TenantKey(name="lesson_of_own_experiment", parent="experiment"),
            Isolated(
                name="lesson_isolated", read=LESSON_READ, insert=LESSON_INSERT, update=NOBODY, delete=LESSON_DELETE
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def icon(self) -> str:
        return ICONS[Kind(self.kind)]

    @property
    def theme_names(self) -> list[str]:
        return theme_labels(self.themes)
