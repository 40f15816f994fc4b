"""Rounds of a follow-up, whom to ask, and the links that were mailed."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from experiments.follow_up.querysets import AskingQuerySet, FollowUpContactQuerySet, RoundQuerySet
from experiments.follow_up.rules import ASKING_READ, CONTACT_CHANGE, CONTACT_READ, ROUND_CHANGE, ROUND_READ
from experiments.follow_up.states import MONTHS, UNANSWERED, Answer, Place, Step
from experiments.models import Experiment
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation


class Round(models.Model):
    """One question, so many months after the decision. What was never answered stays that: silence is no success."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.WAITING)
    stepped_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    annual_cost = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    owned_by = models.CharField(max_length=120, blank=True, help_text="The unit or role that owns it now.")
    note = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who wrote the answer down; empty when it came by the link.",
    )  # fmt: skip
    is_settled = models.BooleanField(default=False, help_text="Somebody has seen that there was no answer.")

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["months"]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(step__in=("waiting", "asked", "reminded", "second")),
                name="follow_up_due",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="follow_up_round_tenant"),
            models.UniqueConstraint(fields=["experiment", "months"], name="follow_up_round_once"),
            models.CheckConstraint(condition=Q(months__in=MONTHS), name="follow_up_round_months_known"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="follow_up_round_step_known"),
            models.CheckConstraint(
                condition=Q(step=Step.ANSWERED, answer__in=Answer.values, answered_at__isnull=False)
                | (~Q(step=Step.ANSWERED) & Q(answer="", answered_at__isnull=True)),
                name="follow_up_round_answered_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(annual_cost__isnull=True) | Q(annual_cost__gte=0), name="follow_up_round_cost_positive"
            ),
            TenantKey(name="follow_up_round_of_own_experiment", parent="experiment"),
            Isolated(name="follow_up_round_isolated", read=ROUND_READ, update=ROUND_CHANGE),
        ]

    def __str__(self) -> str:
        return f"{self.experiment_id} · {self.months}"

    @property
    def is_open_to_answer(self) -> bool:
        """Has it been asked, or should it have been, without an answer?"""
        return self.step in UNANSWERED


class Contact(models.Model):
    """Whom to ask, named by those who steer the experiment. Without one it is asked of who planned it."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="follow_up_contacts")
    place = models.PositiveSmallIntegerField(choices=Place.choices)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")

    objects = FollowUpContactQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["experiment", "place"], name="follow_up_contact_once"),
            models.CheckConstraint(condition=Q(place__in=Place.values), name="follow_up_contact_place_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(email=""), name="follow_up_contact_is_whole"),
            TenantKey(name="follow_up_contact_of_own_experiment", parent="experiment"),
            Isolated(
                name="follow_up_contact_isolated",
                read=CONTACT_READ,
                insert=CONTACT_CHANGE,
                update=CONTACT_CHANGE,
                delete=CONTACT_CHANGE,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Asking(models.Model):
    """A mail with a link: the only place of its token is the mail. `mail_key` finds it when it comes back."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="follow_up_askings")
    round = models.ForeignKey(Round, models.CASCADE, related_name="askings")
    place = models.PositiveSmallIntegerField(choices=Place.choices)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True, help_text="Where the link went; emptied with the answer.")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    shown = models.JSONField(default=dict, help_text="What the holder of the link reads of the experiment.")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    mail_key = models.UUIDField(null=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    detailed_at = models.DateTimeField(
        null=True, blank=True, help_text="When cost and owner were told, or passed over."
    )

    objects = AskingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(place__in=Place.values), name="follow_up_asking_place_known"),
            models.CheckConstraint(
                condition=Q(detailed_at__isnull=True) | Q(answered_at__isnull=False),
                name="follow_up_details_after_answer",
            ),
            TenantKey(name="follow_up_asking_of_own_experiment", parent="experiment"),
            TenantKey(name="follow_up_asking_of_own_round", parent="round"),
            Isolated(name="follow_up_asking_isolated", read=ASKING_READ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} · {self.get_place_display()}"

    @property
    def is_live(self) -> bool:
        return self.expires_at > clock.now()
