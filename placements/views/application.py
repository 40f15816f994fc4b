"""Applying, and one application's page: for the applicant, the host and the university."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint.actor import Actor
from mint.files.serve import download
from mint.tenancy.context import Request
from mint.web import MoveError, answer
from mint.workflow import available, undoable
from placements import actions, agreeing, choosing
from placements.after import OF_APPLICATION
from placements.forms import ApplicationForm, CreditsForm, ReasonForm, ReportForm
from placements.models import Application, ApplicationAttachment, Placement, Supervisor
from placements.permissions import can_apply, can_confirm, is_applicant, is_host, is_school
from placements.states import STUDIES, ApplicationState, Party, State
from placements.views.linked import links

PARTIAL = "placements/_application.html"


def apply(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The form is saved as a draft, or sent at once."""
    if not can_apply(request.actor):
        raise PermissionDenied
    rows = Placement.objects.visible_to(request.actor).select_related("organisation", "municipality")
    placement = get_object_or_404(rows, pk=pk)
    application = Application.objects.visible_to(request.actor).filter(placement=pk, applicant=request.user).first()
    if application and application.state != ApplicationState.DRAFT:
        return redirect("placements:application", organisation, application.pk)
    if not placement.takes_applications:
        raise MoveError(_("Applying to this placement has ended."))
    known = application or Application(name=request.user.name, email=request.user.email)
    initial = {name: getattr(known, name) for name in ("name", "email", "motivation")}
    form = ApplicationForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        return _applied(request, organisation, placement, form)
    context = {"nav": "placements", "form": form, "placement": placement, "application": application}
    return render(request, "placements/apply.html", context, status=422 if form.is_bound else 200)


def _applied(request: Request, organisation: str, placement: Placement, form: ApplicationForm) -> HttpResponse:
    values = dict(form.cleaned_data)
    upload = values.pop("upload")
    application = actions.draft_application(placement, actor=request.actor, **values)
    if upload and application.state == ApplicationState.DRAFT:
        actions.attach(application, upload=upload, actor=request.actor)
    text = _("Saved as a draft.")
    if "send" in request.POST and application.state == ApplicationState.DRAFT:
        application = choosing.submit(application, actor=request.actor)
        text = _("The application was sent.")
    return answer(request, application, partial=PARTIAL, text=text, to=to(organisation, application))


def to(organisation: str, application: Application) -> str:
    return reverse("placements:application", args=[organisation, application.pk])


def get(request: Request, pk: int) -> Application:
    """An application in the workspace of one of its three sides."""
    rows = Application.objects.visible_to(request.actor)
    rows = rows.select_related("placement__organisation", "placement__municipality", "school")
    application = get_object_or_404(
        rows.prefetch_related("attachments", "confirmations", *links(request.actor, "placement__")), pk=pk
    )
    mine = is_applicant(request.actor, application) and can_apply(request.actor)
    if not (mine or is_host(request.actor, application) or is_school(request.actor, application)):
        raise PermissionDenied
    return application


@require_safe
def page(request: Request, organisation: str, pk: int) -> HttpResponse:
    return render(request, "placements/application.html", _around(request, get(request, pk)))


def _around(request: Request, application: Application, **forms: Any) -> dict[str, Any]:
    """The application, its moves, and of the agreement what this side may do."""
    actor = request.actor
    return {
        "nav": "placements",
        "application": application,
        "placement": application.placement,
        "moves": available(application, choosing.MOVES, actor),
        "undo": undoable(application, choosing.MOVES, actor),
        "supervisor": Supervisor.objects.visible_to(actor).filter(placement=application.placement_id).first(),
        "may_edit": application.state == ApplicationState.DRAFT and is_applicant(actor, application),
        **(_agreement(actor, application) if application.state == ApplicationState.ACCEPTED else {}),
        **forms,
    }


def _agreement(actor: Actor, application: Application) -> dict[str, Any]:
    """Terms and confirmations of the one who was chosen; while it runs, the forms of report and credits."""
    placement, missing = application.placement, agreeing.missing_parties(application)
    agreed_now, running = placement.state == State.AGREEMENT, placement.state == State.RUNNING
    may_credit = application.report and placement.kind in STUDIES and is_school(actor, application)
    return {
        "terms": agreeing.terms_of(application),
        "terms_hash": agreeing.hash_of(application),
        "missing": [party.label for party in missing],
        "mine_to_confirm": [party for party in missing if agreed_now and can_confirm(actor, application, party)],
        "report_form": ReportForm(initial={"report": application.report})
        if running and is_applicant(actor, application)
        else None,
        "credits_form": CreditsForm(initial={"granted": placement.credits}) if running and may_credit else None,
    }


@require_POST
def move(request: Request, organisation: str, pk: int, move: str) -> HttpResponse:
    application = get(request, pk)
    run = choosing.RUN.get(move)
    if run is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Give the reason in a few words."))
    application = run(application, actor=request.actor, reason=form.cleaned_data["reason"])
    undone = move in {choosing.CHOOSE.name, choosing.REJECT.name}
    undo_url = reverse("placements:undo_application", args=[organisation, application.pk]) if undone else ""
    text, back = str(OF_APPLICATION[move]), _next(request, application)
    return answer(request, application, partial=PARTIAL, text=text, undo_url=undo_url, to=back)


def _next(request: Request, application: Application) -> str:
    """The host goes back to the whole placement, the others to the application."""
    organisation = request.acting_for.slug
    if is_host(request.actor, application):
        return reverse("placements:manage", args=[organisation, application.placement_id])
    return to(organisation, application)


@require_POST
def undo(request: Request, organisation: str, pk: int) -> HttpResponse:
    application = get(request, pk)
    taken_back = undoable(application, choosing.MOVES, request.actor)
    if taken_back is None:
        raise MoveError(_("This can no longer be undone."))
    application = choosing.undo(application, taken_back, actor=request.actor)
    return answer(request, application, partial=PARTIAL, text=_("Taken back."), to=_next(request, application))


@require_POST
def confirm(request: Request, organisation: str, pk: int, party: str) -> HttpResponse:
    application = get(request, pk)
    if party not in Party.values:
        raise Http404
    if not can_confirm(request.actor, application, party):
        raise PermissionDenied
    if request.POST.get("hash") != agreeing.hash_of(application):
        raise MoveError(_("The terms have changed since you opened them. Read them again."))
    agreeing.confirm(application, Party(party), actor=request.actor)
    return answer(request, application, partial=PARTIAL, text=_("Confirmed."), to=to(organisation, application))


@require_POST
def report(request: Request, organisation: str, pk: int) -> HttpResponse:
    application = get(request, pk)
    if not is_applicant(request.actor, application):
        raise PermissionDenied
    form = ReportForm(request.POST)
    if not form.is_valid():
        context = _around(request, application, report_form=form, form=form)
        return render(request, "placements/application.html", context, status=422)
    agreeing.report(application, text=form.cleaned_data["report"], actor=request.actor)
    return answer(
        request, application, partial=PARTIAL, text=_("Your report was saved."), to=to(organisation, application)
    )


@require_POST
def credit(request: Request, organisation: str, pk: int) -> HttpResponse:
    application = get(request, pk)
    if not is_school(request.actor, application):
        raise PermissionDenied
    form = CreditsForm(request.POST)
    if not form.is_valid():
        context = _around(request, application, credits_form=form, form=form)
        return render(request, "placements/application.html", context, status=422)
    agreeing.confirm_credits(application, credits_=form.cleaned_data["granted"], actor=request.actor)
    text = _("The credits were confirmed.")
    return answer(request, application, partial=PARTIAL, text=text, to=to(organisation, application))


@require_POST
def delete(request: Request, organisation: str, pk: int) -> HttpResponse:
    actions.delete_draft(get(request, pk), actor=request.actor)
    return redirect("placements:own", organisation)


@require_safe
def attachment(request: Request, organisation: str, pk: int, attachment: int) -> HttpResponseBase:
    """A private file: under its name, never run by the browser."""
    application = get(request, pk)
    rows = ApplicationAttachment.objects.visible_to(request.actor).filter(application=application)
    return download(get_object_or_404(rows, pk=attachment))
