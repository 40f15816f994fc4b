"""What the mailed link opens: the whole text, to be confirmed or declined. Reading it changes nothing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.behalf import workflow
from challenges.behalf.forms import DeclineForm, NumberForm
from challenges.behalf.holding import read as held_row
from challenges.behalf.models import OnBehalf
from challenges.behalf.permissions import can_answer, own_of
from challenges.behalf.states import BehalfState
from challenges.behalf.text import parts_of
from mint.links.codes import masked, send_code
from mint.tenancy.context import Request


@login_not_required
@require_safe
def read(request: Request, token: str) -> HttpResponse:
    row = held_row(token)
    if row is None or (row.state == BehalfState.WAITING and not row.is_open):
        return render(request, "challenges/behalf/gone.html", {"nav": "challenges"}, status=404)
    return render(request, "challenges/behalf/read.html", _context(request, row, token))


def _context(request: Request, row: OnBehalf, token: str, **sent: DeclineForm | NumberForm) -> dict[str, Any]:
    """`sent` is the one of the two forms that was refused."""
    return {
        "row": row,
        "token": token,
        "parts": parts_of(row),
        "state": row.state,
        "to": masked(row.contact_email),
        "own": own_of(row, request.organisations) if request.actor.is_signed_in else None,
        "may_answer": can_answer(request.actor, row),
        "number": NumberForm(),
        "declining": DeclineForm(),
        **sent,
        "form": next(iter(sent.values()), None),
        "nav": "challenges",
    }


def _held(token: str) -> OnBehalf:
    row = held_row(token)
    if row is None:
        raise Http404
    return row


@login_not_required
@require_POST
def code(request: Request, token: str) -> HttpResponse:
    """A code to the address that the link went to, and to no other; it leads back to the text."""
    row, back = _held(token), reverse("behalf:read", args=[token])
    if not row.is_open or request.actor.is_signed_in or "send" not in request.POST:
        return redirect(back)
    send_code(request, email=row.contact_email, name=row.contact_name)
    return redirect(f"{reverse('account_confirm_login_code')}?next={back}")


@require_POST
def confirm(request: Request, token: str) -> HttpResponse:
    row, form = _held(token), NumberForm(request.POST)
    if row.lacks_number and can_answer(request.actor, row) and not form.is_valid():
        return render(request, "challenges/behalf/read.html", _context(request, row, token, number=form), status=422)
    number = form.cleaned_data["business_id"] if form.is_valid() else ""
    challenge = workflow.confirm(token, own=request.organisations, actor=request.actor, business_id=number)
    if challenge.state == "draft":
        messages.warning(request, _("The challenge is your company's now. Check its deadline before you send it."))
        return redirect("challenges:check", challenge.organisation.slug, challenge.pk)
    messages.success(request, _("The challenge is your company's now, and it was sent for review."))
    return redirect("challenges:manage", challenge.organisation.slug, challenge.pk)


@login_not_required
@require_POST
def decline(request: Request, token: str) -> HttpResponse:
    row, form = _held(token), DeclineForm(request.POST)
    if can_answer(request.actor, row) and not form.is_valid():
        return render(request, "challenges/behalf/read.html", _context(request, row, token, declining=form), status=422)
    workflow.decline(token, reason=form.cleaned_data["reason"] if form.is_valid() else "", actor=request.actor)
    return redirect("behalf:read", token)


@login_not_required
@require_POST
def undo(request: Request, token: str) -> HttpResponse:
    _held(token)
    workflow.undo_decline(token, actor=request.actor)
    return redirect("behalf:read", token)
