"""The work on placements: the host's own, what waits for approval, one placement's page, and its moves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.clashes import stale, status_of
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError, answer, paginate
from mint.workflow import Move, available, blockers, main_of, undoable
from placements import actions, agreeing, choosing, workflow
from placements.after import OF_PLACEMENT
from placements.forms import PlacementForm, ReasonForm
from placements.models import Application, Placement, Supervisor
from placements.permissions import can_create, can_edit, can_manage, is_host
from placements.states import CHOSEN_FOR, SEATED, State
from placements.views.linked import links

PARTIAL = "placements/_row.html"
MOST_WAITING = 25


def waiting_for(request: Request) -> QuerySet[Placement]:
    """What waits for this coordinator or curator to open."""
    rows = Placement.objects.visible_to(request.actor).waiting()
    place = request.actor.acting_municipality_id
    if "coordinator" in request.actor.roles and place is not None:
        return rows.filter(municipality_id=place)
    if "curator" in request.actor.roles:
        return rows.filter(project_id__in=request.actor.curated_ids)
    return rows.none()


@require_safe
def own(request: Request, organisation: str) -> HttpResponse:
    """The host's placements; a student's applications; for those who approve, also what waits."""
    if request.acting_for.roles == {"student"}:
        return _student(request)
    rows = Placement.objects.visible_to(request.actor).of_tenant(request.acting_for.id).with_counts()
    context = {
        "nav": "placements",
        "page": paginate(request, rows.select_related("municipality", "organisation"), by=("-id",)),
        "waiting": waiting_for(request).select_related("organisation", "municipality")[:MOST_WAITING],
        "may_create": can_create(request.actor),
        "has_students": "curator" in request.actor.roles,
    }
    return render(request, "placements/own.html", context)


def _student(request: Request) -> HttpResponse:
    rows = Application.objects.visible_to(request.actor).filter(applicant=request.user)
    page = paginate(request, rows.select_related("placement__organisation", "placement__municipality"), by=("-id",))
    return render(request, "placements/applications.html", {"nav": "placements", "page": page})


@require_safe
def students(request: Request, organisation: str) -> HttpResponse:
    """A university's curator: where one's own students have applied."""
    if not request.actor.has_role(request.acting_for.id, "curator"):
        raise PermissionDenied
    rows = Application.objects.visible_to(request.actor).filter(school=request.acting_for.id)
    rows = rows.exclude(state="draft").select_related("placement__organisation", "placement__municipality")
    context = {"nav": "placements", "page": paginate(request, rows, by=("-id",)), "of_school": True}
    return render(request, "placements/applications.html", context)


def get(request: Request, pk: int) -> Placement:
    rows = Placement.objects.visible_to(request.actor).with_counts()
    rows = rows.select_related("organisation", "municipality").prefetch_related(*links(request.actor))
    placement = get_object_or_404(rows, pk=pk)
    if not can_manage(request.actor, placement):
        raise PermissionDenied
    return placement


@require_safe
def manage(request: Request, organisation: str, pk: int) -> HttpResponse:
    """One placement with everything that can be done to it now."""
    placement = get(request, pk)
    return render(request, "placements/manage.html", _around(request, placement))


def _around(request: Request, placement: Placement) -> dict[str, Any]:
    """The placement, its moves, and for the host the applications with theirs."""
    moves = [(move, blockers(placement, move)) for move in available(placement, workflow.MOVES, request.actor)]
    applications = Application.objects.visible_to(request.actor).filter(placement=placement)
    rows = applications.filter(organisation=request.acting_for.id).exclude(state="draft").order_by("submitted_at", "id")
    rows = rows.select_related("school", "placement__organisation").prefetch_related("attachments", "confirmations")
    full = sum(row.state in SEATED for row in rows) >= placement.places
    return {
        "nav": "placements",
        "placement": placement,
        "moves": moves,
        "first": main_of(move for move, _blockers in moves),
        "undo": undoable(placement, workflow.MOVES, request.actor),
        "applications": [(row, _moves(request, row, full=full), _waits(row)) for row in rows],
        "supervisor": Supervisor.objects.visible_to(request.actor).filter(placement=placement).first(),
        "may_edit": can_edit(request.actor, placement),
        "sees_applications": is_host(request.actor, placement),
    }


def _moves(request: Request, application: Application, *, full: bool) -> list[Move]:
    """What the host may do with an application now; nobody more is chosen when all places are given."""
    if application.placement.state != State.OPEN:
        return []
    return [
        move for move in available(application, choosing.MOVES, request.actor) if not (full and move is choosing.CHOOSE)
    ]


def _waits(application: Application) -> list[str]:
    """Parties that have not confirmed; asked only when there is something to confirm."""
    if application.state != "accepted" or application.placement.state not in CHOSEN_FOR:
        return []
    return [str(party.label) for party in agreeing.missing_parties(application)]


def new(request: Request, organisation: str) -> HttpResponse:
    if not can_create(request.actor):
        raise PermissionDenied
    initial = {
        "language": request.user.language,
        "municipality": request.acting_for.municipality_id,
        "places": 1,
        "challenge": _id(request, "haaste"),
        "experiment": _id(request, "kokeilu"),
    }
    form = PlacementForm(request.POST or None, actor=request.actor, initial=initial)
    if form.is_valid():
        placement = actions.create_placement(actor=request.actor, once=form.cleaned_data["once"], **form.values)
        return answer(request, placement, partial=PARTIAL, text=_("Saved as a draft."), to=to(organisation, placement))
    status = 422 if form.is_bound else 200
    return render(request, "placements/form.html", {"nav": "placements", "form": form}, status=status)


def _id(request: Request, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else None


def edit(request: Request, organisation: str, pk: int) -> HttpResponse:
    placement = get(request, pk)
    if not can_edit(request.actor, placement):
        raise PermissionDenied
    initial, both = {"version": placement.version, "once": placement.once}, None
    form = PlacementForm(request.POST or None, actor=request.actor, instance=placement, initial=initial)
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            placement = actions.change_placement(placement, actor=request.actor, version=version, **form.values)
        except StaleError:
            fresh = get(request, pk)
            both = stale(form, PlacementForm(actor=request.actor, instance=fresh), fresh.version)
        else:
            return answer(request, placement, partial=PARTIAL, text=_("Saved."), to=to(organisation, placement))
    context = {"nav": "placements", "form": form, "clashes": both, "placement": get(request, pk)}
    return render(request, "placements/form.html", context, status=status_of(form, both))


def to(organisation: str, placement: Placement) -> str:
    return reverse("placements:manage", args=[organisation, placement.pk])


@require_POST
def move(request: Request, organisation: str, pk: int, move: str) -> HttpResponse:
    placement = get(request, pk)
    run = workflow.RUN.get(move)
    if run is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Give the reason in a few words."))
    placement = run(placement, actor=request.actor, reason=form.cleaned_data["reason"])
    undo_url = reverse("placements:undo", args=[organisation, placement.pk]) if move == "opened" else ""
    url = to(organisation, placement) if can_manage(request.actor, placement) else _back(organisation)
    text = str(OF_PLACEMENT[move])
    return answer(request, placement, partial=PARTIAL, text=text, undo_url=undo_url, to=url)


def _back(organisation: str) -> str:
    return reverse("placements:own", args=[organisation])


@require_POST
def undo(request: Request, organisation: str, pk: int) -> HttpResponse:
    placement = get(request, pk)
    taken_back = undoable(placement, workflow.MOVES, request.actor)
    if taken_back is None:
        raise MoveError(_("This can no longer be undone."))
    placement = workflow.undo(placement, taken_back, actor=request.actor)
    return answer(request, placement, partial=PARTIAL, text=_("Taken back."), to=to(organisation, placement))
