"""Saving a search, and what becomes of it."""

from django.db import transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.sealing import hashed
from mint.search.links import KIND, holding, new_token, stop_token
from mint.search.models import SavedSearch
from mint.search.states import FIELDS, Rhythm
from mint.web import MoveError
from mint.workflow import UNDO_WINDOW

MOST = 30
KEPT = ("q", "jarj", *FIELDS)
LONGEST = 600


def kept(given: QueryDict) -> str:
    """What makes the search in its address, in one order: the same search is the same text."""
    query = QueryDict(mutable=True)
    for name in KEPT:
        if values := [value for value in given.getlist(name) if value]:
            query.setlist(name, sorted(values))
    return query.urlencode()


@transaction.atomic
def save(actor: Actor, *, name: str, query: str, rhythm: str) -> SavedSearch:
    """Under a name; one that is there already gets the new query. A second click saves nothing twice."""
    query = kept(QueryDict(query))
    if len(query) > LONGEST:
        raise MoveError(_("This search is too long to be saved. Shorten it."))
    own = SavedSearch.objects.visible_to(actor)
    if not own.filter(name=name).exists() and own.count() >= MOST:
        raise MoveError(_("You have saved as many searches as can be kept. Delete one first."))
    values = {"query": query, "rhythm": rhythm, "told_until": clock.now() - UNDO_WINDOW}
    search, _created = own.update_or_create(user_id=actor.user_id or 0, name=name, defaults=values)
    search.stop_hash = hashed(KIND, stop_token(search))
    search.save(update_fields=["stop_hash"])
    return search


def own(actor: Actor, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.visible_to(actor), pk=pk)


def change_rhythm(search: SavedSearch, rhythm: str) -> None:
    """From now on: what is there already is not told."""
    if rhythm != search.rhythm:
        search.rhythm, search.told_until = rhythm, clock.now() - UNDO_WINDOW
        search.save(update_fields=["rhythm", "told_until"])


def open_feed(search: SavedSearch) -> str:
    """A new address, which is told once; the one before it opens nothing any more."""
    token = new_token()
    search.feed_hash = hashed(KIND, token)
    search.save(update_fields=["feed_hash"])
    return token


def close_feed(search: SavedSearch) -> None:
    search.feed_hash = ""
    search.save(update_fields=["feed_hash"])


def stop_mails(token: str) -> bool:
    """By the address in a mail, without signing in; False when it opens nothing. Harmless twice."""
    with holding(token) as key:
        return bool(SavedSearch.objects.filter(stop_hash=key).update(rhythm=Rhythm.NEVER))


def stoppable(token: str) -> str | None:
    """The name of the search whose mails this address ends."""
    with holding(token) as key:
        return SavedSearch.objects.filter(stop_hash=key).values_list("name", flat=True).first()
