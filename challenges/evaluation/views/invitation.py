"""The mailed link of an evaluator without an account: one button mails a code, the code signs in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from challenges.evaluation import inviting
from mint.links.codes import masked, send_code
from mint.tenancy.context import Request


@login_not_required
def invitation(request: Request, token: str) -> HttpResponse:
    """What it is about; the code goes to the address that was invited, and to no other."""
    found = inviting.invited(token)
    if found is None:
        raise Http404
    if request.actor.user_id == found.user_id:
        return redirect("evaluation:cases")
    if "send" in request.POST:
        send_code(request, email=found.email, name="")
        return redirect(f"{reverse('account_confirm_login_code')}?next={reverse('evaluation:cases')}")
    return render(
        request,
        "evaluation/invitation.html",
        {"invited": found, "to": masked(found.email)},
        status=200 if request.method != "POST" else 422,
    )
