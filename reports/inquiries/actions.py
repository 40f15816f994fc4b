"""Making a link for a funder's official, and taking it back."""

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.sealing import hashed
from mint.web import MoveError
from mint.workflow import lock
from reports.inquiries import notices
from reports.inquiries.models import Link
from reports.inquiries.permissions import can_invite
from reports.models import Report
from reports.permissions import can_manage

KIND = "inquiry"
MOST_LINKS = 10  # that work at the same time


@transaction.atomic
def invite(report: Report, *, name: str, email: str, language: str, days: int, actor: Actor) -> Link:
    """Mail a link. Whom one has been mailed to already gets no second one: a double click mails once."""
    if not can_manage(actor, report):
        raise PermissionDenied
    report = lock(report)
    if not can_invite(actor, report):
        raise MoveError(_("The funder reads a submitted report: lock the report first."))
    live = Link.objects.filter(report=report, revoked_at=None, expires_at__gt=clock.now())
    if live.filter(email__iexact=email).exists():
        raise MoveError(_("A link that works has been sent to this address already. Take it back to send a new one."))
    if live.count() >= MOST_LINKS:
        raise MoveError(_("There can be ten links that work. Take one back first."))
    token = secrets.token_urlsafe(32)
    link: Link = Link.objects.create(
        organisation_id=report.organisation_id, report=report, name=name, email=email, language=language,
        token_hash=hashed(KIND, token), expires_at=clock.now() + timedelta(days=days), made_by_id=actor.user_id,
        created_at=clock.now(),
    )  # fmt: skip
    record("inquiry.link_made", link, actor=actor, data={"report": report.pk, "days": days})
    notices.invited(link, token)
    return link


@transaction.atomic
def revoke(link: Link, *, actor: Actor) -> None:
    """It works no more; what was asked by it stays. Twice changes nothing."""
    if not can_manage(actor, link.report):
        raise PermissionDenied
    if Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now()):
        record("inquiry.link_revoked", link, actor=actor, data={"report": link.report_id})
