"""What a person is told, as rows; the mail about the same thing goes through the outbox."""

from django.conf import settings
from django.db import models

from mint import clock
from mint.actor import Actor
from mint.isolation.constraints import Isolated
from mint.isolation.rules import any_of, mine

# Who holds the address of a calendar, without signing in.
HELD = "token_hash = NULLIF(current_setting('mint.link', true), '')"
ICONS = {
    "challenge": "lightbulb",
    "comment": "message-square",
    "company": "building-2",
    "evaluation": "scale",
    "experiment": "flask-conical",
    "factor": "map-pin",
    "invitation": "users",
    "match": "handshake",
    "placement": "graduation-cap",
    "report": "file-chart-column",
}


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, actor: Actor) -> "NotificationQuerySet":
        """One's own, and nobody else's."""
        return self.all() if actor.is_system else self.filter(user_id=actor.user_id or 0)

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)


class Notification(models.Model):
    """One line for one person, in their language. Only the worker (mint_system) writes it."""

    created_at = models.DateTimeField(default=clock.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    source = models.UUIDField(help_text="The event told of: the same is told to nobody twice.")
    kind = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    path = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], name="notification_newest")]
        constraints = [
            models.UniqueConstraint(fields=["user", "source"], name="told_once"),
            Isolated(name="notification_isolated", read=mine(), update=mine()),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def icon(self) -> str:
        """What it is about, by the noun that its kind begins with."""
        return ICONS.get(self.kind.partition("_")[0], "bell")


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, actor: Actor) -> "CalendarFeedQuerySet":
        """One's own. Who holds the address reaches its one row by `holding`, as the database lets them."""
        return self.all() if actor.is_system else self.filter(user_id=actor.user_id or 0)


class CalendarFeed(models.Model):
    """The secret address of a person's calendar, as its hash: the address is shown once, and a new one replaces it."""

    created_at = models.DateTimeField(default=clock.now)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    has_names = models.BooleanField(
        default=False, help_text="Does it tell what a duty is about, and not only that it is?"
    )

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(token_hash=""), name="calendar_feed_has_address"),
            Isolated(
                name="calendar_feed_isolated", read=any_of(mine(), HELD), insert=mine(), update=mine(), delete=mine()
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"
