"""The request's context: who acts, and for whom; loaded with one statement per request."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from mint.accounts.models import User
from mint.actor import ANONYMOUS, Actor, with_implied
from mint.isolation.signing import signed

BEGIN = """
WITH context AS MATERIALIZED (SELECT set_config('mint.context', %s, true) AS signed)
SELECT mint.me(split_part(signed, '.', 1)::bigint) FROM context
"""


@dataclass(frozen=True)
class Visit:
    """An operator looks into the organisation by emergency access just now."""

    organisation_id: int
    operator_id: int
    who: str
    reason: str
    until: datetime


@dataclass(frozen=True)
class Acting:
    """An organisation one belongs to, as pages need it."""

    id: int
    slug: str
    name: str
    kind: str
    municipality_id: int | None
    is_verified: bool
    roles: frozenset[str]
    visit: "Visit | None" = None

    @property
    def may_see_inside(self) -> bool:
        """More than a student, who sees what is public and their own."""
        return bool(self.roles - {"student"})

    def has_role(self, *roles: str) -> bool:
        """One of these, or one that implies it: what `Actor.has_role` says of the organisation acted for."""
        return bool(with_implied(self.roles) & set(roles))

    @property
    def may_write(self) -> bool:
        return bool(self.roles - {"viewer", "student"})


class Request(HttpRequest):
    """What views receive: the middleware has put the actor on the request."""

    user: User  # signed in, where a view asks for it
    actor: Actor
    organisations: tuple[Acting, ...]
    acting_for: Acting
    keeps_draft: bool  # said by a view whose answer is an error, and which has kept what was in order
    htmx: HtmxDetails


def load(user_id: int) -> tuple[Actor, tuple[Acting, ...]]:
    """Set the database's context to this person, in the open transaction, and return who they are there."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, [signed(user_id)])
        (row,) = cursor.fetchone()
    data = json.loads(row) if isinstance(row, str) else row
    organisations = tuple(map(_acting, data["organisations"]))
    actor = Actor(
        user_id=user_id,
        memberships={item.id: item.roles for item in organisations},
        municipality_ids=frozenset(
            item.municipality_id
            for item in organisations
            if item.kind == "municipality" and "coordinator" in item.roles and item.municipality_id
        ),
        curated_ids=frozenset(data["curated"]),
        managed_ids=frozenset(data["managed"]),
    )
    return actor, organisations


def _acting(item: dict[str, Any]) -> Acting:
    visit = item["visit"]
    if visit:
        visit = Visit(**{**visit, "until": datetime.fromisoformat(visit["until"])})
    return Acting(**{**item, "roles": frozenset(item["roles"]), "visit": visit})


def actor_for(user_id: int, organisation_id: int) -> Actor:
    """The same as of a request at /t/<organisation>/: for jobs, seeds and tests, inside a context of that person."""
    actor, organisations = load(user_id)
    own = next(item for item in organisations if item.id == organisation_id)
    return acting(actor, own)


def acting(actor: Actor, organisation: Acting) -> Actor:
    place = organisation.municipality_id if organisation.kind == "municipality" else None
    return actor.acting_for(organisation.id, place)


# pages of one person, of no organisation: they are shown inside the workspace of the first one, where there is one
OWN_PAGES = {
    *("accounts:profile", "notifications:list", "notifications:calendar"),
    *("privacy:data", "privacy:erasure", "privacy:consents"),
    *("search:saved", "search:open_feed", "search:save"),
}


ORGANISATION_IN_PATH = re.compile(r"^/\w\w/t/([\w-]+)/")


def _of_path(path: str, mine: Iterable[Acting]) -> Acting | None:
    """Where an address under /t/ leads nowhere, no view has said whose workspace it is: its error page is there too."""
    found = ORGANISATION_IN_PATH.match(path)
    return next((item for item in mine if found and item.slug == found[1]), None)


def page(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page."""
    from django.conf import settings

    mine = getattr(request, "organisations", ())
    acting_for = getattr(request, "acting_for", None) or _of_path(request.path_info, mine)
    if acting_for is None and mine and request.resolver_match and request.resolver_match.view_name in OWN_PAGES:
        acting_for = mine[0]
    return {
        "actor": getattr(request, "actor", ANONYMOUS),
        "acting_for": acting_for,
        "my_organisations": mine,
        "DEMO": settings.DEMO,
    }
