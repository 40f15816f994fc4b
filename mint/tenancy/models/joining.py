"""How one comes to belong to an organisation: by invitation, or by asking to join a company."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import all_of, any_of, coordinated, mine, owned_by, through, within
from mint.tenancy.models.organisations import Organisation
from mint.tenancy.querysets import InvitationQuerySet, JoinRequestQuerySet
from mint.tenancy.roles import Role
from mint.tenancy.states import ANSWERS, PATIENCE_DAYS, JoinState
from mint.workflow import Stateful

OF_A_COMPANY = through("tenancy_organisation", "organisation_id", "parent.kind = 'company'")
COORDINATED = through("tenancy_organisation", "organisation_id", coordinated("parent.municipality_id"))
OUT_OF_PATIENCE = (
    f"(created_at AT TIME ZONE 'Europe/Helsinki')::date + {PATIENCE_DAYS}"
    " <= (now() AT TIME ZONE 'Europe/Helsinki')::date"
)
ANSWERING = any_of(owned_by(), all_of(COORDINATED, OUT_OF_PATIENCE))


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

    objects = InvitationQuerySet.as_manager()

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


class JoinRequest(Stateful):
    """Somebody asks to join a company that is in MINT already. `state` changes by `tenancy.workflow` only."""

    state = models.CharField(max_length=10, choices=JoinState.choices, default=JoinState.WAITING)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="join_requests")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests")
    message = models.TextField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who accepted or declined; nobody, where the asker withdrew.",
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JoinState.values), name="join_request_state_known"),
            models.CheckConstraint(
                condition=Q(state=JoinState.WAITING, decided_at__isnull=True, decided_by__isnull=True)
                | Q(state=JoinState.WITHDRAWN, decided_at__isnull=False, decided_by__isnull=True)
                | Q(state__in=ANSWERS, decided_at__isnull=False, decided_by__isnull=False),
                name="join_request_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["organisation", "asker"],
                condition=Q(state=JoinState.WAITING),
                name="one_waiting_join_request",
            ),
            Isolated(
                name="join_request_isolated",
                read=any_of(mine("asker_id"), owned_by(), COORDINATED),
                # asked now: the coordinator's day is counted from it
                insert=all_of(
                    mine("asker_id"), "state = 'waiting'", "created_at > now() - interval '1 hour'", OF_A_COMPANY
                ),
                update=any_of(mine("asker_id"), ANSWERING),
                changed=any_of(
                    all_of(mine("asker_id"), "state = 'withdrawn'"),
                    all_of(ANSWERING, within("state", ANSWERS), mine("decided_by_id"), f"NOT {mine('asker_id')}"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asker} → {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("companies:request", args=[self.pk])

    @property
    def municipality_id(self) -> int | None:
        """Whose coordinator decides in the end; the audit trail asks too."""
        return self.organisation.municipality_id

    @property
    def coordinator_from(self) -> date:
        """The day from which the coordinator may decide."""
        return clock.day_of(self.created_at) + timedelta(days=PATIENCE_DAYS)
