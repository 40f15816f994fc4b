"""Setting the criteria of a call: one page, one form, the sum of the weights said as one types."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.models import Challenge
from challenges.proposals import setting
from challenges.proposals.asking import asked_of
from challenges.proposals.forms import TermsForm, criteria_form, weights_in
from challenges.proposals.guards import WHOLE
from challenges.proposals.models import Call
from challenges.proposals.permissions import can_set_criteria
from challenges.views.curation import found
from mint.autosaves import KeyForm
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError, wants_partial


def criteria(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The whole set is saved at once; what is left empty is no criterion."""
    challenge = _settable(request, pk)
    if request.method != "POST":
        return _sum(request, weights_in(request.GET)) if wants_partial(request) else _page(request, challenge)
    rows, terms = criteria_form(asked_of(challenge).criteria, request.POST), TermsForm(request.POST)
    if not (rows.is_valid() and terms.is_valid()):
        return _page(request, challenge, rows=rows, terms=terms)
    try:
        setting.set_criteria(
            challenge, rows=rows.rows(), terms=terms.cleaned_data, version=_version(request), actor=request.actor
        )
    except StaleError as stale:
        return _page(request, challenge, rows=rows, terms=terms, stale=str(stale))
    return _told(request, challenge, weights_in(request.POST))


def _told(request: Request, challenge: Challenge, total: int) -> HttpResponse:
    if total in (0, WHOLE):
        messages.success(request, _("The criteria were saved."))
    else:
        text = _("The criteria were saved. Their weights make up %(sum)s: correct them to 100 before publishing.")
        messages.warning(request, text % {"sum": total})
    return redirect("proposals:criteria", request.acting_for.slug, challenge.pk)


def _settable(request: Request, pk: int) -> Challenge:
    challenge = found(request, pk)
    if can_set_criteria(request.actor, challenge):
        return challenge
    if challenge.is_public:
        url = challenge.get_absolute_url()
        raise MoveError(_("The challenge is public, so its criteria stand as they are."), url=url, link=challenge.title)
    raise PermissionDenied


def _version(request: Request) -> int | None:
    hidden = KeyForm(request.POST)
    return hidden.cleaned_data["version"] if hidden.is_valid() else None


def _sum(request: Request, total: int) -> HttpResponse:
    return render(request, "proposals/_sum.html", {"total": total, "is_whole": total == WHOLE})


def _page(
    request: Request, challenge: Challenge, *, rows: Any = None, terms: Any = None, stale: str = ""
) -> HttpResponse:
    call = Call.objects.visible_to(request.actor).filter(challenge=challenge).first()
    known = asked_of(challenge).criteria
    total = weights_in(request.POST) if rows is not None else asked_of(challenge).total
    context = {
        "challenge": challenge,
        "rows": rows if rows is not None else criteria_form(known),
        "terms": terms or TermsForm(instance=call),
        "version": call.version if call else "",
        "has_criteria": bool(known),
        "total": total,
        "is_whole": total == WHOLE,
        "stale": stale,
        "nav": "challenges",
    }
    status = 200 if rows is None else 409 if stale else 422
    return render(request, "proposals/criteria.html", context, status=status)


@require_POST
def suggest(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The suggested set, in place of what there is."""
    challenge = _settable(request, pk)
    setting.suggest(challenge, version=_version(request), actor=request.actor)
    messages.success(request, _("The suggested criteria are here. Change them as you like."))
    return redirect("proposals:criteria", organisation, pk)
