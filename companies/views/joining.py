"""Asking to join a company: the asker's pages, and the answer of an owner or a coordinator."""

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies import joining
from companies.forms import JoinForm
from companies.permissions import can_see_requests
from mint.tenancy import workflow
from mint.tenancy.actions import company_of
from mint.tenancy.context import Request
from mint.tenancy.models import JoinRequest
from mint.workflow import available


def join(request: Request) -> HttpResponse:
    """Ask to join; `?tunnus=` names the company. Nothing is told of it before one has asked."""
    named = request.GET.get("tunnus", "")[:20]
    own = JoinRequest.objects.visible_to(request.actor).asked_by(request.actor).waiting()
    if request.method == "GET" and (asked := own.filter(organisation__business_id=named).first()):
        return redirect(asked)
    form = JoinForm(request.POST or None, initial={"business_id": named})
    if request.method == "POST" and form.is_valid() and (asked := _ask(request, form)):
        return redirect(asked)
    context = {"form": form, "rows": joining.asked_by(request.actor)}
    return render(request, "companies/join.html", context, status=422 if form.is_bound else 200)


def _ask(request: Request, form: JoinForm) -> JoinRequest | None:
    """None where it cannot be asked; the form then says why."""
    if not ratelimit.consume(request, action="join"):
        form.add_error(None, _("You have asked many times today. Try again tomorrow; your text is kept."))
        return None
    company = company_of(form.cleaned_data["business_id"])
    if company is None:
        form.add_error("business_id", _("No company with this business ID is in MINT yet. Add it as your company."))
        return None
    return joining.ask(company, message=form.cleaned_data["message"], actor=request.actor)


def _own(request: Request, pk: int) -> JoinRequest:
    rows = JoinRequest.objects.visible_to(request.actor).asked_by(request.actor)
    return get_object_or_404(rows.select_related("organisation__municipality"), pk=pk)


@require_safe
def request_page(request: Request, pk: int) -> HttpResponse:
    """How one's own request stands."""
    asked = _own(request, pk)
    is_member = asked.organisation_id in request.actor.memberships
    context = {"asked": asked, "moves": available(asked, workflow.MOVES, request.actor), "is_member": is_member}
    return render(request, "companies/request.html", context)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    asked = workflow.withdraw(_own(request, pk), actor=request.actor)
    messages.success(request, _("The request was withdrawn."))
    return redirect(asked)


@require_safe
def requests(request: Request, organisation: str) -> HttpResponse:
    """What waits for an answer, the oldest first; a coordinator sees also what is the owners' to answer still."""
    if not can_see_requests(request.actor, request.acting_for):
        raise PermissionDenied
    rows = joining.waiting_at(request.actor, request.acting_for)
    context = {"nav": "members", "rows": rows, "roles": workflow.OFFERED}
    return render(request, "companies/requests.html", context)


@require_POST
def accept(request: Request, organisation: str, pk: int) -> HttpResponse:
    asked = joining.accept(_to_answer(request, pk), role=request.POST.get("role", ""), actor=request.actor)
    text = _("%(asker)s is now a member of %(organisation)s.")
    return _answered(request, asked, text)


@require_POST
def decline(request: Request, organisation: str, pk: int) -> HttpResponse:
    asked = joining.decline(_to_answer(request, pk), actor=request.actor)
    return _answered(request, asked, _("The request of %(asker)s was declined."))


def _to_answer(request: Request, pk: int) -> JoinRequest:
    if not can_see_requests(request.actor, request.acting_for):
        raise PermissionDenied
    return get_object_or_404(joining.at_desk(request.actor, request.acting_for), pk=pk)


def _answered(request: Request, asked: JoinRequest, text: str) -> HttpResponse:
    messages.success(request, text % {"asker": asked.asker.name, "organisation": asked.organisation.name})
    return redirect("companies:requests", request.acting_for.slug)
