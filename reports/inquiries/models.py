"""A funder's official without an account: the link they read a submitted report by, and what they ask about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation
from mint.workflow import Stateful
from reports.inquiries.querysets import LinkQuerySet, MessageQuerySet, ThreadQuerySet
from reports.inquiries.rules import LINK_ADD, LINK_READ, MESSAGE_ADD, MESSAGE_READ, OWN
from reports.inquiries.states import PILLS, State
from reports.models import Figure, Report


class Link(models.Model):
    """The only place of its token is the mail that carried it."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, related_name="links")
    name = models.CharField(max_length=120, blank=True, help_text="Of the official; emptied by an erasure.")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True, help_text="When a question was sent last.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="inquiry_link_tenant"),
            TenantKey(name="inquiry_link_of_own_report", parent="report"),
            Isolated(name="inquiry_link_isolated", read=LINK_READ, insert=LINK_ADD, update=OWN),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.expires_at > clock.now()


class Thread(Stateful):
    """A question and what followed it, pinned to a figure or to a part of the report by its key."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, related_name="threads")
    link = models.ForeignKey(Link, models.PROTECT, related_name="threads")
    figure = models.ForeignKey(Figure, models.SET_NULL, null=True, blank=True, related_name="threads")
    place = models.CharField(max_length=60, help_text="The figure's code, or the key of the section.")
    title = models.CharField(max_length=200, help_text="What the place was called.")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="inquiry_thread_tenant"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="inquiry_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False)
                | (~Q(state=State.CLOSED) & Q(closed_at__isnull=True)),
                name="inquiry_closed_at_a_time",
            ),
            TenantKey(name="inquiry_thread_of_own_report", parent="report"),
            TenantKey(name="inquiry_thread_of_own_link", parent="link"),
            TenantKey(name="inquiry_thread_of_own_figure", parent="figure"),
            Isolated(name="inquiry_thread_isolated", read=OWN, update=OWN),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inquiries:thread", args=[self.report.organisation.slug, self.report_id, self.pk])

    @property
    def pill(self) -> tuple[str, str]:
        return PILLS[State(self.state)]


class Message(models.Model):
    """The funder's words, or the manager's with evidence: copies of rows and names of files, as they were then."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages")
    from_funder = models.BooleanField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=4000)
    evidence = models.JSONField(default=list, blank=True)
    form_key = models.UUIDField(unique=True, help_text="Of the form: a double click writes once.")

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_funder=False) | Q(author__isnull=True, evidence=[]), name="inquiry_message_of_one_side"
            ),
            TenantKey(name="inquiry_message_of_own_thread", parent="thread"),
            Isolated(name="inquiry_message_isolated", read=MESSAGE_READ, insert=MESSAGE_ADD),
        ]

    def __str__(self) -> str:
        return self.text[:60]
