"""Home, text pages, and the desk of each kind of organisation."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from challenges.models import Challenge
from mint import clock
from mint.notifications.duties import duties_for
from mint.pages import coming, figures, recent, showcase, tiles
from mint.pages.operating import operator_links
from mint.privacy import register
from mint.tenancy import invited
from mint.tenancy.context import Request
from mint.tenancy.roles import Kind

MORNING_ENDS, EVENING_BEGINS = 10, 18


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """Map of open challenges, the newest of them, and what has been done so far."""
    still_open = Challenge.objects.visible_to(request.actor).open()
    grouped = still_open.order_by().values("municipality_id").annotate(n=Count("pk"))
    counts = {row["municipality_id"]: row["n"] for row in grouped}
    context = {
        "map": tiles.draw(counts),
        "open_count": sum(counts.values()),
        "newest": showcase.newest_challenges(request.actor),
        "trials": showcase.trials(request.actor),
        "lessons": showcase.lessons(request.actor),
        "draws": showcase.draws(request.actor),
        "figures": figures.so_far(),
    }
    return render(request, "pages/home.html", context)


def _text_page(request: Request, name: str, **more: Any) -> HttpResponse:
    """A page of plain text, written in each language rather than translated by the sentence."""
    templates = [f"pages/{name}_{get_language()}.html", f"pages/{name}_fi.html"]
    _sender, contact = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return render(request, templates, {"nav": name, "contact_email": contact, **more})


@login_not_required
@require_safe
def about(request: Request) -> HttpResponse:
    return _text_page(request, "about")


@login_not_required
@require_safe
def accessibility(request: Request) -> HttpResponse:
    return _text_page(request, "accessibility")


@login_not_required
@require_safe
def privacy(request: Request) -> HttpResponse:
    return _text_page(request, "privacy", activities=register.activities())


@require_safe
def mine(request: Request) -> HttpResponse:
    """The desk of the organisation one works for; where there is none yet, how to get one."""
    if invitation := invited.waiting(request):
        return redirect(invitation)
    if request.organisations:
        return redirect("pages:workspace", request.organisations[0].slug)
    context = {
        "operator_links": operator_links(request.user),
        "evaluates": Challenge.objects.visible_to(request.actor).granted_to(request.actor).exists(),
    }
    return render(request, "pages/without_organisation.html", context)


@require_safe
def workspace(request: Request, organisation: str) -> HttpResponse:
    """What waits, then what other apps have to show on this kind of organisation's desk."""
    kind = "company" if request.acting_for.kind == Kind.COMPANY else "desk"
    now = clock.now().astimezone(clock.LOCAL)
    context = {
        "nav": "workspace",
        "duties": duties_for(request.actor, request.acting_for),
        "events": recent.events(request.actor, request.acting_for),
        "days": coming.days(request.actor, request.acting_for),
        "today": now.date(),
        "is_morning": now.hour < MORNING_ENDS,
        "is_evening": now.hour >= EVENING_BEGINS,
    }
    return render(request, f"pages/{kind}.html", context)
