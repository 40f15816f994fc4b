"""Results, the decision and its memo."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.evaluation import actions, board, memo, results, verdicts, workflow
from challenges.evaluation.models import Decision, Memo
from challenges.evaluation.permissions import can_run, reads_results
from challenges.evaluation.views.phases import of_side
from challenges.models import Challenge
from mint.files.serve import download
from mint.tenancy.context import Request


@require_safe
def table(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The results of one phase; whoever still scores in it reads none before its end."""
    phase = of_side(request, pk)
    if not reads_results(request.actor, phase):
        raise PermissionDenied
    order = request.GET.get("jarj", "")
    found = results.results(phase.challenge_id, request.actor, phase_id=phase.pk)
    if order in results.ORDERS:
        found = sorted(found, key=results.ORDERS[order])
    context = {"phase": phase, "challenge": phase.challenge, "nav": "challenges", "results": found}
    columns = verdicts.columns(order, request.path)
    return render(request, "evaluation/results.html", {**context, "columns": columns})


def _challenge(request: Request, pk: int, *, to_run: bool = False) -> Challenge:
    challenge = board.challenge_of_side(request.actor, pk)
    if challenge is None:
        raise Http404
    if to_run and not can_run(request.actor, challenge):
        raise PermissionDenied
    return challenge


def decision(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Outcome and feedback for each proposal: written here, seen by nobody else before the release."""
    challenge = _challenge(request, pk, to_run=request.method == "POST")
    page = verdicts.page(challenge, request.actor, request.POST or None)
    form = page["form"]
    if request.method == "POST" and form and form.is_valid():
        data = {"reasons": form.cleaned_data["reasons"], "verdicts": form.verdicts()}
        actions.prepare(challenge, **data, actor=request.actor)
        messages.success(request, _("Saved. Nobody else sees it before you release it."))
        return redirect("evaluation:decision", organisation, pk)
    return render(request, "evaluation/decision.html", page, status=422 if form and form.is_bound else 200)


def _decision(request: Request, pk: int) -> Decision:
    challenge = _challenge(request, pk, to_run=True)
    return get_object_or_404(
        Decision.objects.visible_to(request.actor).select_related("challenge"), challenge=challenge
    )


def _back(request: Request, organisation: str, pk: int, text: str, **undo: Any) -> HttpResponse:
    messages.success(request, text, **undo)
    return redirect("evaluation:decision", organisation, pk)


@require_POST
def release(request: Request, organisation: str, pk: int) -> HttpResponse:
    workflow.release(_decision(request, pk), actor=request.actor)
    undo = reverse("evaluation:undo_release", args=[organisation, pk])
    text = _(
        "The decision was released. Each proposer gets their own feedback by e-mail in ten minutes, unless you undo."
    )
    return _back(request, organisation, pk, text, extra_tags=undo)


@require_POST
def undo_release(request: Request, organisation: str, pk: int) -> HttpResponse:
    workflow.undo_release(_decision(request, pk), actor=request.actor)
    return _back(request, organisation, pk, _("Undone. Nobody was told."))


@require_POST
def ask_memo(request: Request, organisation: str, pk: int) -> HttpResponse:
    memo.ask(_decision(request, pk), actor=request.actor)
    return _back(request, organisation, pk, _("The memo is being made. It is on this page in a moment."))


@require_safe
def download_memo(request: Request, organisation: str, pk: int, language: str) -> HttpResponseBase:
    challenge = _challenge(request, pk)
    rows = Memo.objects.visible_to(request.actor).filter(decision__challenge=challenge)
    return download(get_object_or_404(rows, language=language))
