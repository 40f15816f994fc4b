"""What has been learned in the region, failures as visible as the rest."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from experiments.learning.forms import FilterForm
from experiments.learning.models import Lesson
from experiments.learning.querysets import LessonQuerySet
from experiments.learning.states import Kind, Why
from mint.filters import chip
from mint.tenancy.context import Request
from mint.vocabulary.themes import BY_KEY
from mint.web import paginate


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def listing(request: Request) -> HttpResponse:
    """Lessons of decided experiments, the newest first, by the filters of the query string."""
    form = FilterForm(request.GET)
    rows = _filtered(form, Lesson.objects.visible_to(request.actor).public())
    page = paginate(request, rows.select_related("experiment__municipality", "organisation"))
    context = {"page": page, "form": form, "chips": _chips(request, form), "nav": "experiments"}
    return render(request, "experiments/learning/list.html", context)


def _filtered(form: FilterForm, rows: LessonQuerySet) -> LessonQuerySet:
    if kinds := form.chosen("laji"):
        rows = rows.filter(kind__in=kinds)
    if reasons := form.chosen("syy"):
        rows = rows.filter(reason__in=reasons)
    if themes := form.chosen("teema"):
        rows = rows.filter(themes__overlap=themes)
    return rows


def _chips(request: Request, form: FilterForm) -> list[dict[str, str]]:
    chips = [chip(request, "laji", key, str(Kind(key).label)) for key in form.chosen("laji")]
    chips += [chip(request, "syy", key, str(Why(key).label)) for key in form.chosen("syy")]
    return chips + [chip(request, "teema", key, BY_KEY[key].label) for key in form.chosen("teema")]
