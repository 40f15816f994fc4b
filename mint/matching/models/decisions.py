"""What people made of the suggestions: kept, reported, and fed back into no score."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of, any_of, coordinated, curated, mine, seen_by, written_by
from mint.matching.functions import OF_NEED
from mint.matching.models.supply import Need, Offer
from mint.matching.models.weights import WeightSet
from mint.matching.querysets import ChoiceQuerySet, ShownQuerySet
from mint.matching.states import PassReason, Verdict
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation

READ = any_of(seen_by(), coordinated(), curated())
WRITE = all_of(any_of(written_by(), coordinated(), curated()), OF_NEED)


class OfList(models.Model):
    """A partner in the list of a need, with its place and score there. `organisation` owns the need."""

    created_at = models.DateTimeField(default=clock.now)
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField(null=True, help_text="Empty where the offer was not in the list.")
    score = models.PositiveSmallIntegerField()
    weights = models.ForeignKey(WeightSet, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class Choice(OfList):
    """A suggestion was invited, or passed over with a reason; taken back, it stays with the time when."""

    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=20, choices=PassReason.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "partner", "verdict"], condition=Q(undone_at=None), name="one_decision_stands"
            ),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="decision_verdict_known"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.INVITED, reason="")
                | Q(verdict=Verdict.PASSED, reason__in=PassReason.values),
                name="passing_over_has_a_reason",
            ),
            TenantKey(name="decision_of_own_need", parent="need"),
            TenantKey(name="decision_of_partners_offer", parent="offer", organisation="partner"),
            Isolated(name="choice_isolated", read=READ, insert=all_of(WRITE, mine("decided_by_id")), update=WRITE),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.verdict}"


class Shown(OfList):
    """One of the first five partners that somebody who could invite has seen, once a month: the place it had then."""

    month = models.DateField(help_text="Its first day.")

    objects = ShownQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "shown"
        indexes = [
            models.Index(fields=["municipality", "-month", "-id"], name="shown_by_place"),
            models.Index(fields=["project", "-month", "-id"], name="shown_by_project"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["need", "partner", "month"], name="shown_once_a_month"),
            models.CheckConstraint(condition=Q(rank__isnull=False, rank__lte=5), name="shown_among_the_first_five"),
            TenantKey(name="shown_for_own_need", parent="need"),
            TenantKey(name="shown_partners_offer", parent="offer", organisation="partner"),
            Isolated(name="shown_isolated", read=READ, insert=WRITE),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.partner}"
