"""Thresholds as data, a purchase that follows an experiment, and what was told of it."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from experiments.models import Experiment
from experiments.purchasing.querysets import PurchaseQuerySet, ThresholdQuerySet, ToldQuerySet
from experiments.purchasing.rules import (
    PURCHASE_CHANGE,
    PURCHASE_DISCARD,
    PURCHASE_INSERT,
    PURCHASE_READ,
    TOLD_INSERT,
    TOLD_READ,
)
from experiments.purchasing.states import Audience, Kind, Level, Procedure, State
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import ANYBODY, OPERATOR
from mint.tenancy.models import Organisation
from mint.workflow import Stateful


class Threshold(models.Model):
    """An amount in euros, without value added tax, from which on a procurement is national or the EU's."""

    created_at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120, help_text="The act or the regulation, to be checked before use.")

    objects = ThresholdQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "level", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "level", "valid_from"], name="threshold_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & (Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from"))),
                name="threshold_is_whole",
            ),
            Isolated(name="threshold_isolated", read=ANYBODY, insert=OPERATOR, update=OPERATOR),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"


class Purchase(Stateful):
    """What a public buyer goes on to buy after an experiment; `organisation` is the buyer."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.PROTECT, related_name="purchases")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.GOODS)
    value = models.DecimalField(
        max_digits=12, decimal_places=2, validators=[MinValueValidator(1)],
        help_text="The whole of it with its options, without value added tax.",
    )  # fmt: skip
    begins_on = models.DateField(help_text="When the procurement begins: the thresholds of that day hold.")
    supplier = models.CharField(max_length=120, blank=True)
    procedure = models.CharField(max_length=10, choices=Procedure.choices, default=Procedure.QUOTES)
    exception = models.TextField(
        max_length=1000, blank=True, help_text="Why less openness is lawful than the value asks."
    )
    grounds = models.TextField(max_length=3000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    basis = models.JSONField(null=True, blank=True, help_text="What the decision rested on, as it was: see `basis`.")
    form_key = models.UUIDField(null=True, editable=False, help_text="Of the form that made it: sent twice, made once.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PurchaseQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "-id"], name="purchase_by_buyer")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="purchase_tenant"),
            models.UniqueConstraint(fields=["organisation", "form_key"], name="purchase_once_per_form"),
            models.CheckConstraint(condition=~Q(title="") & Q(value__gt=0), name="purchase_of_something"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values, procedure__in=Procedure.values, state__in=State.values),
                name="purchase_words_known",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, decided_at__isnull=True)
                | (Q(state=State.DECIDED, decided_at__isnull=False) & ~Q(grounds="")),
                name="purchase_decided_with_grounds",
            ),
            Isolated(
                name="purchase_isolated",
                read=PURCHASE_READ,
                insert=PURCHASE_INSERT,
                update=PURCHASE_CHANGE,
                delete=PURCHASE_DISCARD,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_decided(self) -> bool:
        return self.state == State.DECIDED

    def get_absolute_url(self) -> str:
        return reverse("purchasing:purchase", args=[self.organisation.slug, self.pk])


class Told(models.Model):
    """Something told of a purchase, and published to every bidder with it. It is written once."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.PROTECT, related_name="+")
    purchase = models.ForeignKey(Purchase, models.CASCADE, related_name="told")
    about = models.CharField(max_length=120, help_text="The purchase's title then; the purchase itself is not public.")
    told_on = models.DateField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    what = models.TextField(max_length=2000)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ToldQuerySet.as_manager()

    class Meta:
        ordering = ["-told_on", "-id"]
        verbose_name_plural = "told"
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & Q(audience__in=Audience.values), name="told_something"),
            TenantKey(name="told_of_own_purchase", parent="purchase"),
            Isolated(name="told_isolated", read=TOLD_READ, insert=TOLD_INSERT),
        ]

    def __str__(self) -> str:
        return self.what[:60]
