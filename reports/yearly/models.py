"""A municipality's own review of a calendar year: of its own records, and of no project.

It is no `Report`: that belongs to a project and to who manages it, and counts the figures of all its partners.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mint.isolation.constraints import Isolated
from mint.places.models import Municipality
from mint.tenancy.models import Organisation
from mint.workflow import Stateful
from reports.yearly.querysets import YearReviewQuerySet
from reports.yearly.rules import READ, WRITE
from reports.yearly.states import FIRST, PILLS, State

LONGEST = 10_000


class YearReview(Stateful):
    """What happened in a year, counted from the municipality's own records when it is confirmed, and its words."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    summary = models.TextField(max_length=LONGEST, blank=True)
    next_year = models.TextField(max_length=LONGEST, blank=True)
    content = models.JSONField(default=list, help_text="The tables as they were when it was confirmed.")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = YearReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="year_review_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="year_review_state_known"),
            models.CheckConstraint(condition=Q(year__gte=FIRST, year__lte=2100), name="year_review_of_a_year"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | (Q(confirmed_at__isnull=False) & ~Q(summary="")),
                name="year_review_confirmed_says_something",
            ),
            Isolated(name="year_review_isolated", read=READ, insert=WRITE, update=WRITE),
        ]

    def __str__(self) -> str:
        return _("Year %(year)s") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("yearly:detail", args=[self.organisation.slug, self.year])

    @property
    def pill(self) -> tuple[str, str]:
        return PILLS[State(self.state)]

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT
