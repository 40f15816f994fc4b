"""What a person asks of their own data: to take it along, and to be erased."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.files.serve import as_attachment
from mint.privacy import downloading, erasing
from mint.privacy.forms import ErasureForm
from mint.privacy.models import Download, Erasure
from mint.tenancy.context import Request


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
