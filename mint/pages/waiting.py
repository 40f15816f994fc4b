"""How much waits behind each link of the rail, on every page of a workspace: one statement, written here once."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mint.actor import Actor
from mint.isolation.context import can_ask
from mint.matching.permissions import WRITING
from mint.notifications.context import UNREAD
from mint.tenancy.context import Acting

WAITING = f"""
SELECT
  (SELECT count(*) FROM (SELECT FROM challenges_challenge WHERE state = 'in_review'
    AND (municipality_id = %(place)s OR project_id = ANY(%(curated)s)) LIMIT 99) AS queue),
  (SELECT count(*) FROM (SELECT FROM matching_match WHERE %(writes)s AND (
    (state = 'suggested' AND (organisation_id = %(own)s OR partner_id = %(own)s))
    OR (state = 'interest' AND interest_from = 'partner' AND organisation_id = %(own)s)
    OR (state = 'interest' AND interest_from = 'owner' AND partner_id = %(own)s)) LIMIT 99) AS matching),
  (SELECT count(*) FROM (SELECT FROM placements_placement WHERE state = 'in_review'
    AND (municipality_id = %(place)s OR project_id = ANY(%(curated)s)) LIMIT 99) AS placements),
  (SELECT count(*) FROM (SELECT FROM municipalities_attractionfactor WHERE %(writes)s AND state = 'published'
    AND organisation_id = %(own)s AND next_check_on <= (now() AT TIME ZONE 'Europe/Helsinki')::date LIMIT 99) AS factors),
  ({UNREAD})
"""  # noqa: S608 - our own statement
LINKS = ("queue", "matching", "placements", "factors")  # the `nav` keys of the rail, in the statement's order
UNREAD_KEY = "unread"  # the bell's, which is on the same pages


def page(request: HttpRequest) -> dict[str, Any]:
    """`waiting`: how many things behind each link of the rail; asked only by a page that shows the rail."""
    actor, acting_for = getattr(request, "actor", None), getattr(request, "acting_for", None)
    if actor is None or acting_for is None or not can_ask():
        return {}
    if not _is_asked(acting_for):
        return {"waiting": {}}  # and the bell asks for itself
    counts = SimpleLazyObject(lambda: waiting_for(actor, acting_for))
    return {"waiting": counts, "unread_count": SimpleLazyObject(lambda: counts[UNREAD_KEY])}


def _is_asked(organisation: Acting) -> bool:
    """Who neither reviews nor writes has no duties."""
    return bool(organisation.roles & {"coordinator", "curator"}) or organisation.has_role(*WRITING)


def waiting_for(actor: Actor, organisation: Acting) -> dict[str, int]:
    """Of the duties that come one at a time, ninety-nine of each at most; and what the bell says, as `unread`."""
    if not _is_asked(organisation):
        return {}
    reviews = organisation.roles & {"coordinator", "curator"}
    values = {
        "user": actor.user_id,
        "own": organisation.id,
        "writes": organisation.has_role(*WRITING),
        "place": organisation.municipality_id if "coordinator" in reviews else None,
        "curated": sorted(actor.curated_ids) if "curator" in reviews else [],
    }
    with connection.cursor() as cursor:
        cursor.execute(WAITING, values)
        return dict(zip((*LINKS, UNREAD_KEY), cursor.fetchone(), strict=True))
