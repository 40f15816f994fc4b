"""What a person asks of their own data: to take it along, and to be erased."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.files.serve import as_attachment
from mint.isolation import context
from mint.privacy import consenting, downloading, erasing, holding, register, retention
from mint.privacy.forms import ErasureForm, HoldForm
from mint.privacy.models import Download, Erasure, Hold
from mint.privacy.words import OWNER
from mint.tenancy.context import Request
from mint.tenancy.permissions import can_enter, can_manage_members


def data(request: Request) -> HttpResponse:
    """Packages of one's own; POST asks for a new one."""
    if request.method == "POST":
        downloading.ask(request.user, language=(get_language() or "fi")[:2], actor=request.actor)
        messages.success(request, _("Your data is being gathered. The package appears on this page."))
        return redirect("privacy:data")
    rows = list(Download.objects.visible_to(request.actor).order_by("-pk")[:5])
    waiting = Erasure.objects.visible_to(request.actor).waiting().first()
    queued = next((row for row in rows if row.is_queued), None)
    context = {"rows": rows, "queued": queued, "erasure": waiting, **downloading.progress_of(queued)}
    return render(request, "privacy/data.html", context)


@require_safe
def package(request: Request, pk: int) -> HttpResponseBase:
    """One's own, for a week."""
    row = get_object_or_404(Download.objects.visible_to(request.actor), pk=pk)
    if not row.is_ready:
        raise Http404
    return as_attachment(row.file, downloading.file_name(row), "application/zip")


def erasure(request: Request) -> HttpResponse:
    """What would go, what stays and why; POST asks for it."""
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = erasing.ask(request.user, actor=request.actor)
        messages.success(request, _("You will be erased on %(day)s.") % {"day": erasing.day_of(asked)})
        return redirect("privacy:erasure")
    context = {
        "form": form,
        "waiting": Erasure.objects.visible_to(request.actor).waiting().first(),
        "owned_alone": erasing.owned_alone(request.user),
    }
    return render(request, "privacy/erasure.html", context, status=422 if form.is_bound else 200)


@require_POST
def keep(request: Request) -> HttpResponse:
    """Think again."""
    erasing.cancel(request.user, actor=request.actor)
    messages.success(request, _("Nothing is erased. Your account stays as it is."))
    return redirect("privacy:erasure")


@require_safe
def consents(request: Request) -> HttpResponse:
    """What one has agreed to, and when."""
    return render(request, "privacy/consents.html", {"rows": consenting.of(request.actor)[:100]})


def _activities(request: Request) -> list[register.Activity]:
    """Of what the organisation answers for; its owners keep the register."""
    if not can_manage_members(request.actor, request.acting_for.id):
        raise PermissionDenied
    return register.activities(OWNER, request.acting_for.kind)


@require_safe
def activities(request: Request, organisation: str) -> HttpResponse:
    """The register of processing of one controller."""
    return render(request, "privacy/register.html", {"nav": "members", "activities": _activities(request)})


@require_safe
def activities_csv(request: Request, organisation: str) -> HttpResponse:
    text = register.as_csv(_activities(request))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kasittelytoimet-{organisation}.csv"'
    return response


def kept(request: Request) -> HttpResponse:
    """What the nightly job would delete, and what is held back from it."""
    if not can_enter(request.user):
        raise PermissionDenied
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        holding.place(**form.cleaned_data, operator=request.user, actor=request.actor)
        messages.success(request, _("The hold is placed."))
        return redirect("privacy:kept")
    with context.system("privacy.preview"):
        rules = retention.preview()
    holds = Hold.objects.open().select_related("organisation", "user", "placed_by").order_by("-pk")
    page = {"form": form, "rules": rules, "holds": holds}
    return render(request, "privacy/kept.html", page, status=422 if form.is_bound else 200)


@require_POST
def lift(request: Request, pk: int) -> HttpResponse:
    if not can_enter(request.user):
        raise PermissionDenied
    holding.lift(get_object_or_404(Hold, pk=pk), operator=request.user, actor=request.actor)
    messages.success(request, _("The hold is lifted."))
    return redirect("privacy:kept")
