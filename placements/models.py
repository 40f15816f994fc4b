"""A placement, its supervisor, the applications to it, and what the parties confirmed."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from challenges.models import Challenge
from experiments.models import Experiment
from mint import clock
from mint.files.models import Attachment
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import (
    all_of,
    any_of,
    coordinated,
    curated,
    managed,
    mine,
    seen_by,
    through,
    within,
    written_by,
)
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.workflow import Stateful
from placements.functions import APPLIED_TO, CHOSEN_FOR, SCHOOL
from placements.querysets import (
    ApplicationAttachmentQuerySet,
    ApplicationQuerySet,
    ConfirmationQuerySet,
    PlacementQuerySet,
    SupervisorQuerySet,
)
from placements.states import (
    APPLICATION_PILLS,
    COMPLETE,
    PILLS,
    PUBLIC,
    UNSENT,
    ApplicationState,
    Kind,
    Party,
    State,
)

# what was sent for review once stays visible to those who answered, also when they returned it
SENT = "submitted_at IS NOT NULL"
APPROVERS = all_of(SENT, any_of(coordinated(), curated()))
OTHERS = all_of(SENT, any_of(coordinated(), curated(), managed()))
NOT_DRAFT = "state <> 'draft'"
PARTIES = any_of(mine("applicant_id"), all_of(NOT_DRAFT, any_of(written_by(), SCHOOL)))
# The school reads what its students sent, and writes on those who got the place: it confirms terms and credits.
PARTIES_WRITE = any_of(
    mine("applicant_id"), all_of(NOT_DRAFT, written_by()), all_of(within("state", ["accepted"]), SCHOOL)
)
OPEN_PLACEMENT = through("placements_placement", "placement_id", "parent.state = 'open'")
OWN_SCHOOL = "(school_id IS NULL OR mint.studies_at(school_id))"


class Placement(Stateful):
    """A place to work or study at a host. `state` changes by `placements.workflow` only."""

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="placements")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="placements")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="placements")
    challenge = models.ForeignKey(Challenge, models.PROTECT, null=True, blank=True, related_name="placements")
    experiment = models.ForeignKey(Experiment, models.PROTECT, null=True, blank=True, related_name="placements")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, default="paikka")
    unit = models.CharField(max_length=120, blank=True)
    tasks = models.TextField(max_length=4000, blank=True)
    goals = models.TextField(max_length=2000, blank=True)
    field = models.CharField(max_length=120, blank=True)
    credits = models.PositiveSmallIntegerField(null=True, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_paid = models.BooleanField(default=False)
    pay_basis = models.CharField(max_length=200, blank=True)
    remote_percent = models.PositiveSmallIntegerField(default=0)
    places = models.PositiveSmallIntegerField(default=1)
    fte = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    apply_by = models.DateField(null=True, blank=True)
    housing_help = models.CharField(max_length=300, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    once = models.UUIDField(default=uuid4, help_text="Of the form it came from: sent twice, it makes one row.")
    is_demo = models.BooleanField(default=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["apply_by", "id"], condition=Q(state="open"), name="placement_open"),
            models.Index(fields=["-published_at", "-id"], condition=Q(state__in=PUBLIC), name="placement_newest"),
            models.Index(fields=["municipality", "state", "-id"], name="placement_by_place"),
            models.Index(fields=["organisation", "-id"], name="placement_by_owner"),
            models.Index(fields=["project", "state"], name="placement_by_project"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="placement_tenant"),
            models.UniqueConstraint(fields=["organisation", "once"], name="placement_made_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="placement_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="placement_kind_known"),
            models.CheckConstraint(condition=Q(places__gte=1), name="placement_has_places"),
            models.CheckConstraint(condition=Q(remote_percent__lte=100), name="placement_remote_is_percent"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="placement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=COMPLETE)
                | (~Q(title="") & ~Q(tasks="") & Q(apply_by__isnull=False, starts_on__isnull=False)),
                name="placement_submitted_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNSENT) | Q(submitted_at__isnull=False), name="placement_sent_has_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC) | Q(published_at__isnull=False), name="placement_public_has_a_date"
            ),
            Isolated(
                name="placement_isolated",
                read=any_of(within("state", PUBLIC), seen_by(), APPLIED_TO, OTHERS),
                insert=written_by(),
                update=any_of(written_by(), APPROVERS),
                delete=all_of(written_by(), "state = 'draft'"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = slugify(self.title)[:80] or "paikka"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("placements:detail", args=[self.pk, self.slug])

    @property
    def pill(self) -> str:
        return PILLS[State(self.state)]

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def takes_applications(self) -> bool:
        return self.state == State.OPEN and self.apply_by is not None and clock.today() <= self.apply_by


class Supervisor(models.Model):
    """Who guides at the host: shown to those who were chosen, and to their school."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    placement = models.OneToOneField(Placement, models.CASCADE, related_name="supervisor")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    objects = SupervisorQuerySet.as_manager()

    class Meta:
        constraints = [
            TenantKey(name="supervisor_of_own_placement", parent="placement"),
            Isolated(
                name="supervisor_isolated",
                read=any_of(seen_by(), CHOSEN_FOR),
                insert=written_by(),
                update=written_by(),
                delete=written_by(),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Application(Stateful):
    """A student's application to a placement; `organisation` is the host, so that a place has one owner."""

    state = models.CharField(max_length=20, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="applications")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="applications")
    school = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="As the applicant wants to be called.")
    email = models.EmailField(blank=True)
    motivation = models.TextField(max_length=3000, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=1000, help_text="What the host wants to say to the applicant.")
    report = models.TextField(blank=True, max_length=6000)
    reported_at = models.DateTimeField(null=True, blank=True)
    credits_confirmed = models.PositiveSmallIntegerField(null=True, blank=True)
    credits_confirmed_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "-id"], name="application_by_host"),
            models.Index(fields=["school", "-id"], name="application_by_school"),
            models.Index(fields=["decided_at"], name="application_by_choice"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="application_tenant"),
            models.UniqueConstraint(fields=["placement", "applicant"], name="application_once"),
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="application_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="application_submitted_has_a_date"
            ),
            TenantKey(name="application_to_own_placement", parent="placement"),
            Isolated(
                name="application_isolated",
                read=PARTIES,
                insert=all_of(mine("applicant_id"), within("state", ["draft"]), OWN_SCHOOL, OPEN_PLACEMENT),
                update=PARTIES_WRITE,
                delete=all_of(mine("applicant_id"), within("state", ["draft"])),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    def get_absolute_url(self) -> str:
        return self.placement.get_absolute_url()

    def audit_readers(self) -> list[int | None]:
        return [self.school_id]

    @property
    def pill(self) -> str:
        return APPLICATION_PILLS[ApplicationState(self.state)]


class ApplicationAttachment(Attachment):
    """One file of an application; it is as visible as the application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")

    objects = ApplicationAttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            Isolated(
                name="application_attachment_isolated",
                read=through("placements_application", "application_id"),
                insert=through("placements_application", "application_id", mine("parent.applicant_id")),
                delete=through("placements_application", "application_id", mine("parent.applicant_id")),
            ),
        ]


class Confirmation(models.Model):
    """One party's yes to the terms of one student's agreement, with the hash of what was read."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.CASCADE, related_name="confirmations")
    party = models.CharField(max_length=20, choices=Party.choices)
    terms_hash = models.CharField(max_length=64)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "party"], name="confirmed_once_by_each"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="confirmation_party_known"),
            TenantKey(name="confirmation_of_own_application", parent="application"),
            Isolated(
                name="confirmation_isolated",
                read=through("placements_application", "application_id"),
                insert=all_of(
                    mine("confirmed_by_id"),
                    any_of(
                        all_of("party = 'host'", written_by()),
                        all_of(
                            "party = 'student'",
                            through("placements_application", "application_id", mine("parent.applicant_id")),
                        ),
                        all_of(
                            "party = 'school'",
                            through(
                                "placements_application",
                                "application_id",
                                "parent.school_id = ANY((SELECT mint.my_schools())::bigint[])",
                            ),
                        ),
                    ),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()} · {self.application_id}"
