"""What comes of a need and an offer. Contacts and reasons are rows of their own: a policy hides rows, not columns."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of, any_of, coordinated, curated, managed, seen_by, through, within, written_by
from mint.matching.functions import OF_NEED
from mint.matching.models.supply import Need, Offer
from mint.matching.models.weights import WeightSet
from mint.matching.querysets import ContactQuerySet, MatchQuerySet, PrivateReasonQuerySet
from mint.matching.states import AGREED, ASKING, LIVE, REVEALED, Agreement, Side, State
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.workflow import Stateful

HELPS = any_of(coordinated(), curated())
# How a match begins: one's own interest, of one's own side, or a suggestion by who helps. Who names the partner names
# an offer of theirs (a composite key says that it is): nobody is brought in who has offered nothing.
OFFERED = "offer_id IS NOT NULL"
BEGINS = any_of(
    all_of(written_by(), within("state", [State.INTEREST]), within("interest_from", [Side.OWNER]), OFFERED),
    all_of(written_by("partner_id"), within("state", [State.INTEREST]), within("interest_from", [Side.PARTNER])),
    all_of(HELPS, within("state", [State.SUGGESTED]), within("interest_from", [""]), OFFERED),
)
# A partner answers and declines; what was agreed, and later realised, is said by whose need it is, or who helps.
MOVES = any_of(written_by(), HELPS, all_of(written_by("partner_id"), f"NOT {within('state', AGREED)}"))


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
    weights = models.ForeignKey(
        WeightSet, models.PROTECT, null=True, related_name="matches", help_text="The version it was scored with."
    )
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
                insert=all_of(BEGINS, OF_NEED),
                update=all_of(MOVES, OF_NEED),
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


def _own_side(table: str) -> str:
    """The row's organisation is a side of its match."""
    return through(
        "matching_match", "match_id", f"{table}.organisation_id IN (parent.organisation_id, parent.partner_id)"
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
                insert=all_of(written_by(), _own_side("matching_contact")),
                update=all_of(written_by(), _own_side("matching_contact")),
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
            Isolated(
                name="reason_isolated",
                read=seen_by(),
                insert=all_of(written_by(), _own_side("matching_privatereason")),
                delete=written_by(),
            ),
        ]

    def __str__(self) -> str:
        return self.text
