"""What a saved search has found that is new: for a mail or a feed, by the person's rights at that moment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation

from mint import clock
from mint.actor import ANONYMOUS, Actor
from mint.isolation import context
from mint.mail import compose
from mint.outbox.queue import enqueue, send
from mint.search import finding
from mint.search.finding import Hit
from mint.search.links import holding, stop_token
from mint.search.models import SavedSearch
from mint.search.pages import asking
from mint.search.sources import Row, source_of
from mint.search.states import Rhythm
from mint.tenancy.context import load
from mint.tenancy.entering import elevated_in
from mint.workflow import UNDO_WINDOW

EVERY = {Rhythm.DAILY: timedelta(hours=20), Rhythm.WEEKLY: timedelta(days=6, hours=20)}
IN_A_MAIL, IN_A_FEED, REMEMBERED = 20, 50, 200


@dataclass(frozen=True)
class News:
    """One thing found, as a mail or a feed says it: no text of it, only what it is called and where it is."""

    key: str
    title: str
    kind: str
    place: str
    url: str
    at: datetime


def ask_due() -> int:
    """Queue a job for each search whose time has come; returns how many. Asked twice, a job finds its search told."""
    until = clock.now() - UNDO_WINDOW  # what may still be taken back is not told
    number = 0
    for rhythm, every in EVERY.items():
        due = SavedSearch.objects.filter(rhythm=rhythm, told_until__lte=until - every, user__is_active=True)
        for pk, user_id, was in due.order_by("pk").values_list("pk", "user_id", "told_until"):
            enqueue("search.tell", actor=Actor(user_id=user_id), pk=pk, was=was.isoformat(), until=until.isoformat())
            number += 1
    return number


@transaction.atomic
def tell(*, pk: int, was: str, until: str) -> bool:
    """Mail what is new, if anything is; runs as the person. The search is claimed by when it was told last."""
    before, now = datetime.fromisoformat(was), datetime.fromisoformat(until)
    search = SavedSearch.objects.filter(pk=pk).select_related("user").first()
    if search is None or search.rhythm == Rhythm.NEVER:
        return False
    if not SavedSearch.objects.filter(pk=pk, told_until=before).update(told_until=now):
        return False
    actor, _organisations = load(search.user_id)
    with translation.override(search.user.language):
        found = [hit for hit in _newest(actor, search, before, now) if key_of(hit.kind, hit.pk) not in search.told]
        news = _news(actor, found[:IN_A_MAIL])
        if news:
            _mail(search, news, more=len(found) > IN_A_MAIL)
    search.told = [*search.told, *(each.key for each in news)][-REMEMBERED:]
    search.save(update_fields=["told"])
    return bool(news)


def _mail(search: SavedSearch, news: list[News], *, more: bool) -> None:
    values = {
        "name": search.name,
        "news": [{"title": each.title, "kind": each.kind, "place": each.place, "url": each.url} for each in news],
        "number": len(news),
        "more": more,
        "url": f"{settings.SITE_URL}{reverse('search:everywhere')}?{search.query}",
        "stop_url": f"{settings.SITE_URL}{reverse('search:stop', args=[stop_token(search)])}",
    }
    send(compose("search_digest", search.user.email, values, language=search.user.language))


def feed_of(token: str) -> tuple[SavedSearch, list[News]] | None:
    """The search that the token opens, and the newest that it finds; None for a token that opens nothing.

    A token is not a second step: of who decides on others' things it shows what everybody sees.
    """
    with holding(token) as key:
        search = SavedSearch.objects.filter(feed_hash=key).select_related("user").first()
    if search is None or not search.user.is_active:
        return None
    with context.acting(search.user_id):
        actor, organisations = load(search.user_id)
        is_elevated = bool(search.user.is_staff or elevated_in(organisations))
        with translation.override(search.user.language):
            if not is_elevated:
                return search, _news(actor, _newest(actor, search)[:IN_A_FEED])
    with context.acting(None), translation.override(search.user.language):
        return search, _news(ANONYMOUS, _newest(ANONYMOUS, search)[:IN_A_FEED])


def _newest(
    actor: Actor, search: SavedSearch, after: datetime | None = None, until: datetime | None = None
) -> list[Hit]:
    query = QueryDict(search.query, mutable=True)
    wish = asking(actor, query).wish
    found = finding.hits(actor, wish, after=after, until=until)
    return sorted(finding.ordered(found, wish), key=lambda hit: hit.shown, reverse=True)


def _news(actor: Actor, found: Collection[Hit]) -> list[News]:
    return [_said(row) for row in finding.read(actor, found)]


def _said(row: Row) -> News:
    source = source_of(row.kind)
    url = f"{settings.SITE_URL}{source.url(row, '')}"
    return News(key_of(row.kind, row.pk), row.title or str(source.one), str(source.one), row.place, url, row.at)


def key_of(kind: str, pk: int) -> str:
    return f"{kind}:{pk}"
