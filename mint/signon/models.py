"""An organisation's own sign-in (OpenID Connect), and the e-mail domains whose people come by it."""

import hashlib

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import OPERATOR, all_of, any_of, owned_by
from mint.signon.querysets import DomainQuerySet, ProviderQuerySet
from mint.tenancy.models import Organisation

DOMAIN = RegexValidator(r"^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$")


class Provider(models.Model):
    """Where an organisation's people prove who they are, and by what MINT is known there."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="signon")
    server_url = models.URLField(
        help_text="The issuer: its configuration is read at /.well-known/openid-configuration."
    )
    client_id = models.CharField(max_length=200)
    sealed_secret = models.TextField(blank=True, help_text="Opened only to be sent to the provider; no page shows it.")
    is_on = models.BooleanField(default=False)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="provider_of_organisation"),
            Isolated(
                name="provider_isolated", read=any_of(owned_by(), OPERATOR), insert=owned_by(), update=owned_by(),
                delete=owned_by(),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation} · {self.server_url}"

    def get_absolute_url(self) -> str:
        return reverse("signon:settings", args=[self.organisation.slug])

    @property
    def key(self) -> str:
        """What connected accounts are kept under. Another issuer or client is another key: who answers there now cannot
        sign in as somebody whom the former one knew.
        """
        digest = hashlib.sha256(f"{self.server_url}\n{self.client_id}".encode()).hexdigest()
        return f"{self.organisation_id}-{digest[:16]}"


class Domain(models.Model):
    """An e-mail domain that an organisation says is its own: nothing comes of it before an operator has confirmed it."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="domains")
    name = models.CharField(max_length=120, validators=[DOMAIN])
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_url = models.URLField(
        blank=True, help_text="The issuer that was confirmed: for another it is asked again."
    )

    objects = DomainQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            TenantKey(name="domain_of_provider", parent="provider"),
            models.CheckConstraint(condition=Q(name=Lower(F("name"))), name="domain_in_small_letters"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True, confirmed_url="")
                | (Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_url="")),
                name="domain_confirmed_by_somebody",
            ),
            models.UniqueConstraint(fields=["organisation", "name"], name="domain_claimed_once"),
            # what is only claimed keeps nobody else from claiming it
            models.UniqueConstraint(fields=["name"], condition=Q(confirmed_at__isnull=False), name="domain_of_one"),
            Isolated(
                name="domain_isolated", read=any_of(owned_by(), OPERATOR),
                insert=all_of(owned_by(), "confirmed_at IS NULL"), update=OPERATOR, delete=owned_by(),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} · {self.organisation}"

    @property
    def is_confirmed(self) -> bool:
        """For the issuer that is set now."""
        return self.confirmed_at is not None and self.confirmed_url == self.provider.server_url
