"""What texts say, packed for comparing (see `packing`): written by a job after the text, read by ranking only."""

from django.conf import settings
from django.db import models

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import through
from mint.matching.models.supply import Need, Offer
from mint.matching.querysets import NeedReadingQuerySet, OfferReadingQuerySet
from mint.tenancy.models import Organisation


class OfferReading(models.Model):
    """What an offer says, in its own language. Seen by whoever sees the offer; only mint_system writes it."""

    created_at = models.DateTimeField(default=clock.now)
    offer = models.OneToOneField(Offer, models.CASCADE, related_name="reading")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    body = models.BinaryField()

    objects = OfferReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            TenantKey(name="reading_of_own_offer", parent="offer"),
            Isolated(name="offer_reading_isolated", read=through("matching_offer", "offer_id")),
        ]

    def __str__(self) -> str:
        return str(self.offer)


class NeedReading(models.Model):
    """What a need asks of offers of one language: in its own as it stands, in another by what words are called there."""

    created_at = models.DateTimeField(default=clock.now)
    need = models.ForeignKey(Need, models.CASCADE, related_name="readings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    body = models.BinaryField()

    objects = NeedReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "language"], name="one_reading_a_language"),
            TenantKey(name="reading_of_own_need", parent="need"),
            Isolated(name="need_reading_isolated", read=through("matching_need", "need_id")),
        ]

    def __str__(self) -> str:
        return f"{self.need} ({self.language})"


class Commonness(models.Model):
    """What is common among the offers of one language (see `comparing.Shelf`): counted over all that are on, so nobody's
    own, and of what stands in two offers at least.
    """

    created_at = models.DateTimeField(default=clock.now)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, unique=True)
    size = models.PositiveIntegerField()
    usual = models.JSONField()
    keys = models.BinaryField()
    counts = models.BinaryField()
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "commonness"

    def __str__(self) -> str:
        return self.language
