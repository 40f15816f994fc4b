"""The stored suggestions: for each open need its best offers, as they were scored at a time; written by jobs."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import (
    SIGNED_IN,
    all_of,
    any_of,
    coordinated,
    curated,
    managed,
    mine,
    seen_by,
)
from mint.matching.models.supply import Need, Offer
from mint.matching.models.weights import WeightSet
from mint.matching.querysets import (
    RecomputationQuerySet,
    ShortlistQuerySet,
    SuggestionQuerySet,
    TrackRecordQuerySet,
)
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation

OF_ITS_HELPERS = any_of(seen_by(), coordinated(), curated(), managed())


class Shortlist(models.Model):
    """What was found for a need, when, and with what. `best_matter` is the most that any offer answers of the matter."""

    created_at = models.DateTimeField(default=clock.now)
    need = models.OneToOneField(Need, models.CASCADE, related_name="shortlist")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+")
    weights = models.ForeignKey(WeightSet, models.PROTECT, null=True, related_name="+")
    edition = models.CharField(max_length=64, help_text="Stands for the vocabulary that the texts were read with.")
    need_version = models.PositiveIntegerField()
    found = models.PositiveSmallIntegerField()
    best = models.PositiveSmallIntegerField()
    best_matter = models.PositiveSmallIntegerField()
    computed_at = models.DateTimeField()
    stale_at = models.DateTimeField(null=True, help_text="Since when something that counts has changed.")

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["stale_at"], condition=Q(stale_at__isnull=False), name="shortlist_stale"),
            models.Index(fields=["municipality", "best_matter"], name="shortlist_by_place"),
            models.Index(fields=["project", "best_matter"], name="shortlist_by_project"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="shortlist_tenant"),
            TenantKey(name="shortlist_of_own_need", parent="need"),
            Isolated(name="shortlist_isolated", read=OF_ITS_HELPERS),
        ]

    def __str__(self) -> str:
        return str(self.need)


class Suggestion(models.Model):
    """One line of a shortlist: an offer, its place and its score with the reasons."""

    created_at = models.DateTimeField(default=clock.now)
    shortlist = models.ForeignKey(Shortlist, models.CASCADE, related_name="suggestions")
    need = models.ForeignKey(Need, models.CASCADE, related_name="suggestions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="suggestions")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "partner"], condition=Q(rank=1), name="suggestion_first"),
            models.Index(fields=["partner", "-score"], name="suggestion_by_partner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["need", "rank"], name="one_suggestion_a_rank"),
            models.UniqueConstraint(fields=["need", "offer"], name="an_offer_once_a_need"),
            models.CheckConstraint(condition=Q(score__lte=100, rank__gte=1), name="suggestion_of_a_hundred"),
            TenantKey(name="suggestion_of_own_list", parent="shortlist"),
            TenantKey(name="suggestion_for_own_need", parent="need"),
            TenantKey(name="suggestion_of_partners_offer", parent="offer", organisation="partner"),
            Isolated(name="suggestion_isolated", read=OF_ITS_HELPERS),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.offer}"


class TrackRecord(models.Model):
    """How much an organisation has realised in MINT, as a number without names; a job counts it."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="track_record")
    realised = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    objects = TrackRecordQuerySet.as_manager()

    class Meta:
        constraints = [Isolated(name="track_record_isolated", read=SIGNED_IN)]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.realised}"


class Recomputation(models.Model):
    """One run over the open needs of a project, by parts: `last_need` is the last one whose part is finished."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, related_name="recomputations")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0, help_text="Needs whose first five became others.")
    last_need = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    objects = RecomputationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["project", "-id"], name="recomputation_newest")]
        constraints = [
            models.UniqueConstraint(fields=["project"], condition=Q(ended_at=None), name="one_recomputation_at_a_time"),
            Isolated(
                name="recomputation_isolated",
                read=any_of(curated(), managed()),
                insert=all_of(mine("requested_by_id"), any_of(curated(), managed())),
                update=any_of(curated(), managed()),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.created_at:%Y-%m-%d %H:%M}"
