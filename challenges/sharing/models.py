"""What each owner of a shared challenge keeps of it: what the others see, and what nobody else does."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge
from challenges.sharing.querysets import NoteQuerySet, ShareQuerySet
from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import all_of, any_of, coordinated, seen_by, through, written_by
from mint.tenancy.models import Organisation

LEADS = "parent.organisation_id = {table}.organisation_id"
JOINED = """EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = {table}.challenge_id
  AND o.organisation_id = {table}.organisation_id AND o.state = 'joined')"""
SHARE, NOTE = "sharing_share", "sharing_note"
# Among the owners: the lead's people, and the coordinators of who has joined.
AMONG = f"""EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = {SHARE}.challenge_id
  AND o.state = 'joined' AND {coordinated("o.municipality_id")})"""  # noqa: S608 - our own words


def of_an_owner(table: str) -> str:
    """The row is of the lead, or of who has joined, and its writer writes there."""
    lead = through("challenges_challenge", "challenge_id", LEADS.format(table=table))
    return all_of(written_by(), any_of(lead, JOINED.format(table=table)))


class Decision(models.TextChoices):
    JOIN = "join", _("We take part in the experiment")
    LATER = "later", _("Later")
    NOT = "not", _("We do not take part")


class Share(models.Model):
    """What one owner puts in and decides: the owners see it of each other."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="shares")
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decision_reason = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "organisation"], name="share_once"),
            models.CheckConstraint(condition=Q(budget__gte=0), name="share_not_negative"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | Q(decision__in=Decision.values, decided_at__isnull=False) & ~Q(decision_reason=""),
                name="share_decided_with_reason",
            ),
            Isolated(
                name="sharing_share_isolated",
                read=any_of(
                    seen_by(), through("challenges_challenge", "challenge_id", seen_by("parent.organisation_id")), AMONG
                ),
                insert=of_an_owner(SHARE),
                update=written_by(),
                changed=of_an_owner(SHARE),
                delete=through("challenges_challenge", "challenge_id", written_by("parent.organisation_id")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id} · {self.organisation_id}"


class Note(models.Model):
    """Private notes of one owner, and whom to call there: its own members' only."""

    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="+")
    text = models.TextField(max_length=4000, blank=True)
    contact = models.CharField(max_length=200, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "organisation"], name="note_once"),
            Isolated(
                name="sharing_note_isolated",
                read=seen_by(),
                insert=of_an_owner(NOTE),
                update=written_by(),
                changed=of_an_owner(NOTE),
                delete=written_by(),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge_id} · {self.organisation_id}"
