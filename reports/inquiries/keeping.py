"""What ends by itself: the official's name and address, half a year after the link has ended. The questions stay."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mint import clock
from mint.privacy.retention import Rule
from reports.inquiries.models import Link

KEPT = timedelta(days=180)


def _ended() -> QuerySet[Any]:
    before = clock.now() - KEPT
    named = Link.objects.exclude(name="", email="")
    return named.filter(Q(expires_at__lt=before) | Q(revoked_at__lt=before))


def _blank(rows: QuerySet[Any]) -> int:
    return rows.update(name="", email="")


RULE = Rule(
    "inquiry_links",
    _("Name and address of a funder's official, half a year after the link has ended"),
    _ended,
    organisation="organisation",
    delete=_blank,
)
