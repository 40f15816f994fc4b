"""States of a download, and how long things wait (leaf)."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=7)
COOLING_OFF = timedelta(days=14)
FOLDER = "downloads"
BUILT_WITHIN = timedelta(days=1)


class DownloadState(models.TextChoices):
    QUEUED = "queued", _("Waits for its turn")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Did not succeed")


class ConsentKind(models.TextChoices):
    NOTICE = "notice", _("Privacy notice")
    LISTING = "listing", _("Company in the public directory")
