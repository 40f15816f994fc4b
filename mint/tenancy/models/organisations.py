"""Organisations, and who belongs to them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import ANYBODY, SIGNED_IN, all_of, any_of, coordinated, mine, owned_by, seen_by, written_by
from mint.places.models import Industry, Municipality
from mint.tenancy.querysets import MembershipQuerySet
from mint.tenancy.roles import Kind, Role


class Organisation(models.Model):
    """A tenant. Its name and business ID are public register data; what it owns is not."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    business_id = models.CharField(max_length=9, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
    )
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True, related_name="+")
    website = models.URLField(blank=True)
    is_verified = models.BooleanField(default=False, help_text="Known to be who they say: sees confidential parts.")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="organisation_kind_known"),
            models.UniqueConstraint(
                fields=["business_id"],
                condition=Q(kind=Kind.COMPANY) & ~Q(business_id=""),
                name="company_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.MUNICIPALITY) | Q(municipality__isnull=False),
                name="municipality_has_a_place",
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(kind=Kind.MUNICIPALITY),
                name="one_tenant_per_municipality",
            ),
            Isolated(
                name="organisation_isolated",
                read=ANYBODY,
                insert=all_of(SIGNED_IN, "kind = 'company'"),
                update=any_of(written_by("id"), all_of("kind = 'company'", coordinated())),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pages:workspace", args=[self.slug])

    @property
    def organisation_id(self) -> int:
        """An organisation is its own owner: the audit trail asks every noun the same question."""
        return int(self.pk)


class Membership(models.Model):
    """A person's roles in an organisation. While it is paused it opens nothing: see `mint.membership` in the database."""

    created_at = models.DateTimeField(default=clock.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices))
    title = models.CharField(
        max_length=120,
        blank=True,
        help_text="What the person does there, in their own words.",
    )
    confirmed_at = models.DateTimeField(
        default=clock.now, help_text="When an owner last said that the person belongs here."
    )
    asked_at = models.DateTimeField(null=True, help_text="When the owners were last asked to confirm it.")
    paused_at = models.DateTimeField(null=True, help_text="Nobody confirmed it in time: access waits for an owner.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_each"),
            models.CheckConstraint(condition=~Q(roles=[]), name="membership_has_a_role"),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(asked_at__isnull=False, asked_at__gt=F("confirmed_at")),
                name="membership_paused_when_asked_in_vain",
            ),
            Isolated(
                name="membership_isolated",
                read=any_of(mine(), seen_by()),
                insert=any_of(
                    owned_by(),
                    f"({mine()} AND mint.may_join(organisation_id, roles))",
                    "mint.may_admit(organisation_id, user_id, roles)",
                ),
                update=owned_by(),
                delete=any_of(owned_by(), mine()),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    @property
    def is_asked(self) -> bool:
        """An owner is to confirm it."""
        return self.asked_at is not None and self.asked_at > self.confirmed_at
