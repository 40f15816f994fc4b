"""What people without an account have written, until they say who they are."""

from django.conf import settings
from django.db import models

from mint import clock
from mint.isolation.constraints import Isolated

# Only the holder of the token can name the hash: without it no row is read, listed or written.
HELD = "token_hash = NULLIF(current_setting('mint.link', true), '')"


class WaitingDraft(models.Model):
    """A text that waits under a hashed token. Once claimed it keeps the form's key only, so that a second click lands."""

    created_at = models.DateTimeField(default=clock.now)
    kind = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    data = models.JSONField(default=dict)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fi")
    email = models.EmailField(blank=True)
    expires_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="waiting_draft_expires")]
        constraints = [Isolated(name="waiting_draft_held", read=HELD, insert=HELD, update=HELD, delete=HELD)]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.claimed_at is None and self.expires_at > clock.now()
