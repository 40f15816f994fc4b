"""A company's own effort, month by month; and a project's companies together, for its manager."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from companies.effort.counting import Month, lines, sums
from companies.effort.forms import MonthForm
from companies.effort.measuring import IDLE
from companies.effort.permissions import can_see_own, can_see_sums
from mint import clock
from mint.projects.models import Project
from mint.tenancy.context import Request


@require_safe
def own(request: Request, organisation: str) -> HttpResponse:
    """Minutes asked of us this month, and why."""
    if not can_see_own(request.actor, request.acting_for.id, request.acting_for.kind):
        raise PermissionDenied
    month = MonthForm(request.GET).month
    every = lines(request.actor, request.acting_for.id, month)
    asked = [line for line in every if line.times or line.spent]
    context = {
        "nav": "effort",
        "every": every,
        "lines": asked,
        "minutes": sum(line.minutes for line in asked),
        "idle": IDLE.seconds // 60,
        **_months(month),
    }
    return render(request, "effort/own.html", context)


@require_safe
def projects(request: Request, organisation: str) -> HttpResponse:
    """The minutes of each project's companies together: no company, and no person."""
    if not can_see_sums(request.actor):
        raise PermissionDenied
    month = MonthForm(request.GET).month
    names = {row.pk: row for row in Project.objects.filter(pk__in=request.actor.managed_ids).order_by("pk")}
    rows = [{"project": names[row.project_id], "sum": row} for row in sums(names, month)]
    return render(request, "effort/projects.html", {"nav": "effort", "rows": rows, **_months(month)})


def _months(month: Month) -> dict[str, Month | None]:
    is_past = month.first < Month.of(clock.today()).first
    return {"month": month, "earlier": month.previous, "later": month.next if is_past else None}
