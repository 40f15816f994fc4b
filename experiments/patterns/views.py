"""The pages of an organisation's own templates of plans."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.patterns import actions
from experiments.patterns.forms import PatternForm, SaveForm
from experiments.patterns.models import Pattern
from experiments.patterns.permissions import can_save, can_write
from experiments.views.work import found, posted
from mint.clashes import Clash, stale, status_of
from mint.projects.models import Project
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError


@require_safe
def listing(request: Request, organisation: str) -> HttpResponse:
    """The organisation's own, and for a curator those of the projects."""
    rows = Pattern.objects.visible_to(request.actor).of_tenant(request.acting_for.id, request.actor.curated_ids)
    rows = rows.select_related("organisation", "project").order_by("is_retired", "name", "id")
    found_rows = [{"pattern": row, "may_write": can_write(request.actor, row)} for row in rows[: 2 * actions.MOST]]
    return render(request, "experiments/patterns/list.html", {"rows": found_rows, "nav": "experiments"})


def save(request: Request, organisation: str, pk: int) -> HttpResponse:
    """A plan becomes a template; its texts are edited on the next page."""
    experiment = found(request, pk)
    if not can_save(request.actor, experiment):
        raise PermissionDenied
    curated = request.actor.curated_ids if "curator" in request.actor.roles else frozenset()
    form = SaveForm(posted(request), projects=Project.objects.filter(pk__in=curated).order_by("pk"))
    if form.is_bound and form.is_valid():
        try:
            pattern = actions.save_plan(experiment, actor=request.actor, **form.values)
            messages.success(request, _("The template was made. Go through its texts: no names, no numbers of yours."))
            return redirect("patterns:edit", organisation, pattern.pk)
        except MoveError as error:
            form.add_error(None, str(error))
    context = {"experiment": experiment, "form": form, "nav": "experiments"}
    return render(request, "experiments/patterns/save.html", context, status=status_of(form, None))


def edit(request: Request, organisation: str, pk: int) -> HttpResponse:
    pattern = _written(request, pk)
    form = PatternForm(posted(request), pattern=pattern)
    if not form.is_bound or not form.is_valid():
        return _page(request, pattern, form)
    values = {name: form.cleaned_data[name] for name in ("name", "about")}
    version = form.cleaned_data["version"] or 0
    try:
        actions.edit(pattern, actor=request.actor, version=version, values=values, texts=form.texts, kept=form.kept)
    except StaleError:
        fresh = _written(request, pk)
        return _page(request, fresh, form, stale(form, PatternForm(pattern=fresh), fresh.version))
    messages.success(request, _("The template was saved."))
    return redirect("patterns:list", organisation)


def _page(request: Request, pattern: Pattern, form: PatternForm, both: list[Clash] | None = None) -> HttpResponse:
    context = {"pattern": pattern, "form": form, "clashes": both, "nav": "experiments"}
    return render(request, "experiments/patterns/edit.html", context, status=status_of(form, both))


def _written(request: Request, pk: int) -> Pattern:
    rows = Pattern.objects.visible_to(request.actor).of_tenant(request.acting_for.id, request.actor.curated_ids)
    pattern: Pattern = get_object_or_404(rows.select_related("organisation", "project"), pk=pk)
    if not can_write(request.actor, pattern):
        raise PermissionDenied
    return pattern


@require_POST
def retire(request: Request, organisation: str, pk: int) -> HttpResponse:
    actions.retire(_written(request, pk), on="pois" in request.POST, actor=request.actor)
    messages.success(request, _("Saved."))
    return redirect("patterns:list", organisation)
