"""The dossier of a report: asked for, and taken."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.accounts.confirming import reauthenticated
from mint.files.serve import download as serve
from mint.tenancy.context import Request
from reports.dossier import actions
from reports.dossier.models import Dossier
from reports.views import managed


@require_safe
@reauthenticated("GET")
def download(request: Request, organisation: str, pk: int) -> HttpResponseBase:
    report = managed(request, pk)
    return serve(get_object_or_404(Dossier.objects.visible_to(request.actor), report=report))


@require_POST
def ask(request: Request, organisation: str, pk: int) -> HttpResponse:
    report = managed(request, pk)
    actions.ask(report, actor=request.actor)
    messages.success(request, _("The dossier is being put together."))
    return redirect(f"{report.get_absolute_url()}#dossier")
