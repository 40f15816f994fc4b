"""The coordinator's pages: phases, evaluators, who scores what."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from challenges import forms
from challenges.evaluation import actions, board, guards, inviting, workflow
from challenges.evaluation.forms import (
    ExtendPhaseForm,
    InsideForm,
    OutsideForm,
    PairForm,
    PhaseForm,
    ReasonForm,
    WaiverForm,
)
from challenges.evaluation.models import Assignment, Phase
from challenges.evaluation.permissions import can_run
from mint.tenancy.context import Request
from mint.web import MoveError
from mint.workflow import undoable


def of_side(request: Request, pk: int) -> Phase:
    """A phase whose results are for the reader's side; who only evaluates has pages of their own."""
    rows = Phase.objects.visible_to(request.actor).of_side(request.actor).select_related("challenge__municipality")
    return get_object_or_404(rows, pk=pk)


def _run(request: Request, pk: int) -> Phase:
    phase = of_side(request, pk)
    if not can_run(request.actor, phase):
        raise PermissionDenied
    return phase


def plan(request: Request, organisation: str, pk: int) -> HttpResponse:
    """A challenge's phases, and the form of a new one."""
    challenge = board.challenge_of_side(request.actor, pk)
    if challenge is None:
        raise Http404
    may_run = can_run(request.actor, challenge)
    form = PhaseForm(request.POST or None, initial=board.next_phase(challenge)) if may_run else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            phase = actions.plan_phase(challenge, data=form.cleaned_data, actor=request.actor)
            return redirect("evaluation:phase", organisation, phase.pk)
    context = {
        "challenge": challenge,
        "phases": board.phases_of(challenge, request.actor),
        "form": form,
        "decided": guards.is_decided(challenge.pk),
        "nav": "challenges",
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "evaluation/plan.html", {**context, "may_run": may_run}, status=status)


@require_safe
def phase(request: Request, organisation: str, pk: int) -> HttpResponse:
    found = _run(request, pk)
    return render(request, "evaluation/phase.html", board.phase_page(found, request.actor))


def edit(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The rules of a phase that has not begun."""
    found = _run(request, pk)
    form = PhaseForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_phase(
            Phase.objects.visible_to(request.actor).get(pk=pk), data=form.cleaned_data, actor=request.actor
        )
        return redirect("evaluation:phase", organisation, pk)
    context = {"phase": found, "challenge": found.challenge, "form": form, "nav": "challenges"}
    return render(request, "evaluation/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def move(request: Request, organisation: str, pk: int, move: str) -> HttpResponse:
    """Begin or end the scoring."""
    found = _run(request, pk)
    run = workflow.RUN.get(move)
    if run is None:
        raise Http404
    run(found, actor=request.actor, reason=forms.ReasonForm.given(request.POST))
    page = reverse("evaluation:phase", args=[organisation, pk])
    messages.success(request, board.AFTER[move], extra_tags=reverse("evaluation:undo", args=[organisation, pk]))
    return redirect(page)


@require_POST
def undo(request: Request, organisation: str, pk: int) -> HttpResponse:
    found = _run(request, pk)
    last = undoable(found, workflow.PHASE_MOVES, request.actor)
    if last is None:
        raise MoveError(_("This can no longer be undone."))
    workflow.undo_phase(found, last, actor=request.actor)
    messages.success(request, _("Undone."))
    return redirect("evaluation:phase", organisation, pk)


@require_POST
def extend(request: Request, organisation: str, pk: int) -> HttpResponse:
    found, form = _run(request, pk), ExtendPhaseForm(request.POST)
    if not form.is_valid():
        raise MoveError(" ".join(map(str, form.errors["closes_on"])))
    actions.extend_phase(found, closes_on=form.cleaned_data["closes_on"], actor=request.actor)
    return _back(request, organisation, pk, _("The phase has more time."))


def _back(request: Request, organisation: str, pk: int, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("evaluation:phase", organisation, pk)


@require_POST
def share_out(request: Request, organisation: str, pk: int) -> HttpResponse:
    found = actions.share_out(_run(request, pk), actor=request.actor)
    given = ngettext("%(n)s sheet was given.", "%(n)s sheets were given.", len(found.added)) % {"n": len(found.added)}
    short = _("Some proposals still lack evaluators: ask more people, or waive a tie.") if found.short else ""
    return _back(request, organisation, pk, f"{given} {short}".strip())


@require_POST
def remind(request: Request, organisation: str, pk: int) -> HttpResponse:
    told = actions.remind(_run(request, pk), actor=request.actor)
    text = ngettext("%(n)s evaluator was reminded.", "%(n)s evaluators were reminded.", told) % {"n": told}
    return _back(
        request,
        organisation,
        pk,
        text if told else _("Nobody was reminded: all have finished, or were reminded today."),
    )


def _asked(request: Request, pk: int, form: Any, ask: Callable[[Phase, dict[str, Any]], object]) -> HttpResponse:
    found = _run(request, pk)
    if not form.is_valid():
        context = {**board.phase_page(found, request.actor), form.key: form, "form": form}
        return render(request, "evaluation/phase.html", context, status=422)
    ask(found, form.cleaned_data)
    return _back(request, request.acting_for.slug, pk, _("The evaluator was invited."))


@require_POST
def invite_inside(request: Request, organisation: str, pk: int) -> HttpResponse:
    form = InsideForm(request.POST, people=inviting.at_hand(_run(request, pk).challenge))
    return _asked(
        request, pk, form,
        lambda found, data: inviting.invite_person(found, user_id=data["person"], actor=request.actor),
    )  # fmt: skip


@require_POST
def invite_outside(request: Request, organisation: str, pk: int) -> HttpResponse:
    return _asked(
        request, pk, OutsideForm(request.POST),
        lambda found, data: inviting.invite_address(found, **data, actor=request.actor),
    )  # fmt: skip


@require_POST
def end(request: Request, organisation: str, pk: int, evaluator: int) -> HttpResponse:
    found = _run(request, pk)
    inviting.end(get_object_or_404(found.evaluators.all(), pk=evaluator), actor=request.actor)
    return _back(request, organisation, pk, _("The evaluator's access has ended."))


@require_POST
def give(request: Request, organisation: str, pk: int) -> HttpResponse:
    found, form = _run(request, pk), PairForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Choose an evaluator."))
    data = form.cleaned_data
    actions.give(found, proposal_id=data["proposal"], user_id=data["user"], actor=request.actor)
    return _back(request, organisation, pk, _("The proposal was given to the evaluator."))


@require_POST
def waive(request: Request, organisation: str, pk: int) -> HttpResponse:
    found, form = _run(request, pk), WaiverForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Give the reason in a sentence: it stands in the memo."))
    data = form.cleaned_data
    actions.waive(found, proposal_id=data["proposal"], user_id=data["user"], reason=data["reason"], actor=request.actor)
    return _back(request, organisation, pk, _("The tie was waived. The reason stands in the memo."))


@require_POST
def take_off(request: Request, organisation: str, pk: int, assignment: int) -> HttpResponse:
    actions.take_off(_sheet(request, pk, assignment), actor=request.actor)
    return _back(request, organisation, pk, _("The sheet was taken off the evaluator."))


@require_POST
def reopen(request: Request, organisation: str, pk: int, assignment: int) -> HttpResponse:
    sheet, form = _sheet(request, pk, assignment), ReasonForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Give the reason in a few words."))
    workflow.reopen_sheet(sheet, actor=request.actor, reason=form.cleaned_data["reason"])
    return _back(request, organisation, pk, _("The sheet is open again, and the evaluator has been told."))


def _sheet(request: Request, pk: int, assignment: int) -> Assignment:
    rows = Assignment.objects.visible_to(request.actor).filter(phase=_run(request, pk))
    return get_object_or_404(rows.select_related("phase"), pk=assignment)
