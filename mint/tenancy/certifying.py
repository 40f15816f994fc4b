"""Twice a year an owner says who still belongs to the organisation; who is not confirmed in time waits outside.

Runs as mint_system, each organisation in a transaction of its own, and again without harm.
"""

from collections.abc import Iterable
from datetime import date, timedelta

import structlog
from django.db import DatabaseError, transaction
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import translation

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.mail import compose
from mint.outbox.queue import send
from mint.tenancy.actions import absolute
from mint.tenancy.models import Membership, Organisation
from mint.tenancy.querysets import MembershipQuerySet

log = structlog.get_logger(__name__)
EVERY = timedelta(days=182)
# who was confirmed lately is not asked about again; the others are asked about together with the one whose time has come
LATELY = timedelta(days=91)
PATIENCE = timedelta(days=30)
CERTIFIER = Actor.system("tenancy.certify")


def certify() -> None:
    """Ask the owners of each organisation where the time has come, and pause what was asked about in vain."""
    overdue = Organisation.objects.filter(pk__in=_overdue().values("organisation_id"))
    for step, rows in ((ask, _with_several_members().filter(_due())), (pause, overdue)):
        for organisation in list(rows):
            try:
                step(organisation)
            except DatabaseError:  # one that fails keeps no other waiting; it is tried again tomorrow
                log.exception("certify.failed", organisation=organisation.pk)


def confirm_by(members: Iterable[Membership]) -> date | None:
    """The last day on which an owner may confirm those who are asked about; None where nobody is."""
    asked = [member.asked_at for member in members if member.is_asked and member.asked_at and not member.paused_at]
    return clock.day_of(min(asked) + PATIENCE) if asked else None


def _with_several_members() -> QuerySet[Organisation]:
    """Where one person is alone, there is nobody to confirm them."""
    active = Count("memberships", filter=Q(memberships__paused_at=None))
    return Organisation.objects.annotate(active=active).filter(active__gt=1)


def _due() -> Q:
    rows = Membership.objects.active().unasked().filter(confirmed_at__lte=clock.now() - EVERY)
    return Q(pk__in=rows.values("organisation_id"))


def _overdue() -> MembershipQuerySet:
    return Membership.objects.active().asked().filter(asked_at__lte=clock.now() - PATIENCE)


@transaction.atomic
def ask(organisation: Organisation) -> None:
    """Mark whose turn it is, and write to the owners."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    rows = Membership.objects.active().filter(organisation=organisation, confirmed_at__lte=clock.now() - LATELY)
    if not rows.unasked().update(asked_at=clock.now()):
        return  # another worker was quicker
    record("organisation.members_asked", organisation, actor=CERTIFIER)
    day = clock.day_of(clock.now() + PATIENCE)
    for owner in Membership.objects.active().owners().filter(organisation=organisation).select_related("user"):
        _tell("members_to_confirm", owner, "tenancy:confirm", day=day)


@transaction.atomic
def pause(organisation: Organisation) -> None:
    """What nobody confirmed waits for an owner; but an organisation is left with an owner who can confirm."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    rows = _overdue().filter(organisation=organisation).select_related("user")
    if not Membership.objects.active().owners().unasked().filter(organisation=organisation).exists():
        rows = rows.exclude(roles__contains=["owner"])
    for membership in rows:
        membership.paused_at = clock.now()
        membership.save(update_fields=["paused_at"])
        record("organisation.member_paused", organisation, actor=CERTIFIER, data={"user": membership.user_id})
        _tell("membership_paused", membership, "pages:mine")


def _tell(kind: str, membership: Membership, page: str, *, day: date | None = None) -> None:
    user, organisation = membership.user, membership.organisation
    if not user.is_active:
        return
    with translation.override(user.language):
        url = absolute(reverse(page, args=[organisation.slug] if page == "tenancy:confirm" else []))
    context = {"organisation": organisation.name, "day": day, "url": url}
    send(compose(kind, user.email, context, language=user.language))
