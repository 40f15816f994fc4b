"""Members of an organisation, invitations, registering a company."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mint.isolation.context import acting
from mint.tenancy import actions, invited, visiting
from mint.tenancy.certifying import confirm_by
from mint.tenancy.context import Request
from mint.tenancy.forms import CompanyForm, ConfirmationForm, EmergencyForm, InvitationForm, RolesForm
from mint.tenancy.members import change_roles, confirmed_text, last_owner, members_of, remove_member
from mint.tenancy.members import confirm as confirm_members
from mint.tenancy.models import Invitation, Membership, Organisation
from mint.tenancy.permissions import can_enter, can_manage_members, can_see_members
from mint.tenancy.prefilling import prefilled
from mint.tenancy.visiting import visits_by, visits_to
from mint.web import outside_transaction


def members(request: Request, organisation: str) -> HttpResponse:
    """Who belongs here; owners invite."""
    may = can_manage_members if request.method == "POST" else can_see_members
    if not may(request.actor, request.acting_for.id):
        raise PermissionDenied
    form = InvitationForm(request.POST or None, kind=request.acting_for.kind)
    if request.method == "POST" and form.is_valid():
        tenant = Organisation.objects.get(pk=request.acting_for.id)
        actions.invite(tenant, **form.cleaned_data, language=request.user.language, actor=request.actor)
        messages.success(request, _("The invitation was sent."))
        return redirect("tenancy:members", organisation)
    found = members_of(request.acting_for.id)
    context = {
        "nav": "members",
        "members": found,
        "last_owner": last_owner(found),
        "confirm_by": confirm_by(found),
        "visits": visits_to(request.acting_for.id),
        "form": form,
        "may_manage": can_manage_members(request.actor, request.acting_for.id),
        "pending": actions.pending_of(request.acting_for.id),
    }
    return render(request, "tenancy/members.html", context, status=422 if form.is_bound else 200)


def roles(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Other roles for a member."""
    membership = _membership(request, pk)
    if not can_manage_members(request.actor, request.acting_for.id):
        raise PermissionDenied
    form = RolesForm(request.POST or None, kind=request.acting_for.kind, initial={"roles": membership.roles})
    if request.method == "POST" and form.is_valid():
        change_roles(membership, form.cleaned_data["roles"], actor=request.actor)
        messages.success(request, _("The roles of %(name)s were changed.") % {"name": membership.user.name})
        return redirect("tenancy:members", organisation)
    is_last_owner = last_owner(members_of(request.acting_for.id)) == membership.pk
    context = {"nav": "members", "membership": membership, "form": form, "is_last_owner": is_last_owner}
    return render(request, "tenancy/roles.html", context, status=422 if form.is_bound else 200)


def confirm(request: Request, organisation: str) -> HttpResponse:
    """An owner says who still belongs."""
    if not can_manage_members(request.actor, request.acting_for.id):
        raise PermissionDenied
    found = members_of(request.acting_for.id)
    form = ConfirmationForm(request.POST or None, members=found)
    if request.method == "POST" and form.is_valid():
        done = confirm_members(request.acting_for.id, form.cleaned_data["chosen"], actor=request.actor)
        messages.success(request, confirmed_text(done, len(found)))
        return redirect("tenancy:members", organisation)
    context = {"nav": "members", "members": found, "confirm_by": confirm_by(found), "form": form}
    return render(request, "tenancy/confirm.html", context, status=422 if form.is_bound else 200)


def _membership(request: Request, pk: int) -> Membership:
    rows = Membership.objects.visible_to(request.actor).select_related("user", "organisation")
    return get_object_or_404(rows, pk=pk, organisation_id=request.acting_for.id)


@require_POST
def remove(request: Request, organisation: str, pk: int) -> HttpResponse:
    membership = _membership(request, pk)
    remove_member(membership, actor=request.actor)
    messages.success(request, _("The membership was ended."))
    return redirect("tenancy:members", organisation)


@require_POST
def revoke(request: Request, organisation: str, pk: int) -> HttpResponse:
    if not can_manage_members(request.actor, request.acting_for.id):
        raise PermissionDenied  # an invitation is its owners' to see: for the others it would be as if there was none
    rows = Invitation.objects.visible_to(request.actor)
    invitation = get_object_or_404(rows, pk=pk, organisation_id=request.acting_for.id)
    actions.revoke(invitation, actor=request.actor)
    messages.success(request, _("The invitation was taken back. Its link opens nothing any more."))
    return redirect("tenancy:members", organisation)


def _opened(request: HttpRequest, token: str) -> Invitation | None:
    if not request.user.is_authenticated:
        invited.remember(request)
        return None
    invited.waiting(request)
    return actions.open_invitation(token, user=request.user)


@login_not_required
def accept(request: Request, token: str) -> HttpResponse:
    """Where the link of an invitation leads: signed out, first sign in or sign up with the invited address."""
    if request.method == "POST" and request.user.is_authenticated:
        joined = actions.accept(token, user=request.user, actor=request.actor)
        messages.success(request, _("You are now a member of %(name)s.") % {"name": joined.name})
        return redirect(joined)
    found = _opened(request, token)
    response = render(request, "tenancy/accept.html", {"invitation": found})
    response["Referrer-Policy"] = "same-origin"  # the token goes nowhere else; with none at all a post has no origin
    return response


def register(request: Request) -> HttpResponse:
    """A company that is not in MINT yet."""
    form = CompanyForm(request.POST or None, look_up=reverse("tenancy:register_look_up"))
    if request.method == "POST" and form.is_valid():
        try:
            company = actions.register_company(**form.cleaned_data, actor=request.actor)
        except actions.TakenError as error:
            return _taken(request, form.cleaned_data["business_id"], str(error))
        messages.success(request, _("%(name)s is now in MINT.") % {"name": company.name})
        return redirect(company)
    return render(
        request,
        "tenancy/register.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


@outside_transaction
@require_POST
def register_look_up(request: Request) -> HttpResponse:
    """The same page with what the business register knows of the number typed in."""
    form, status = prefilled(request, CompanyForm, reverse("tenancy:register_look_up"))
    with acting(request.user.pk):
        return render(request, "tenancy/register.html", {"form": form}, status=status)


def _taken(request: Request, business_id: str, text: str) -> HttpResponse:
    """A double click goes to one's own new company; to another's, one asks to be let in."""
    company = actions.company_of(business_id)
    if company is not None and company.pk in request.actor.memberships:
        return redirect(company)
    messages.info(request, text)
    return redirect(f"{reverse('companies:join')}?tunnus={business_id}")


def emergency(request: Request) -> HttpResponse:
    """Where an operator enters an organisation that is not theirs."""
    if not can_enter(request.user):
        raise PermissionDenied
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        access = visiting.enter(**form.cleaned_data, user=request.user, actor=request.actor)
        return redirect(access.organisation)
    visits = list(visits_by(request.actor))
    context = {"form": form, "visits": visits, "inside": next((each for each in visits if each.is_open), None)}
    return render(request, "tenancy/emergency.html", context, status=422 if form.is_bound else 200)


@require_POST
def leave(request: Request) -> HttpResponse:
    if not can_enter(request.user):
        raise PermissionDenied
    visiting.leave(actor=request.actor)
    messages.success(request, _("You have left the organisation."))
    return redirect("tenancy:emergency")
