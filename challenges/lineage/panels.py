"""Where a challenge came from and went, on its pages; and what its curators and others may make of it."""

from typing import Any

from django.db import connection
from django.urls import reverse

from challenges.lineage.models import Lineage
from challenges.lineage.permissions import can_copy, can_merge, can_split
from challenges.lineage.states import Kind
from challenges.models import Challenge
from challenges.moved import Moved
from challenges.permissions import can_create, can_read_confidential
from challenges.states import State
from challenges.traits import has
from challenges.workflow import MERGE, SPLIT
from mint.actor import Actor
from mint.tenancy.context import Request

MOST = 20


def on_challenge(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    """A sentence for each kind; the other challenge is a link where the reader may see it."""
    if not has(challenge, "has_lineage"):
        return None
    actor = request.actor
    rows = list(Lineage.objects.visible_to(actor).of(challenge).order_by("id")[:MOST])
    others = {row.target_id if row.source_id == challenge.pk else row.source_id for row in rows}
    seen = Challenge.objects.visible_to(actor).select_related("organisation").defer("search").in_bulk(others)
    if not rows:
        return None
    return {
        "challenge": challenge,
        **{
            f"{row_kind}_{way}": _lines(rows, row_kind, way, challenge, seen)
            for row_kind in Kind.values
            for way in WAYS
        },
        "is_inside": can_read_confidential(actor, challenge),
        "may_join": actor.is_signed_in,
    }


WAYS = ("into", "from")


def _lines(
    rows: list[Lineage], kind: str, way: str, here: Challenge, seen: dict[int, Challenge]
) -> list[dict[str, Any]]:
    """The others, in the order in which it happened."""
    found = []
    for row in rows:
        is_source = row.source_id == here.pk
        if row.kind != kind or is_source != (way == "into"):
            continue
        other = seen.get(row.target_id if is_source else row.source_id)
        if is_source and other is None:  # who answers this one sees that it went, not into what they do not see
            continue
        title = other.title if other else row.source_title
        if way == "from" and kind == Kind.MERGED:
            title = row.source_title
        found.append({
            "title": title, "owner": other.organisation.name if other else "", "url": _url(other) if other else "",
            "reason": row.reason, "is_open": bool(other and other.state == State.OPEN),
        })  # fmt: skip
    return found


def _url(challenge: Challenge) -> str:
    return challenge.get_absolute_url() if challenge.is_public else reverse("challenges:go", args=[challenge.pk])


def moved(actor: Actor, pk: int) -> Moved | None:
    """Of a merged challenge that was public, for who sees the one that goes on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, kept, reason FROM mint.lineage_leads(%s)", [pk])
        row = cursor.fetchone()
    kept = Challenge.objects.visible_to(actor).filter(pk=row[1]).defer("search").first() if row else None
    return Moved(row[0], kept.title, _url(kept), row[2]) if kept else None


def work(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    """On the page of the workspace: begin another from it; its curators also merge it or split it."""
    tenant, actor = request.acting_for, request.actor
    if not tenant:
        return None
    offered = {
        "may_copy": can_copy(actor, challenge, tenant.kind),
        "may_merge": challenge.state in MERGE.sources and can_merge(actor, challenge),
        "may_split": challenge.state in SPLIT.sources and can_split(actor, challenge),
    }
    return {"challenge": challenge, "acting_for": tenant, **offered} if any(offered.values()) else None


def begin(request: Request, organisation: Any) -> dict[str, Any] | None:
    """Where a new challenge is begun: or from an earlier one."""
    tenant = request.acting_for
    return {"acting_for": tenant} if tenant and can_create(request.actor, tenant.kind) else None
