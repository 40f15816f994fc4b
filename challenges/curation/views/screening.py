"""What is done to one challenge of the queue: given to somebody, flagged, noted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.curation import actions
from challenges.curation.forms import AssignForm, BackForm, NoteForm, ScreenForm
from challenges.curation.models import CuratorNote
from challenges.curation.permissions import can_screen
from challenges.models import Challenge
from challenges.views.curation import found
from mint.tenancy.context import Request
from mint.web import MoveError


def screened(request: Request, pk: int) -> Challenge:
    """A challenge whose screening this person does; 403 for who may only look at it."""
    challenge = found(request, pk)
    if not can_screen(request.actor, challenge):
        raise PermissionDenied
    return challenge


@require_POST
def assign(request: Request, organisation: str, pk: int) -> HttpResponse:
    """To oneself, to a colleague, or to nobody; from the queue, or from the challenge's own page."""
    challenge = screened(request, pk)
    data = request.GET.copy()  # the queue's buttons share one form: each says in its address who had the row
    data.update(request.POST)
    form = AssignForm(data)
    if not form.is_valid():
        raise MoveError(_("Choose who handles the challenge."))
    to, seen = form.cleaned_data["kenelle"], form.cleaned_data["nyt"]
    actions.assign(challenge, to=to, seen=seen if "nyt" in data else actions.ANYBODY, actor=request.actor)
    said = _("“%(title)s” is nobody's now.") if to is None else _("“%(title)s” has been given.")
    if to == request.actor.user_id:
        said = _("“%(title)s” is yours now.")
    messages.success(request, said % {"title": challenge.title})
    return back(request, organisation, pk)


def back(request: Request, organisation: str, pk: int) -> HttpResponse:
    """To the row of the queue where one was, else to the challenge's page."""
    form = BackForm(request.POST)
    if "paluu" not in request.POST or not form.is_valid():
        return redirect(f"{reverse('challenges:manage', args=[organisation, pk])}#seulonta")
    page = (
        reverse("curation:everywhere") if "kaikki" in request.POST else reverse("curation:queue", args=[organisation])
    )
    query = form.cleaned_data["paluu"]
    return HttpResponseRedirect(f"{page}{'?' if query else ''}{query}#haaste-{pk}")


@require_POST
def screen(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Stage and flags."""
    challenge = screened(request, pk)
    form = ScreenForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Choose the stage and the flags from the list."))
    actions.set_stage(challenge, stage=form.cleaned_data["stage"], actor=request.actor)
    actions.set_flags(challenge, flags=form.cleaned_data["flags"], actor=request.actor)
    messages.success(request, _("The screening was saved."))
    return back(request, organisation, pk)


@require_POST
def note(request: Request, organisation: str, pk: int) -> HttpResponse:
    challenge = screened(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise MoveError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    actions.write_note(challenge, text=form.cleaned_data["text"], key=form.cleaned_data["key"], actor=request.actor)
    return redirect(f"{reverse('challenges:manage', args=[organisation, pk])}#muistiinpanot")


@require_POST
def delete_note(request: Request, organisation: str, pk: int, number: int) -> HttpResponse:
    challenge = screened(request, pk)
    kept = get_object_or_404(CuratorNote.objects.visible_to(request.actor).filter(challenge=challenge), pk=number)
    actions.delete_note(kept, actor=request.actor)
    messages.success(request, _("The note was deleted."))
    return redirect(f"{reverse('challenges:manage', args=[organisation, pk])}#muistiinpanot")
