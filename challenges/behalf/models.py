"""What is written on behalf of a company. It is no challenge yet: neither lists, reports nor publishing know of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from challenges.behalf.querysets import OnBehalfQuerySet
from challenges.behalf.states import ANSWERED, IN_CARE, BehalfState
from challenges.models import Challenge
from mint import clock
from mint.isolation.constraints import DeletedWith, Isolated
from mint.isolation.rules import all_of, any_of, coordinated, mine, through, within, written_by
from mint.links.models import HELD
from mint.places.models import Municipality
from mint.tenancy.models import Organisation
from mint.workflow import Stateful

IN_CARE_OF_ITS_WRITERS = all_of(coordinated(), within("state", list(IN_CARE)))
OF_THE_PLACE = through(
    "tenancy_organisation",
    "organisation_id",
    "parent.kind = 'municipality' AND parent.municipality_id = behalf_onbehalf.municipality_id",
)
# Not the side that wrote it. A visitor's array of municipalities may be null, which must not refuse them.
HOLDER = all_of(HELD, f"({coordinated()}) IS NOT TRUE", f"({mine('author_id')}) IS NOT TRUE")
# The holder of a link that has not expired answers; it becomes a challenge only of a company that the holder writes for.
OWN_CHALLENGE = through("challenges_challenge", "challenge_id", written_by("parent.organisation_id"))
ANSWER = all_of(
    HOLDER, "expires_at > now()",
    any_of(within("state", ["waiting", "declined"]), all_of("state = 'confirmed'", mine("answered_by_id"), OWN_CHALLENGE)),
)  # fmt: skip


class OnBehalf(Stateful):
    """A brief in a coordinator's care until the company confirms it. `data` are the answers, as a visitor's draft has them."""

    state = models.CharField(max_length=12, choices=BehalfState.choices, default=BehalfState.DRAFT)
    saved_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="The municipality whose coordinator writes."
    )
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    form_key = models.UUIDField(
        default=uuid.uuid4, help_text="Of the form it was begun in, and of the challenge it becomes."
    )
    company = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: not in MINT yet."
    )
    company_name = models.CharField(max_length=200)
    business_id = models.CharField(max_length=9, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_at = models.DateTimeField(default=clock.now, help_text="When the contact was given, or last written to.")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    data = models.JSONField(default=dict, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    mails = models.PositiveSmallIntegerField(default=0, help_text="How many times the link has been sent.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who confirmed it."
    )
    answer = models.CharField(max_length=1000, blank=True, help_text="Why it was declined.")
    # the database deletes this row with its challenge: the company that deletes it does not see the row
    challenge = models.ForeignKey(
        Challenge, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )

    objects = OnBehalfQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "expires_at"], name="behalf_due")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BehalfState.values), name="behalf_state_known"),
            models.UniqueConstraint(fields=["organisation", "form_key"], name="behalf_once_per_form"),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="behalf_one_link"),
            models.CheckConstraint(
                condition=~Q(state=BehalfState.WAITING)
                | Q(expires_at__isnull=False, sent_at__isnull=False) & ~Q(token_hash="") & ~Q(contact_email=""),
                name="behalf_waits_with_a_link",
            ),
            models.CheckConstraint(
                condition=~Q(state=BehalfState.DRAFT) | Q(token_hash=""), name="behalf_draft_has_no_link"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=BehalfState.CONFIRMED, challenge__isnull=False, answered_by__isnull=False, contact_email="",
                    company__isnull=False,
                )
                | ~Q(state=BehalfState.CONFIRMED) & Q(challenge__isnull=True, answered_by__isnull=True),
                name="behalf_challenge_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("author")), name="behalf_confirmed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ANSWERED, answered_at__isnull=False)
                | ~Q(state__in=ANSWERED) & Q(answered_at__isnull=True),
                name="behalf_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=BehalfState.DECLINED) | ~Q(answer=""), name="behalf_declined_with_a_word"
            ),
            DeletedWith(name="behalf_of_challenge", parent="challenge"),
            Isolated(
                name="behalf_isolated",
                read=any_of(coordinated(), HELD),
                insert=all_of(coordinated(), "state = 'draft'", mine("author_id"), OF_THE_PLACE),
                update=any_of(IN_CARE_OF_ITS_WRITERS, all_of(HOLDER, "state <> 'draft'")),
                changed=any_of(all_of(IN_CARE_OF_ITS_WRITERS, OF_THE_PLACE), ANSWER),
                delete=all_of(coordinated(), "state = 'draft'"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title or self.pk} · {self.company_name}"

    def get_absolute_url(self) -> str:
        return reverse("behalf:page", args=[self.organisation.slug, self.pk])

    @property
    def title(self) -> str:
        return str(self.data.get("title", ""))

    @property
    def lacks_number(self) -> bool:
        """Whoever confirms gives the business ID: no company is registered without."""
        return self.state == BehalfState.WAITING and self.company_id is None and not self.business_id

    @property
    def is_open(self) -> bool:
        """The link still works."""
        return self.state == BehalfState.WAITING and self.expires_at is not None and self.expires_at > clock.now()
