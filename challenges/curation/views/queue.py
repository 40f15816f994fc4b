"""The queue of one organisation, and of a person over all of theirs."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from challenges.curation import queue as waiting
from challenges.curation.forms import QueueFilter
from challenges.curation.models import ReplyText
from challenges.curation.permissions import can_review
from challenges.curation.states import Occasion, flag_choices, stage_choices
from challenges.curation.team import colleagues
from challenges.querysets import ChallengeQuerySet
from mint.tenancy.context import Request
from mint.web import paginate


@require_safe
def queue(request: Request, organisation: str) -> HttpResponse:
    """What waits for an answer of this organisation; the oldest first, unless the query string says otherwise."""
    if not can_review(request.actor):
        raise PermissionDenied
    people = colleagues(request.actor)
    form = QueueFilter(request.GET, people=people, me=request.actor.user_id)
    rows = waiting.of_organisation(request.actor, request.acting_for)
    context = _listed(request, rows, form, organisation)
    replies = ReplyText.objects.visible_to(request.actor).offered(request.acting_for.id)
    context |= {
        "people": people,
        "elsewhere": len(waiting.answers(request.organisations)) > 1,
        "stages": stage_choices(),
        "flags": flag_choices(),
        "replies": replies.filter(occasion=Occasion.RETURNED) if context["rows"] else [],
        "nav": "queue",
    }
    return render(request, "curation/queue.html", context)


@require_safe
def everywhere(request: Request) -> HttpResponse:
    """Over all the organisations for which one answers; where that is one, its own queue."""
    mine = waiting.answers(request.organisations)
    if not mine:
        raise PermissionDenied
    if len(mine) == 1:
        return redirect("curation:queue", mine[0].slug)
    form = QueueFilter(request.GET, people={}, me=request.actor.user_id)
    places = {("place", each.municipality_id): each.slug for each in mine if each.kind == "municipality"}
    schools = [each.slug for each in mine if each.kind == "university"]
    projects = {("project", pk): schools[0] for pk in request.actor.curated_ids} if schools else {}
    rows = waiting.of_person(request.actor)
    context = _listed(request, rows, form, {**projects, **places})
    return render(request, "curation/everywhere.html", context | {"answers": mine, "nav": "queue"})


def _listed(request: Request, rows: ChallengeQuerySet, form: QueueFilter, slug_of: Any) -> dict[str, Any]:
    found = waiting.narrowed(rows, form.limits(), request.actor)
    order = waiting.ORDERS[form.chosen("jarj") or ""]
    page = paginate(request, waiting.values(found), by=order)
    lines = waiting.rows_of(page, slug_of, request.actor)
    count = waiting.counted(found) if page.next_url or page.previous_url else len(lines)
    return {
        "form": form,
        "page": replace(page, rows=lines),
        "rows": lines,
        "next": waiting.next_of(lines),
        "count": count,
        "is_many": count > waiting.MOST_COUNTED,
        "back": request.GET.urlencode(),
    }
