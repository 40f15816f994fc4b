"""The texts that participants are given, each version a row of its own, and the consents to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from experiments.consents.querysets import ConsentTextQuerySet, GivenConsentQuerySet
from experiments.consents.rules import READ, RECORD, REMOVE, WITHDRAW, WITHDRAWN, WRITE_TEXT
from experiments.consents.states import CODE, Fate
from experiments.models import Experiment
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import NOBODY
from mint.tenancy.models import Organisation

LONGEST = 8000


class ConsentText(models.Model):
    """One version of the text in one language. It never changes: another wording is another version."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="consent_texts")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    number = models.PositiveSmallIntegerField(help_text="Of the version, in its language.")
    text = models.TextField(max_length=LONGEST)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        ordering = ["language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="consent_text_tenant"),
            models.UniqueConstraint(fields=["experiment", "language", "number"], name="consent_text_once"),
            models.CheckConstraint(condition=~Q(text="") & Q(number__gte=1), name="consent_text_says_something"),
            TenantKey(name="consent_text_of_own_experiment", parent="experiment"),
            Isolated(name="consent_text_isolated", read=READ, insert=WRITE_TEXT, update=NOBODY, delete=NOBODY),
        ]

    def __str__(self) -> str:
        return f"{self.get_language_display()} {self.number}"


class GivenConsent(models.Model):
    """Who has the code agreed to that text. Nothing else is known here of the person; who has which code, the experimenter keeps."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.CASCADE, related_name="given")
    code = models.CharField(max_length=20)
    given_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Who wrote it down."
    )  # fmt: skip
    fate = models.CharField(max_length=10, choices=Fate.choices, blank=True, help_text="What was done with the data.")
    note = models.CharField(max_length=300, blank=True)

    objects = GivenConsentQuerySet.as_manager()

    class Meta:
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["text", "code"], condition=Q(withdrawn_on=None), name="given_consent_once"),
            models.CheckConstraint(condition=Q(code__regex=CODE), name="given_consent_by_code"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, fate="")
                | Q(withdrawn_on__isnull=False, withdrawn_on__gte=F("given_on"), fate__in=Fate.values),
                name="given_consent_withdrawn_says_what_becomes",
            ),
            TenantKey(name="given_consent_of_own_experiment", parent="experiment"),
            TenantKey(name="given_consent_to_own_text", parent="text"),
            Isolated(
                name="given_consent_isolated",
                read=READ,
                insert=RECORD,
                update=WITHDRAW,
                changed=WITHDRAWN,
                delete=REMOVE,
            ),
        ]

    def __str__(self) -> str:
        return self.code
