"""Who owns a challenge together with its lead: municipalities that were invited or asked to, and have joined or not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.models.challenge import Challenge
from challenges.querysets import CoOwnerQuerySet
from challenges.states import ASKABLE, CoState
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of, any_of, coordinated, seen_by, through, within, written_by
from mint.places.models import Municipality
from mint.tenancy.models import Organisation
from mint.workflow import Stateful

MUNICIPALITY = """EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = organisation_id
  AND o.kind = 'municipality' AND o.municipality_id = challenges_coowner.municipality_id)"""
INVITES = all_of(written_by("lead_id"), within("state", [CoState.INVITED]))
ASKS = all_of(
    coordinated(),
    within("state", [CoState.ASKED]),
    through("challenges_challenge", "challenge_id", within("parent.state", ASKABLE)),
    "EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = lead_id AND o.kind = 'municipality')",
)
# From which state to which each side moves it, a trigger says: a policy does not see both (challenges/guarding.py).
SETTLES = (CoState.INVITED, CoState.WITHDRAWN, CoState.JOINED, CoState.REFUSED, CoState.ASKED)
ANSWERS = (CoState.JOINED, CoState.DECLINED, CoState.LEFT, CoState.ASKED, CoState.WITHDRAWN)
BY_LEAD = all_of(written_by("lead_id"), within("state", SETTLES))
BY_CO_OWNER = all_of(coordinated(), within("state", ANSWERS))


class CoOwner(Stateful):
    """One municipality beside the lead. `state` changes by `challenges.sharing.workflow` only.

    It stands here and not with the rest of sharing, since who reads a challenge hangs on it.
    """

    state = models.CharField(max_length=20, choices=CoState.choices, default=CoState.INVITED)
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="co_owners")
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="The challenge's organisation.")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = CoOwnerQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("co-owner"), _("co-owners")
        constraints = [
            models.UniqueConstraint(fields=["challenge", "organisation"], name="co_owner_once"),
            models.CheckConstraint(condition=Q(state__in=CoState.values), name="co_owner_state_known"),
            models.CheckConstraint(condition=~Q(lead=models.F("organisation")), name="lead_is_no_co_owner"),
            TenantKey(name="co_owner_of_leads_challenge", parent="challenge", organisation="lead"),
            Isolated(
                name="challenge_co_owner_isolated",
                read=any_of(
                    seen_by(),
                    seen_by("lead_id"),
                    "challenge_id = ANY((SELECT mint.my_shared())::bigint[])",
                    all_of("state = 'joined'", "mint.sees_challenges_challenge(challenge_id)"),
                ),
                insert=all_of(any_of(INVITES, ASKS), MUNICIPALITY),
                update=any_of(written_by("lead_id"), coordinated()),
                changed=all_of(any_of(BY_LEAD, BY_CO_OWNER), MUNICIPALITY),
                delete=written_by("lead_id"),  # with its challenge only
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state"], name="co_owner_by_place")]

    def __str__(self) -> str:
        return f"{self.challenge_id} · {self.organisation_id}"

    def audit_readers(self) -> list[int]:
        return [self.lead_id]
