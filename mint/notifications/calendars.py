"""A person's calendar: its secret address, and what it shows, by that person's memberships at the moment it is read."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.isolation import context
from mint.notifications.duties import Duty, days_for
from mint.notifications.ical import Event, calendar
from mint.notifications.models import CalendarFeed
from mint.sealing import hashed
from mint.tenancy.context import Acting, acting, load

KIND = "calendar"  # of its links, among all that are hashed


@transaction.atomic
def open_feed(user: User, *, actor: Actor, has_names: bool) -> str:
    """A new address, which is told once; the one before it opens nothing any more."""
    token = secrets.token_urlsafe(32)
    values = {"token_hash": hashed(KIND, token), "has_names": has_names, "created_at": clock.now()}
    CalendarFeed.objects.visible_to(actor).update_or_create(user_id=user.pk, defaults=values)
    record("account.calendar_opened", user, actor=actor, data={"has_names": has_names})
    return token


@transaction.atomic
def close_feed(user: User, *, actor: Actor) -> None:
    """From now on the address opens nothing. Harmless twice."""
    if CalendarFeed.objects.visible_to(actor).filter(user=user).delete()[0]:
        record("account.calendar_closed", user, actor=actor)


@contextmanager
def _holding(token_hash: str) -> Iterator[None]:
    """A transaction in which row security shows the row of this hash."""
    with transaction.atomic():
        _hold(token_hash)
        yield
        _hold("")


def _hold(token_hash: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('mint.link', %s, true)", [token_hash])


def read(token: str) -> str | None:
    """The calendar that this address opens, in the person's language; None for one that opens nothing.

    It opens nothing either for who belongs nowhere any more: what waits is asked anew each time, so that a membership
    that has ended, or is paused, takes its duties along at once. An operator's emergency access opens no calendar.
    """
    token_hash = hashed(KIND, token)
    with _holding(token_hash):
        feed = CalendarFeed.objects.filter(token_hash=token_hash).first()
    person = User.objects.filter(pk=feed.user_id, is_active=True).first() if feed else None
    if feed is None or person is None:
        return None
    with context.acting(person.pk), translation.override(person.language):
        actor, organisations = load(person.pk)
        own = [each for each in organisations if each.visit is None]
        if not own:
            return None
        events = _events(_duties(actor, own), has_names=feed.has_names)
        return calendar(events, name=_("MINT: duties"), language=person.language, now=clock.now())


def _duties(actor: Actor, organisations: list[Acting]) -> Iterator[tuple[Duty, Acting]]:
    """Of each organisation as in its workspace; what waits in two of them is told once."""
    told: set[Any] = set()
    for organisation in organisations:
        for duty in days_for(acting(actor, organisation), organisation):
            same = (duty.heading, duty.detail, duty.due_on)
            if same not in told:
                told.add(same)
                yield duty, organisation


def _events(duties: Iterator[tuple[Duty, Acting]], *, has_names: bool) -> Iterator[Event]:
    """What a duty is about stays out unless its person wants it: others may see the calendar it is read in."""
    known: set[str] = set()
    for duty, organisation in duties:
        if duty.due_on is None:
            continue
        uid = _uid(f"{duty.url[3:]} {duty.heading} {duty.detail}")  # without the language, which a person may change
        if uid in known:
            uid = _uid(f"{uid} {duty.due_on}")
        known.add(uid)
        summary = ": ".join(filter(None, [duty.heading, duty.detail])) if has_names else duty.title
        yield Event(uid, duty.due_on, summary, organisation.name, f"{settings.SITE_URL}{duty.url}")


def _uid(text: str) -> str:
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@mint"
