"""What challenges show on other pages: the desk, a municipality's page; and what waits for whom."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges import board
from challenges.after import promised_on, sent_on
from challenges.models import Challenge, ChallengeGrant, CoOwner
from challenges.rows import rows_of, values
from challenges.starting import KIND
from challenges.states import State
from mint.actor import Actor
from mint.links import actions as links
from mint.links.cookies import carries_token, token_of
from mint.notifications.duties import Duty
from mint.places.models import Municipality
from mint.tenancy.context import Acting, Request

MOST_DUTIES = 20


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """A curator answers submissions, an owner corrects what was returned."""
    rows = Challenge.objects.visible_to(actor).select_related("organisation", "municipality")
    if organisation.kind in {"municipality", "university"} and {"coordinator", "curator"} & actor.roles:
        waiting = rows.waiting()
        if organisation.kind == "municipality":
            waiting = waiting.filter(municipality_id=organisation.municipality_id or 0)
        else:
            waiting = waiting.filter(project_id__in=actor.curated_ids)
        return [_to_answer(challenge, organisation) for challenge in waiting[:MOST_DUTIES]]
    if not organisation.may_write:
        return []
    returned = rows.filter(organisation_id=organisation.id, state=State.RETURNED).order_by("id")
    return [_to_correct(challenge, organisation) for challenge in returned[:MOST_DUTIES]]


def _to_answer(challenge: Challenge, organisation: Acting) -> Duty:
    return Duty(
        title=_("Review a challenge"),
        detail=f"{challenge.title} · {challenge.organisation.name}",
        url=reverse("challenges:manage", args=[organisation.slug, challenge.pk]),
        action=_("Review"),
        icon="clipboard-check",
        since=sent_on(challenge),
        due_on=promised_on(challenge),
    )


def _to_correct(challenge: Challenge, organisation: Acting) -> Duty:
    return Duty(
        title=_("Correct a challenge"),
        detail=f"{challenge.title} · {challenge.answer}",
        url=reverse("challenges:step", args=[organisation.slug, challenge.pk, 1]),
        action=_("Correct"),
        icon="pencil-line",
        urgent=True,
    )


def waiting(request: Request, subject: Any) -> dict[str, Any] | None:
    """What this browser wrote before its user signed in by another way than the code: it waits to be claimed."""
    draft = links.find(KIND, token_of(request)) if carries_token(request) else None
    return {"title": draft.data.get("title", ""), "until": draft.expires_at} if draft else None


def workspace(request: Request, organisation: Acting) -> dict[str, Any] | None:
    """The board of a municipality."""
    if organisation.kind != "municipality":
        return None
    actor = request.actor
    return {"columns": board.columns(actor, organisation, size=6), "acting_for": organisation}


def own(request: Request, organisation: Acting) -> dict[str, Any] | None:
    """A company's own challenges, the newest first."""
    if organisation.kind in {"municipality", "university"}:
        return None
    actor = request.actor
    rows = Challenge.objects.visible_to(actor).filter(organisation_id=organisation.id).defer("search")
    return {"challenges": list(rows.order_by("-id")[:5]), "acting_for": organisation}


def cases(request: Request, person: Any) -> dict[str, Any] | None:
    """What is opened to an evaluator from outside."""
    actor = request.actor
    mine = ChallengeGrant.objects.filter(content_object=OuterRef("pk"), user_id=actor.user_id or 0)
    rows = Challenge.objects.granted_to(actor).select_related("organisation", "municipality").defer("search")
    rows = rows.annotate(open_until=Subquery(mine.order_by("-expires_at").values("expires_at")[:1]))
    found = list(rows.order_by("deadline_on", "id")[:50])
    return {"challenges": found} if found else None


def of_municipality(request: Request, municipality: Municipality) -> dict[str, Any] | None:
    actor = request.actor
    shared = CoOwner.objects.filter(municipality=municipality).joined().values("challenge_id")
    rows = Challenge.objects.visible_to(actor).public()
    found = rows.filter(Q(municipality=municipality) | Q(pk__in=shared)).newest()
    challenges = rows_of(values(found)[:5])
    return {"challenges": challenges, "municipality": municipality} if challenges else None
