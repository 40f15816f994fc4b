"""The cockpit of a project's manager, and each partner's own part."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.projects.models import Project
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from reports.cockpit import actions, pages
from reports.cockpit.permissions import can_see_part, can_steer


def _project(request: Request, project_pk: int) -> Project:
    project = get_object_or_404(Project, pk=project_pk)
    if not can_steer(request.actor, project, request.acting_for.id):
        raise PermissionDenied
    return project


@require_safe
def cockpit(request: Request, organisation: str, project_pk: int) -> HttpResponse:
    """Due dates, progress against targets and time, and whom what is missing waits for."""
    project = _project(request, project_pk)
    context = pages.cockpit(project, request.actor, organisation)
    return render(request, "reports/cockpit/cockpit.html", context)


@require_POST
def remind(request: Request, organisation: str, project_pk: int, whom: int) -> HttpResponse:
    project = _project(request, project_pk)
    reminded = get_object_or_404(Organisation, pk=whom)
    found = pages.lacking(project, request.actor, organisation)
    actions.remind(project, reminded, found, actor=request.actor)
    messages.success(request, _("%(name)s has been reminded.") % {"name": reminded.name})
    return redirect("cockpit:cockpit", organisation, project.pk)


@require_safe
def part(request: Request, organisation: str, project_pk: int) -> HttpResponse:
    """What the organisation acted for adds to the project's report, and what still waits for it."""
    project = get_object_or_404(Project, pk=project_pk)
    if not can_see_part(request.actor, project, request.acting_for.id):
        raise PermissionDenied
    own = Organisation.objects.get(pk=request.acting_for.id)
    return render(request, "reports/cockpit/part.html", pages.part(project, request.actor, own))
