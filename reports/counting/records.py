"""The kinds of record that figures are counted from: their words, and the page of each."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from mint.actor import Actor
from mint.matching.models import Match
from mint.tenancy.context import Acting
from reports.models import FigureRow

WORDS = {
    "challenges.challenge": _("challenge"),
    "experiments.experiment": _("experiment"),
    "matching.match": _("agreed match"),
    "placements.placement": _("placement"),
    "municipalities.attractionfactor": _("attraction factor"),
    "corrections.correction": _("correction"),
}
# what get_absolute_url() needs beside the record itself
RELATED = {
    "matching.match": ("organisation",),
    "municipalities.attractionfactor": ("municipality",),
    "corrections.correction": ("organisation",),
}


def word(record: str) -> str:
    return str(WORDS.get(record, record))


def urls_of(rows: Iterable[FigureRow], actor: Actor, reader: Acting) -> dict[tuple[str, int], str]:
    """The page of each record that the actor may see; one query for each kind of record."""
    wanted: dict[str, set[int]] = {}
    for row in rows:
        wanted.setdefault(row.record, set()).add(row.object_id)
    found: dict[tuple[str, int], str] = {}
    for record, ids in wanted.items():
        model = apps.get_model(record)
        seen = model._default_manager.visible_to(actor).select_related(*RELATED.get(record, ()))
        urls = {each.pk: (each, _url(each, reader)) for each in seen.filter(pk__in=ids)}
        found |= {(record, pk): url for pk, (each, url) in urls.items() if _opens(each, url, actor)}
    return found


def _url(record: Any, reader: Acting) -> str:
    """A match has an address in each workspace where it may be seen: the reader's own is the one that opens."""
    url: str = record.url_for(reader) if isinstance(record, Match) else record.get_absolute_url()
    return url


def _opens(record: Any, url: str, actor: Actor) -> bool:
    """A page in somebody else's workspace is not there for the reader: better no link than a dead one."""
    return "/t/" not in url or isinstance(record, Match) or record.organisation_id in actor.memberships
