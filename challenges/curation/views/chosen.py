"""One deed to the rows selected in the queue, and what became of each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.curation import bulk
from challenges.curation.forms import BackForm, ChosenForm, ids_of
from challenges.curation.models import ReplyText
from challenges.curation.permissions import can_review
from challenges.curation.states import Occasion
from mint.tenancy.context import Request
from mint.web import MoveError


@require_POST
def chosen(request: Request, organisation: str) -> HttpResponse:
    """Who may, and when, is asked again of every row; a second click finds it done."""
    if not can_review(request.actor):
        raise PermissionDenied
    form, ids = ChosenForm(request.POST), ids_of(request.POST.getlist("haaste"))
    if not form.is_valid():
        raise MoveError(_("Choose what is done to the challenges selected."))
    if not ids:
        messages.error(request, _("Select a challenge first."))
        return redirect(_queue(request))
    if lacks := form.lacks():
        raise MoveError(lacks)
    if len(ids) > bulk.MOST_ROWS:
        raise MoveError(_("Select a hundred challenges at most."))
    outcomes = bulk.run(ids, _wish(request, form))
    context = {
        "outcomes": outcomes,
        "done": sum(each.done for each in outcomes),
        "missing": len(set(ids)) - len(outcomes),
        "back": _back(request),
        "nav": "queue",
    }
    return render(request, "curation/chosen.html", context)


def _back(request: Request) -> str:
    form = BackForm(request.POST)
    return str(form.cleaned_data["paluu"]) if form.is_valid() else ""


def _queue(request: Request) -> str:
    """The queue as it stood."""
    return "?".join(filter(None, [reverse("curation:queue", args=[request.acting_for.slug]), _back(request)]))


def _wish(request: Request, form: ChosenForm) -> bulk.Wish:
    data = form.cleaned_data
    to = {"ota": request.actor.user_id, "anna": data["kollega"]}.get(data["toimi"])
    return bulk.Wish(
        deed=data["toimi"],
        slug=request.acting_for.slug,
        actor=request.actor,
        to=to,
        stage=data["vaihe"],
        flag=data["merkinta"],
        reply=_reply(request, data["pohja"]) if data["toimi"] == "palauta" else None,
    )


def _reply(request: Request, pk: int) -> ReplyText:
    offered = ReplyText.objects.visible_to(request.actor).offered(request.acting_for.id)
    reply: ReplyText = get_object_or_404(offered.filter(occasion=Occasion.RETURNED), pk=pk)
    return reply
