"""What is needed, what is offered, and what comes of the two. Contacts and reasons are rows of their own: a policy
hides rows, not columns.
"""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import (
    SIGNED_IN,
    all_of,
    any_of,
    coordinated,
    curated,
    managed,
    seen_by,
    through,
    within,
    written_by,
)
from mint.matching.querysets import (
    ContactQuerySet,
    MatchQuerySet,
    NeedQuerySet,
    OfferQuerySet,
    PrivateReasonQuerySet,
)
from mint.matching.states import (
    AGREED,
    ASKING,
    LIVE,
    REVEALED,
    Agreement,
    OfferKind,
    OfferState,
    Side,
    State,
)
from mint.notifications.notify import in_language
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.vocabulary.dimensions import Dimension
from mint.workflow import Stateful

REACHED = any_of(coordinated(), curated(), managed())
CHANGE = any_of(written_by(), coordinated(), curated())
SIDES = any_of(written_by(), written_by("partner_id"), coordinated(), curated())


class Searched(models.Model):
    """What scoring compares. `terms` are lemmas of the text: a job writes them after the row, no request does."""

    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")

    dimensions = ArrayField(
        models.CharField(max_length=20, choices=Dimension.choices),
        default=list,
        blank=True,
    )
    themes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    terms = ArrayField(models.CharField(max_length=60), default=list, blank=True, editable=False)

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
                fields=["dimensions", "themes", "terms"],
                condition=Q(state="active"),
                name="offer_searched",
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
            GinIndex(
                fields=["dimensions", "themes", "terms"],
                condition=Q(closed_at=None),
                name="need_searched",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="need_once"),
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
    def url(self) -> str:
        """The need's own page, in the reader's language."""
        return in_language(self.path, get_language() or "fi")

    @property
    def searched_text(self) -> str:
        return f"{self.title}\n{self.text}"


class Match(Stateful):
    """A need and a partner who could answer it. `organisation` owns the need. `state` changes by `workflow` only."""

    state = models.CharField(max_length=20, choices=State.choices, default=State.SUGGESTED)
    need = models.ForeignKey(Need, models.PROTECT, related_name="matches")
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, blank=True, related_name="matches")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="matches_of_needs")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="matches_of_offers")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="matches")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="matches")
    interest_from = models.CharField(max_length=10, choices=Side.choices, blank=True)
    message = models.TextField(max_length=2000, blank=True)
    score = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list, help_text="As they were when it was made.")
    agreement = models.CharField(max_length=20, choices=Agreement.choices, blank=True)
    asked_at = models.DateTimeField(default=clock.now, help_text="Since when an answer is waited for.")
    agreed_at = models.DateTimeField(null=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "matches"
        indexes = [
            models.Index(fields=["organisation", "-id"], name="match_by_owner"),
            models.Index(fields=["partner", "-id"], name="match_by_partner"),
            models.Index(fields=["municipality", "-id"], name="match_by_place"),
            models.Index(fields=["project", "state"], name="match_by_project"),
            models.Index(fields=["asked_at"], condition=Q(state__in=ASKING), name="match_asking"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "partner"],
                condition=Q(state__in=LIVE),
                name="one_live_match",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="match_tenant"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="match_state_known"),
            models.CheckConstraint(condition=~Q(organisation=F("partner")), name="match_has_two_sides"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.INTEREST, *REVEALED]) | ~Q(interest_from=""),
                name="interest_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AGREED) | (Q(agreement__in=Agreement.values) & Q(agreed_at__isnull=False)),
                name="agreed_is_of_a_kind",
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="score_of_a_hundred"),
            TenantKey(name="match_of_own_need", parent="need"),
            TenantKey(name="match_of_partners_offer", parent="offer", organisation="partner"),
            Isolated(
                name="match_isolated",
                read=any_of(
                    seen_by(),
                    seen_by("partner_id"),
                    coordinated(),
                    curated(),
                    all_of(managed(), within("state", AGREED)),
                ),
                insert=SIDES,
                update=SIDES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} · {self.partner}"

    def get_absolute_url(self) -> str:
        """The page of the match, in its owner's workspace; `url_for` gives the other side's."""
        return self.url_for(self.organisation)

    def url_for(self, organisation: Organisation | Any) -> str:
        """The same match in this organisation's workspace: each side, and a coordinator, has its own address."""
        return reverse("matching:match", args=[organisation.slug, self.pk])

    def audit_readers(self) -> list[int]:
        return [self.partner_id]

    @property
    def is_revealed(self) -> bool:
        return self.state in REVEALED

    @property
    def what_comes(self) -> str:
        """The match as a title: what for, and with whom."""
        return _("%(need)s, with %(partner)s") % {
            "need": self.need,
            "partner": self.partner,
        }


OWN_SIDE = through(
    "matching_match",
    "match_id",
    "matching_contact.organisation_id IN (parent.organisation_id, parent.partner_id)",
)


class Contact(models.Model):
    """A side's contact person in one match: a row of its own, which the other side reads once both are interested."""

    created_at = models.DateTimeField(default=clock.now)
    match = models.ForeignKey(Match, models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField()

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["match", "organisation"], name="one_contact_a_side"),
            Isolated(
                name="contact_isolated",
                read=any_of(
                    seen_by(),
                    through("matching_match", "match_id", within("parent.state", REVEALED)),
                ),
                insert=all_of(written_by(), OWN_SIDE),
                update=all_of(written_by(), OWN_SIDE),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PrivateReason(models.Model):
    """Why a side declined: for its own eyes, and in no audit entry."""

    created_at = models.DateTimeField(default=clock.now)
    match = models.ForeignKey(Match, models.CASCADE, related_name="private_reasons")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField(max_length=1000)

    objects = PrivateReasonQuerySet.as_manager()

    class Meta:
        constraints = [
            Isolated(name="reason_isolated", read=seen_by(), insert=written_by()),
        ]

    def __str__(self) -> str:
        return self.text
