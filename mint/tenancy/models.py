"""Organisations, who belongs to them, and invitations."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import (
    ANYBODY,
    SIGNED_IN,
    all_of,
    any_of,
    coordinated,
    mine,
    owned_by,
    seen_by,
    written_by,
)
from mint.places.models import Industry, Municipality
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
    """A person's roles in an organisation."""

    created_at = models.DateTimeField(default=clock.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices))
    title = models.CharField(
        max_length=120,
        blank=True,
        help_text="What the person does there, in their own words.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_each"),
            models.CheckConstraint(condition=~Q(roles=[]), name="membership_has_a_role"),
            Isolated(
                name="membership_isolated",
                read=any_of(mine(), seen_by()),
                insert=any_of(owned_by(), f"({mine()} AND mint.may_join(organisation_id, roles))"),
                update=owned_by(),
                delete=any_of(owned_by(), mine()),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]


class Invitation(models.Model):
    """A single-use, expiring invitation, bound to an address; only the token's hash is kept."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices))
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            Isolated(
                name="invitation_isolated",
                read=any_of(owned_by(), "lower(email) = mint.my_email()"),
                insert=owned_by(),
                update=any_of(owned_by(), "lower(email) = mint.my_email()"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.organisation}"

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > clock.now()
