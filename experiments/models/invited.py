"""An organisation that is asked to take part in an experiment."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from experiments.models.experiments import Experiment
from experiments.querysets import PartyInvitationQuerySet
from experiments.rules import INVITATION_CHANGE, INVITATION_INSERT, INVITATION_READ
from experiments.states import Invited, Part
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation
from mint.workflow import Stateful


class PartyInvitation(Stateful):
    """Of one organisation to one experiment. `state` changes by `experiments.parties.workflow` only.

    It stands here and not with the rest of parties, since who takes part hangs on it. Whoever is asked may not see the
    experiment yet: what it is called and asked to do stands in the row.
    """

    state = models.CharField(max_length=10, choices=Invited.choices, default=Invited.INVITED)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="Who is asked.")
    title = models.CharField(max_length=120, help_text="Of the experiment, when it was asked.")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    part = models.CharField(max_length=10, choices=Part.choices)
    does = models.CharField(max_length=200, blank=True, help_text="What it would do.")
    message = models.CharField(max_length=1000, help_text="What it is about, for who may not see the experiment yet.")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True, help_text="Stays when it leaves: it grades no evidence.")

    objects = PartyInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["member"], name="invitation_waits", condition=Q(state="invited"))]
        constraints = [
            models.UniqueConstraint(fields=["experiment", "member"], name="party_invited_once"),
            models.CheckConstraint(condition=Q(state__in=Invited.values), name="party_invitation_state_known"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="party_invitation_part_known"),
            models.CheckConstraint(condition=~Q(member=F("organisation")), name="party_invitation_to_another"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(message=""), name="party_invitation_says_what"),
            TenantKey(name="invitation_to_own_experiment", parent="experiment"),
            Isolated(
                name="party_invitation_isolated",
                read=INVITATION_READ,
                insert=INVITATION_INSERT,
                update=INVITATION_CHANGE,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def audit_readers(self) -> list[int]:
        return [self.member_id]
