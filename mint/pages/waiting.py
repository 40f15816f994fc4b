"""How much waits behind each link of the rail, on every page of a workspace: one statement, written here once."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mint.actor import Actor
from mint.isolation.context import can_ask
from mint.matching.permissions import WRITING
from mint.tenancy.context import Acting

WAITING = """
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
    AND organisation_id = %(own)s AND next_check_on <= (now() AT TIME ZONE 'Europe/Helsinki')::date LIMIT 99) AS factors)
"""
LINKS = ("queue", "matching", "placements", "factors")  # the `nav` keys of the rail, in the statement's order


def page(request: HttpRequest) -> dict[str, Any]:
    """`waiting`: how many things behind each link of the rail; asked only by a page that shows the rail."""
    actor, acting_for = getattr(request, "actor", None), getattr(request, "acting_for", None)
    if actor is None or acting_for is None or not can_ask():
        return {}
    return {"waiting": SimpleLazyObject(lambda: waiting_for(actor, acting_for))}


def waiting_for(actor: Actor, organisation: Acting) -> dict[str, int]:
    """Of the duties that come one at a time; who neither reviews nor writes has none. At most ninety-nine of each."""
    reviews = organisation.roles & {"coordinator", "curator"}
    writes = organisation.has_role(*WRITING)
    if not reviews and not writes:
        return {}
    values = {
        "own": organisation.id,
        "writes": writes,
        "place": organisation.municipality_id if "coordinator" in reviews else None,
        "curated": sorted(actor.curated_ids) if "curator" in reviews else [],
    }
    with connection.cursor() as cursor:
        cursor.execute(WAITING, values)
        return dict(zip(LINKS, cursor.fetchone(), strict=True))
