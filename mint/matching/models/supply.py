"""What is needed and what is offered."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import (
    SIGNED_IN,
    all_of,
    any_of,
    coordinated,
    curated,
    managed,
    seen_by,
    through,
    written_by,
)
from mint.matching.querysets import NeedQuerySet, OfferQuerySet
from mint.matching.states import OfferKind, OfferState
from mint.notifications.notify import in_language
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.vocabulary.dimensions import Dimension
from mint.workflow import Stateful

REACHED = any_of(coordinated(), curated(), managed())
# By its owner, or by who opens and closes its subject; in the municipality where the owner is at home.
AT_HOME = through(
    "tenancy_organisation",
    "organisation_id",
    "parent.municipality_id IS NOT DISTINCT FROM matching_need.municipality_id",
)
CHANGE = all_of(any_of(written_by(), coordinated(), curated()), AT_HOME)


class Searched(models.Model):
    """What scoring compares. `terms` are lemmas of the text, `concepts` (scheme:code) what it names in any language:
    a job writes them after the row and after a change of the vocabulary, no request does.
    """

    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")

    dimensions = ArrayField(
        models.CharField(max_length=20, choices=Dimension.choices),
        default=list,
        blank=True,
    )
    themes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    terms = ArrayField(models.CharField(max_length=60), default=list, blank=True, editable=False)
    concepts = ArrayField(models.CharField(max_length=90), default=list, blank=True, editable=False)

    class Meta:
        abstract = True


class Offer(Searched, Stateful):
    """What a partner can bring. `state` changes by `mint.matching.offers` only."""

    state = models.CharField(max_length=20, choices=OfferState.choices, default=OfferState.ACTIVE)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offers")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="offers")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="offers")
    kind = models.CharField(max_length=20, choices=OfferKind.choices)
    title = models.CharField(max_length=120)
    description = models.TextField(max_length=4000)
    capacity = models.PositiveSmallIntegerField(default=1)
    available_from = models.DateField(null=True, blank=True)
    available_until = models.DateField(null=True, blank=True)
    is_public = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    objects = OfferQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-id"], name="offer_by_owner"),
            models.Index(fields=["-id"], condition=Q(state="active"), name="offer_newest"),
            GinIndex(
                fields=["terms", "concepts"],
                condition=Q(state="active"),
                name="offer_marked",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="offer_tenant"),
            models.CheckConstraint(condition=Q(state__in=OfferState.values), name="offer_state_known"),
            models.CheckConstraint(condition=Q(kind__in=OfferKind.values), name="offer_kind_known"),
            models.CheckConstraint(
                condition=Q(available_until__gte=F("available_from")),
                name="offer_ends_after_start",
            ),
            Isolated(
                name="offer_isolated",
                read=any_of(
                    all_of("state = 'active'", any_of("is_public", SIGNED_IN)),
                    seen_by(),
                    REACHED,
                ),
                insert=written_by(),
                update=written_by(),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The list of its owner: an offer is shown there and in matches."""
        return reverse("matching:offers", args=[self.organisation.slug])

    @property
    def searched_text(self) -> str:
        return f"{self.title}\n{self.description}"


class Need(Searched):
    """One open need, registered by a higher app through `mint.matching.needs`; the need's own page is `path`."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="needs")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="needs")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="needs")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="The public part only.")
    path = models.CharField(max_length=300)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-id"], name="need_by_owner"),
            models.Index(
                fields=["municipality", "-id"],
                condition=Q(closed_at=None),
                name="need_by_place",
            ),
            models.Index(fields=["-id"], condition=Q(closed_at=None), name="need_newest"),
            GinIndex(
                fields=["terms", "concepts"],
                condition=Q(closed_at=None),
                name="need_marked",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id", "organisation"], name="need_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="need_tenant"),
            Isolated(
                name="need_isolated",
                read=any_of(
                    "closed_at IS NULL",
                    seen_by(),
                    REACHED,
                    through(
                        "matching_match",
                        "matching_need.id",
                        seen_by("parent.partner_id"),
                        "need_id",
                    ),
                ),
                insert=CHANGE,
                update=CHANGE,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def days_left(self) -> int | None:
        """Until its last day has passed."""
        left = (self.ends_on - clock.today()).days if self.ends_on else -1
        return left if left >= 0 else None

    @property
    def url(self) -> str:
        """The need's own page, in the reader's language."""
        return in_language(self.path, get_language() or "fi")

    @property
    def searched_text(self) -> str:
        return f"{self.title}\n{self.text}"
