"""The running cases of older versions, moved to the newest together: each by its own right, with one reason."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from experiments.staging import workflow
from experiments.staging.forms import CasesForm
from experiments.staging.models import Template, Version
from experiments.staging.permissions import can_write
from experiments.staging.preview import Case, cases_of
from experiments.views.work import posted
from mint.tenancy.context import Request


def cases(request: Request, organisation: str, pk: int) -> HttpResponse:
    template: Template = get_object_or_404(Template.objects.visible_to(request.actor), pk=pk)
    if not can_write(request.actor, template):
        raise PermissionDenied
    newest = Version.objects.visible_to(request.actor).published().filter(template=template).first()
    if newest is None:
        raise Http404
    behind = cases_of(newest, request.actor)
    form = CasesForm(posted(request), known=[case.experiment.pk for case in behind])
    if form.is_bound and form.is_valid():
        chosen = [case for case in behind if case.experiment.pk in form.cleaned_data["chosen"]]
        reason = form.cleaned_data["reason"]
        _tell(request, newest, *workflow.change_versions(chosen, newest, actor=request.actor, reason=reason))
        return redirect("staging:cases", organisation, pk)
    context = {"template": template, "version": newest, "cases": behind, "form": form, "nav": "experiments"}
    return render(request, "experiments/staging/cases.html", context, status=422 if form.is_bound else 200)


def _tell(request: Request, version: Version, done: list[Case], left: list[tuple[Case, Any]]) -> None:
    if done:
        text = ngettext(
            "%(n)s experiment goes by version %(v)s from now on.",
            "%(n)s experiments go by version %(v)s from now on.",
            len(done),
        )
        messages.success(request, text % {"n": len(done), "v": version.number})
    for case, why in left:
        messages.warning(request, f"{case.experiment.title}: {why}")
