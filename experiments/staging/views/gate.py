"""The gate of an experiment: its lines, and what is done for each."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experiments.models import Experiment
from experiments.staging import signing
from experiments.staging.forms import AskForm, DocumentForm, SignForm, TickForm
from experiments.staging.gating import gate_page
from experiments.staging.models import Document
from experiments.staging.permissions import can_ask_outside, can_take_part, can_tick
from experiments.views.work import found
from mint.files.serve import download
from mint.tenancy.context import Request
from mint.web import MoveError


@require_safe
def gate(request: Request, organisation: str, pk: int) -> HttpResponse:
    return _page(request, found(request, pk))


def _page(request: Request, experiment: Experiment, **refused: Any) -> HttpResponse:
    """`refused` has the key of a line and the form of it that was not taken."""
    form = refused.get("form")
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "form": form,
        **gate_page(request, experiment, **refused),
    }
    return render(request, "experiments/staging/gate.html", context, status=422 if form else 200)


def _back(organisation: str, pk: int, key: str) -> HttpResponse:
    response = redirect("staging:gate", organisation, pk)
    response["Location"] += f"#rivi-{key}"
    return response


@require_POST
def tick(request: Request, organisation: str, pk: int, key: str) -> HttpResponse:
    experiment, form = found(request, pk), TickForm(request.POST)
    if not can_tick(request.actor, experiment):
        raise PermissionDenied
    signing.tick(experiment, key=key, actor=request.actor, on=form.is_valid() and form.cleaned_data["on"])
    return _back(organisation, pk, key)


@require_POST
def sign(request: Request, organisation: str, pk: int, key: str) -> HttpResponse:
    """Approve, or refuse with a word."""
    experiment, form = found(request, pk), SignForm(request.POST)
    if not can_take_part(request.actor, experiment):
        raise PermissionDenied
    if not form.is_valid():
        if "answer" in form.errors:
            raise MoveError(_("Choose whether you approve it."))
        return _page(request, experiment, key=key, form=form)
    signing.sign(experiment, key=key, actor=request.actor, is_given=form.is_given, reason=form.cleaned_data["reason"])
    messages.success(request, _("Your approval was kept.") if form.is_given else _("Your answer was kept."))
    return _back(organisation, pk, key)


@require_POST
def ask(request: Request, organisation: str, pk: int, key: str) -> HttpResponse:
    experiment, form = found(request, pk), AskForm(request.POST)
    if not can_ask_outside(request.actor, experiment):
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, experiment, key=key, form=form)
    signing.ask(experiment, key=key, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("The link was sent. It works for 14 days."))
    return _back(organisation, pk, key)


@require_POST
def take_back(request: Request, organisation: str, pk: int, key: str) -> HttpResponse:
    experiment = found(request, pk)
    if not can_take_part(request.actor, experiment):
        raise PermissionDenied
    signing.take_back(experiment, key=key, actor=request.actor)
    messages.success(request, _("It was taken back."))
    return _back(organisation, pk, key)


@require_POST
def attach(request: Request, organisation: str, pk: int, key: str) -> HttpResponse:
    experiment = found(request, pk)
    if not can_take_part(request.actor, experiment):
        raise PermissionDenied
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, experiment, key=key, form=form)
    signing.attach(experiment, key=key, upload=form.cleaned_data["upload"], actor=request.actor)
    messages.success(request, _("The document was attached."))
    return _back(organisation, pk, key)


@require_safe
def document(request: Request, organisation: str, pk: int, document: int) -> HttpResponseBase:
    """Private download: for those inside the experiment."""
    rows = Document.objects.visible_to(request.actor).filter(experiment=found(request, pk))
    return download(get_object_or_404(rows, pk=document))
