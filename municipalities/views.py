"""Municipalities for everybody, and the attraction factors of one's own."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.clashes import stale, status_of
from mint.places.models import Municipality
from mint.tenancy.context import Request
from mint.tenancy.roles import Kind
from mint.web import MoveError, StaleError, answer, paginate
from mint.workflow import available, undoable
from municipalities import actions, counts, workflow
from municipalities.forms import CheckForm, FactorForm, ProfileForm
from municipalities.models import AttractionFactor, MunicipalityProfile
from municipalities.permissions import can_edit, can_write
from municipalities.querysets import stale_before
from municipalities.shores import shore

PARTIAL = "municipalities/_status.html"


def taking_part() -> QuerySet[Municipality]:
    """Municipalities that have a workspace, with how many factors hold, when one was last checked, and how many are out of date."""
    published, limit = Q(factors__state="published"), stale_before()
    shown, stale = published & Q(factors__checked_on__gte=limit), published & Q(factors__checked_on__lt=limit)
    places = Municipality.objects.filter(organisations__kind=Kind.MUNICIPALITY)
    return places.annotate(
        factor_count=Count("factors", filter=shown, distinct=True),
        stale_count=Count("factors", filter=stale, distinct=True),
        checked_on=Max("factors__checked_on", filter=shown),
    )


@login_not_required
@require_safe
def list_(request: Request) -> HttpResponse:
    places = [(place, shore(place.slug)) for place in taking_part().select_related("profile")]
    return render(request, "municipalities/list.html", {"nav": "municipalities", "places": places})


@login_not_required
@require_safe
def detail(request: Request, slug: str) -> HttpResponse:
    """Why here: the factors with their sources, then what other apps know of this municipality."""
    places = list(taking_part().select_related("profile"))
    municipality = next((place for place in places if place.slug == slug), None)
    if municipality is None:
        raise Http404
    factors = AttractionFactor.objects.visible_to(request.actor).published().filter(municipality=municipality)
    headings, numbers = counts.table([place.pk for place in places])
    context = {
        "nav": "municipalities",
        "municipality": municipality,
        "open_count": counts.number_of("open_challenges", municipality.pk),
        "headings": headings,
        "rows": [(place, numbers[place.pk]) for place in places],
        "left_out": AttractionFactor.objects.visible_to(request.actor).stale().count(),
        "profile": getattr(municipality, "profile", None),
        "factors": factors.order_by("category", "id"),
        "crumbs": [
            (_("Home"), reverse("pages:home")),
            (_("Municipalities"), reverse("municipalities:list")),
            (municipality.name, ""),
        ],
    }
    return render(request, "municipalities/detail.html", context)


def _own(request: Request) -> QuerySet[AttractionFactor]:
    """The factors of the municipality acted for; other kinds of organisation have none."""
    if request.acting_for.kind != Kind.MUNICIPALITY:
        raise Http404
    own = AttractionFactor.objects.visible_to(request.actor).of_tenant(request.acting_for.id)
    return own.select_related("municipality")


def _get(request: Request, pk: int) -> AttractionFactor:
    factor = get_object_or_404(_own(request), pk=pk)
    if not can_edit(request.actor, factor):
        raise PermissionDenied
    return factor


@require_safe
def factors(request: Request, organisation: str) -> HttpResponse:
    page = paginate(request, _own(request), by=("-id",))
    context = {"nav": "factors", "page": page, "may_write": can_write(request.actor)}
    return render(request, "municipalities/factors.html", context)


def new(request: Request, organisation: str) -> HttpResponse:
    _own(request)
    if not can_write(request.actor):
        raise PermissionDenied
    form = FactorForm(request.POST or None, initial={"language": request.user.language})
    if form.is_valid():
        factor = actions.create_factor(actor=request.actor, once=form.cleaned_data["once"], **form.values)
        return answer(request, factor, partial=PARTIAL, text=_("Saved as a draft."), to=_to(organisation, factor))
    return render(
        request,
        "municipalities/form.html",
        {"nav": "factors", "form": form},
        status=422 if form.is_bound else 200,
    )


def edit(request: Request, organisation: str, pk: int) -> HttpResponse:
    factor = _get(request, pk)
    form = FactorForm(request.POST or None, instance=factor, initial={"version": factor.version, "once": factor.once})
    both = None
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            factor = actions.change_factor(factor, actor=request.actor, version=version, **form.values)
        except StaleError:
            fresh = _get(request, pk)
            both = stale(form, FactorForm(instance=fresh), fresh.version)
        else:
            return answer(request, factor, partial=PARTIAL, text=_("Saved."), to=_to(organisation, factor))
    context = {"nav": "factors", "form": form, "clashes": both, **_around(request, factor)}
    return render(request, "municipalities/form.html", context, status=status_of(form, both))


def _around(request: Request, factor: AttractionFactor) -> dict[str, Any]:
    """The factor as it is stored, with the moves it offers."""
    stored = _own(request).get(pk=factor.pk)
    return {
        "factor": stored,
        "moves": available(stored, workflow.MOVES, request.actor),
        "undo": undoable(stored, workflow.MOVES, request.actor),
        "missing": workflow.complete(stored),
        "check_form": CheckForm(initial={"version": stored.version}),
    }


def _to(organisation: str, factor: AttractionFactor) -> str:
    return reverse("municipalities:edit", args=[organisation, factor.pk])


@require_POST
def move(request: Request, organisation: str, pk: int, move: str) -> HttpResponse:
    factor = _get(request, pk)
    run = workflow.RUN.get(move)
    if run is None:
        raise Http404
    factor = run(factor, actor=request.actor)
    undo_url = reverse("municipalities:undo", args=[organisation, factor.pk])
    text = _("Published.") if move == workflow.PUBLISH.name else _("Moved to the archive.")
    return answer(request, factor, partial=PARTIAL, text=text, undo_url=undo_url, to=_to(organisation, factor))


@require_POST
def undo(request: Request, organisation: str, pk: int) -> HttpResponse:
    factor = _get(request, pk)
    taken_back = undoable(factor, workflow.MOVES, request.actor)
    if taken_back is None:
        raise MoveError(_("This can no longer be undone."))
    factor = workflow.undo(factor, taken_back, actor=request.actor)
    return answer(request, factor, partial=PARTIAL, text=_("Taken back."), to=_to(organisation, factor))


@require_POST
def checked(request: Request, organisation: str, pk: int) -> HttpResponse:
    factor = _get(request, pk)
    form = CheckForm(request.POST)
    if not form.is_valid():
        context = {"nav": "factors", "form": FactorForm(instance=factor), **_around(request, factor)}
        return render(request, "municipalities/form.html", {**context, "check_form": form}, status=422)
    factor = actions.check_factor(factor, actor=request.actor, **form.cleaned_data)
    text = _("Marked as checked today.")
    return answer(request, factor, partial=PARTIAL, text=text, to=_to(organisation, factor))


def profile(request: Request, organisation: str) -> HttpResponse:
    """The municipality's own introduction."""
    _own(request)
    if not can_write(request.actor):
        raise PermissionDenied
    form, both = _profile_form(request, request.POST or None), None
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            return redirect(actions.write_profile(actor=request.actor, version=version, **form.values))
        except StaleError:
            saved = _profile_form(request)
            both = stale(form, saved, saved.initial["version"])
    context = {"nav": "factors", "form": form, "clashes": both}
    return render(request, "municipalities/profile.html", context, status=status_of(form, both))


def _profile_form(request: Request, data: QueryDict | None = None) -> ProfileForm:
    """Over the introduction as it is now, or over none."""
    own = MunicipalityProfile.objects.visible_to(request.actor).filter(organisation=request.acting_for.id).first()
    initial = {"version": own.version} if own else {"version": 0, "language": request.user.language}
    return ProfileForm(data, instance=own, initial=initial)
