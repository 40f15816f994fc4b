"""The page on which an owner says what each party does, lets another join, and parts from one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from experiments.models import Experiment
from experiments.parties import actions
from experiments.parties.forms import JoinForm, SaidForm
from experiments.parties.models import PartyRole
from experiments.parties.permissions import bound, can_compose
from experiments.parties.states import ENDED
from experiments.views.work import found, posted
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation


def parties(request: Request, organisation: str, pk: int) -> HttpResponse:
    """POST lets one join."""
    experiment = _composed(request, pk)
    form = JoinForm(posted(request), experiment=experiment)
    if form.is_bound and form.is_valid():
        actions.join(experiment, form.cleaned_data["member"], form.said, actor=request.actor)
        messages.success(request, _("The organisation takes part, and has been told."))
        return redirect("parties:list", organisation, pk)
    return _page(request, experiment, form)


def _page(request: Request, experiment: Experiment, join: JoinForm, **refused: Any) -> HttpResponse:
    """`refused` is the form that was not taken, and the `member` whose part it said."""
    known = {row.member_id: row for row in PartyRole.objects.visible_to(request.actor).filter(experiment=experiment)}
    stays = bound(experiment)
    rows = [
        {
            "member": member,
            "form": refused["form"] if refused.get("member") == member.pk else _form_of(member, known),
            "may_part": member.pk not in stays,
        }
        for member in _members(experiment)
    ]
    form = refused.get("form") or (join if join.is_bound else None)
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "rows": rows,
        "join": join,
        "form": form,
        "is_open": experiment.state not in ENDED,
    }
    return render(request, "experiments/parties/list.html", context, status=422 if form else 200)


def _members(experiment: Experiment) -> list[Organisation]:
    return [experiment.organisation, *(part.party for part in experiment.parties.all())]


def _form_of(member: Organisation, known: dict[int, PartyRole]) -> SaidForm:
    row = known.get(member.pk)
    initial = {"part": row.part, "does": row.does} if row else {}
    return SaidForm(initial=initial, auto_id=f"o{member.pk}_%s")


@require_POST
def say(request: Request, organisation: str, pk: int, member: int) -> HttpResponse:
    experiment = _composed(request, pk)
    whose, form = _member(experiment, member), SaidForm(request.POST, auto_id=f"o{member}_%s")
    if not form.is_valid():
        return _page(request, experiment, JoinForm(experiment=experiment), form=form, member=member)
    actions.say(experiment, whose, form.said, actor=request.actor)
    messages.success(request, _("What it does was saved."))
    return redirect("parties:list", organisation, pk)


@require_POST
def part(request: Request, organisation: str, pk: int, member: int) -> HttpResponse:
    experiment = _composed(request, pk)
    actions.part(experiment, _member(experiment, member), actor=request.actor)
    messages.success(request, _("It no longer takes part."))
    return redirect("parties:list", organisation, pk)


def _composed(request: Request, pk: int) -> Experiment:
    experiment = found(request, pk)
    if not can_compose(request.actor, experiment):
        raise PermissionDenied
    return experiment


def _member(experiment: Experiment, member: int) -> Organisation:
    whose = next((each for each in _members(experiment) if each.pk == member), None)
    if whose is None:
        raise Http404
    return whose
