"""What draws people and companies to a municipality, and the municipality's own words about itself."""

from decimal import Decimal
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import ANYBODY, all_of, any_of, coordinated, seen_by, through, within, written_by
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.workflow import Stateful
from municipalities.querysets import FactorQuerySet, ProfileQuerySet, stale_before
from municipalities.states import ICONS, PILLS, Category, Licence, State


def own_place(table: str) -> str:
    """The row is of the municipality that its organisation is."""
    rule = f"parent.kind = 'municipality' AND parent.municipality_id = {table}.municipality_id"
    return through("tenancy_organisation", f"{table}.organisation_id", rule)


class AttractionFactor(Stateful):
    """A reason to come: with an indicator, where the figure is from, and when it was last checked."""

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="factors")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="factors")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="factors")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    category = models.CharField(max_length=20, choices=Category.choices)
    name = models.CharField(max_length=120)
    description = models.TextField(max_length=2000, blank=True)
    indicator = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    baseline = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    value_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=400, blank=True)
    licence = models.CharField(max_length=20, choices=Licence.choices, default=Licence.CC_BY)
    checked_on = models.DateField(null=True, blank=True)
    next_check_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    once = models.UUIDField(default=uuid4, help_text="Of the form it came from: sent twice, it makes one row.")
    is_demo = models.BooleanField(default=False)

    objects = FactorQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["municipality", "category", "id"], condition=Q(state="published"), name="factor_by_place"
            ),
            models.Index(fields=["organisation", "-id"], name="factor_by_owner"),
            models.Index(fields=["project", "state"], name="factor_by_project"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="factor_tenant"),
            models.UniqueConstraint(fields=["organisation", "once"], name="factor_made_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="factor_state_known"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="factor_category_known"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (
                    ~Q(indicator="")
                    & ~Q(unit="")
                    & ~Q(source="")
                    & Q(baseline__isnull=False, target__isnull=False, checked_on__isnull=False)
                    & Q(next_check_on__isnull=False, published_at__isnull=False)
                ),
                name="factor_published_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value_on__isnull=False), name="factor_value_has_a_date"
            ),
            models.CheckConstraint(
                condition=Q(next_check_on__isnull=True) | Q(next_check_on__gt=F("checked_on")),
                name="factor_next_check_is_later",
            ),
            Isolated(
                name="factor_isolated",
                read=any_of(within("state", ["published"]), seen_by(), coordinated()),
                insert=all_of(written_by(), own_place("municipalities_attractionfactor")),
                update=all_of(written_by(), own_place("municipalities_attractionfactor")),
                delete=all_of(written_by(), "state = 'draft'"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its place on the municipality's public page."""
        return f"{self.municipality_url}#tekija-{self.pk}"

    @property
    def municipality_url(self) -> str:
        return reverse("municipalities:detail", args=[self.municipality.slug])

    @property
    def pill(self) -> str:
        return PILLS[State(self.state)]

    @property
    def icon(self) -> str:
        return ICONS[Category(self.category)]

    @property
    def latest(self) -> Decimal | None:
        """The value measured last; the baseline until there is one."""
        return self.baseline if self.value is None else self.value

    @property
    def reached(self) -> int:
        """Percent of the way from the baseline to the target, which may lie lower; 0 to 100."""
        if self.latest is None or self.baseline is None or self.target is None:
            return 0
        way, gone = self.target - self.baseline, self.latest - self.baseline
        if not way:
            return 100 if gone >= 0 else 0
        return int(max(Decimal(0), min(Decimal(100), 100 * gone / way)))

    @property
    def is_stale(self) -> bool:
        """Nobody has looked for a year whether this still holds."""
        return self.checked_on is not None and self.checked_on < stale_before()


class MunicipalityProfile(models.Model):
    """A municipality's public introduction; one each."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="municipality_profile")
    municipality = models.OneToOneField(Municipality, models.PROTECT, related_name="profile")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    lead = models.CharField(max_length=300, blank=True)
    intro = models.TextField(max_length=3000, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=400, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            Isolated(
                name="municipality_profile_isolated",
                read=ANYBODY,
                insert=all_of(written_by(), own_place("municipalities_municipalityprofile")),
                update=all_of(written_by(), own_place("municipalities_municipalityprofile")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.municipality)

    def get_absolute_url(self) -> str:
        return reverse("municipalities:detail", args=[self.municipality.slug])
