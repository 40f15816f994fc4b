"""The page on which an owner says what each party does, and invites another."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.forms import FindForm
from experiments.models import Experiment, PartyInvitation
from experiments.parties import actions, workflow
from experiments.parties.forms import InviteForm, SaidForm
from experiments.parties.models import PartyRole
from experiments.parties.permissions import bound, can_compose
from experiments.parties.states import ENDED
from experiments.states import Invited
from experiments.views.work import found, posted
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation


def parties(request: Request, organisation: str, pk: int) -> HttpResponse:
    """`?q=` finds those who may be invited; POST invites one of them."""
    experiment = composed(request, pk)
    form = _invite_form(request, experiment)
    if form.is_bound and form.is_valid():
        message = form.cleaned_data["message"]
        workflow.invite(experiment, form.cleaned_data["member"], form.said, message=message, actor=request.actor)
        messages.success(request, _("The invitation was sent. You are told of the answer."))
        return redirect("parties:list", organisation, pk)
    return _page(request, experiment, form)


def _invite_form(request: Request, experiment: Experiment) -> InviteForm:
    return InviteForm(posted(request), experiment=experiment, words=FindForm(request.GET).words)


def _page(request: Request, experiment: Experiment, invite: InviteForm, **refused: Any) -> HttpResponse:
    """`refused` is the form that was not taken, and the `member` whose part it said."""
    rows = PartyRole.objects.visible_to(request.actor).filter(experiment=experiment)
    known = {row.member_id: row for row in rows}
    stays = bound(experiment)
    form = refused.get("form") or (invite if invite.is_bound else None)
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "rows": [
            {
                "member": member,
                "form": refused["form"] if refused.get("member") == member.pk else _form_of(member, known),
                "may_part": member.pk not in stays,
            }
            for member in members(experiment)
        ],
        "invitations": _invitations(request, experiment),
        "invite": invite,
        "words": FindForm(request.GET).words,
        "form": form,
        "is_open": experiment.state not in ENDED,
    }
    return render(request, "experiments/parties/list.html", context, status=422 if form else 200)


def _invitations(request: Request, experiment: Experiment) -> list[dict[str, Any]]:
    """Those that have not led to taking part, with what was answered."""
    rows = PartyInvitation.objects.visible_to(request.actor).filter(experiment=experiment)
    rows = rows.exclude(state=Invited.JOINED).select_related("member").order_by("-id")
    said = workflow.reasons_of(list(rows))
    return [{"invitation": row, "said": said.get(row.pk, ""), "waits": row.state == Invited.INVITED} for row in rows]


def members(experiment: Experiment) -> list[Organisation]:
    return [experiment.organisation, *(part.party for part in experiment.parties.all())]


def _form_of(member: Organisation, known: dict[int, PartyRole]) -> SaidForm:
    row = known.get(member.pk)
    initial = {"part": row.part, "does": row.does} if row else {}
    return SaidForm(initial=initial, auto_id=f"o{member.pk}_%s")


@require_POST
def say(request: Request, organisation: str, pk: int, member: int) -> HttpResponse:
    experiment = composed(request, pk)
    whose, form = member_of(experiment, member), SaidForm(request.POST, auto_id=f"o{member}_%s")
    if not form.is_valid():
        invite = InviteForm(experiment=experiment, words="")
        return _page(request, experiment, invite, form=form, member=member)
    actions.say(experiment, whose, form.said, actor=request.actor)
    messages.success(request, _("What it does was saved."))
    return redirect("parties:list", organisation, pk)


@require_POST
def take_back(request: Request, organisation: str, pk: int, member: int) -> HttpResponse:
    experiment = composed(request, pk)
    rows = PartyInvitation.objects.visible_to(request.actor)
    workflow.take_back(get_object_or_404(rows, experiment=experiment, member=member), actor=request.actor)
    messages.success(request, _("The invitation was taken back."))
    return redirect("parties:list", organisation, pk)


def composed(request: Request, pk: int) -> Experiment:
    """For who says who takes part."""
    experiment = found(request, pk)
    if not can_compose(request.actor, experiment):
        raise PermissionDenied
    return experiment


def member_of(experiment: Experiment, member: int) -> Organisation:
    whose = next((each for each in members(experiment) if each.pk == member), None)
    if whose is None:
        raise Http404
    return whose
