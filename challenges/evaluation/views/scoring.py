"""The evaluator's own pages: what there is to score, ties, the sheet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.evaluation import actions, desk, reading, workflow
from challenges.evaluation.forms import AsideForm, DeclareForm, SheetForm
from challenges.evaluation.models import Assignment, Evaluator
from challenges.evaluation.points import most, total
from challenges.evaluation.sheets import sheet_of
from mint.tenancy.context import Request
from mint.web import MoveError, wants_partial


@require_safe
def cases(request: Request) -> HttpResponse:
    """What this person scores, phase by phase."""
    return render(request, "evaluation/cases.html", {"phases": desk.phases(request.actor)})


def declare(request: Request, pk: int) -> HttpResponse:
    """Before anything is read: to which of the proposers has one a tie? Declared once for a phase."""
    evaluators = Evaluator.objects.visible_to(request.actor).active().select_related("phase__challenge")
    evaluator = get_object_or_404(evaluators, phase_id=pk, user_id=request.actor.user_id)
    if evaluator.declared_at or not evaluator.phase.is_open:
        return redirect("evaluation:cases")
    form = DeclareForm(request.POST or None, proposers=reading.proposers(pk))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.declare(evaluator, tied_to=data["ties"], words=data["words"], actor=request.actor)
        messages.success(request, _("Thank you. The cases are now open to you."))
        return redirect("evaluation:cases")
    context = {"form": form, "phase": evaluator.phase}
    return render(request, "evaluation/declare.html", context, status=422 if form.is_bound else 200)


def score(request: Request, pk: int) -> HttpResponse:
    """The sheet of one proposal: read on the left, scored below; htmx saves it while one types."""
    assignment, case = _own(request, pk)
    form = SheetForm(request.POST or None, sheet=sheet_of(assignment))
    if request.method == "POST" and form.is_valid():
        assignment = actions.save_sheet(assignment, data=form.written(), actor=request.actor)
        if wants_partial(request):
            return render(request, "evaluation/_saved.html", _sums(assignment))
        try:
            return _sent(request, assignment)
        except MoveError as refused:  # what was scored is saved, and stays on the page
            form.add_error(None, str(refused))
            request.keeps_draft = True
    return render(request, "evaluation/score.html", _page(assignment, case, form), status=422 if form.is_bound else 200)


def _own(request: Request, pk: int) -> tuple[Assignment, reading.Case]:
    """One's own sheet, and what may be read of its proposal; for everybody else there is no such page."""
    rows = Assignment.objects.visible_to(request.actor).own(request.actor).select_related("phase", "challenge")
    assignment = get_object_or_404(rows, pk=pk)
    case = reading.cases().get(pk)
    if case is None:
        raise Http404
    return assignment, case


def _sent(request: Request, assignment: Assignment) -> HttpResponse:
    if "send" not in request.POST:
        messages.success(request, _("Saved. You can go on later."))
        return redirect("evaluation:cases")
    workflow.submit_sheet(assignment, actor=request.actor)
    messages.success(request, _("Your scores have been sent."))
    return redirect("evaluation:cases")


def _sums(assignment: Assignment) -> dict[str, Any]:
    sheet = sheet_of(assignment)
    parts = [score.part for score in sheet]
    return {"assignment": assignment, "sheet": sheet, "total": total(parts), "most": most(parts)}


def _page(assignment: Assignment, case: reading.Case, form: SheetForm) -> dict[str, Any]:
    locked = assignment.is_submitted or not assignment.phase.is_open
    return {
        **_sums(assignment),
        "case": case,
        "form": form,
        "locked": locked,
        "rows": desk.rows(assignment, form, reading.answers(assignment.pk)),
        "others": desk.others(assignment),
        "aside": AsideForm(),
    }


@require_POST
def step_aside(request: Request, pk: int) -> HttpResponse:
    assignment, _case = _own(request, pk)
    form = AsideForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    actions.step_aside(assignment, words=words, actor=request.actor)
    messages.success(
        request, _("The case was taken from you. The coordinator has been told, and somebody else scores it.")
    )
    return redirect("evaluation:cases")
