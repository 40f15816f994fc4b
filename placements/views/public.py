"""Open placements for everybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mint.filters import chip
from mint.places.models import Municipality
from mint.tenancy.context import Acting, Request
from mint.tenancy.roles import Kind as OrganisationKind
from mint.web import paginate
from placements.models import Application, Placement, Supervisor
from placements.permissions import can_manage
from placements.states import Kind
from placements.views.linked import links

COUNTED = 100


@login_not_required
@require_safe
def list_(request: Request) -> HttpResponse:
    """Placements that take applications, by municipality and kind; the one that closes first is first."""
    places = list(Municipality.objects.filter(organisations__kind=OrganisationKind.MUNICIPALITY).distinct())
    chosen_places = [place for place in places if place.slug in request.GET.getlist("kunta")]
    chosen_kinds = [kind for kind in Kind if kind.value in request.GET.getlist("tyyppi")]
    rows = Placement.objects.visible_to(request.actor).taking_applications()
    if chosen_places:
        rows = rows.filter(municipality__in=chosen_places)
    if chosen_kinds:
        rows = rows.filter(kind__in=chosen_kinds)
    count = rows[: COUNTED + 1].count()
    page = paginate(request, rows.select_related("organisation", "municipality"), by=("apply_by", "id"))
    context = {
        "nav": "placements",
        "page": page,
        "count": count,
        "is_many": count > COUNTED,
        "places": [(place, place in chosen_places) for place in places],
        "kinds": [(kind, kind in chosen_kinds) for kind in Kind],
        "chips": _chips(request, chosen_places, chosen_kinds),
    }
    return render(request, "placements/list.html", context)


def _chips(request: Request, places: list[Municipality], kinds: list[Kind]) -> list[dict[str, str]]:
    """Each chosen filter, with the address of the list without it."""
    chips = [chip(request, "kunta", place.slug, place.name) for place in places]
    return chips + [chip(request, "tyyppi", kind.value, str(kind.label)) for kind in kinds]


@login_not_required
@require_safe
def detail(request: Request, pk: int, slug: str) -> HttpResponse:
    """One placement; the supervisor's contacts only for those who may see them."""
    rows = Placement.objects.visible_to(request.actor).with_counts()
    rows = rows.select_related("organisation", "municipality").prefetch_related(*links(request.actor))
    placement = get_object_or_404(rows, pk=pk)
    if placement.slug != slug:
        return redirect(placement, permanent=True)
    context = {
        "nav": "placements",
        "placement": placement,
        "supervisor": _supervisor(request, placement),
        "crumbs": [
            (_("Home"), reverse("pages:home")),
            (_("Placements"), reverse("placements:list")),
            (placement.title, ""),
        ],
        **_own(request, placement),
    }
    return render(request, "placements/detail.html", context)


def _supervisor(request: Request, placement: Placement) -> Supervisor | None:
    if not request.actor.is_signed_in:
        return None
    return Supervisor.objects.visible_to(request.actor).filter(placement=placement).first()


def _own(request: Request, placement: Placement) -> dict[str, Any]:
    """What this reader has to do with it: their application, the place to apply, or its page in their workspace."""
    if not request.actor.is_signed_in:
        return {}
    study = _as(request.organisations, lambda item: "student" in item.roles)
    manage = next((item for item in request.organisations if _manages(request, item, placement)), None)
    own = Application.objects.visible_to(request.actor).filter(placement=placement, applicant=request.user).first()
    return {"application": own, "study_at": study, "manage_at": manage}


def _as(organisations: tuple[Acting, ...], condition: Any) -> Acting | None:
    return next((item for item in organisations if condition(item)), None)


def _manages(request: Request, item: Acting, placement: Placement) -> bool:
    from mint.tenancy.context import acting

    return can_manage(acting(request.actor, item), placement)
