"""What evaluations show on other pages: an evaluator's desk, the challenge's page, the proposer's page; duties."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.evaluation import board, desk
from challenges.evaluation.models import Decision, Phase, Verdict
from challenges.evaluation.permissions import can_run
from challenges.evaluation.states import DecisionState, PhaseState
from challenges.models import Challenge
from challenges.permissions import takes_part
from challenges.proposals.models import Proposal
from challenges.states import ENDED, SEEKING, State
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting, Request

MOST_DUTIES = 20
SHOWN = (*SEEKING, State.EXPERIMENTING, *ENDED)  # the decision and its memo are read later, too


def cases(request: Request, person: Any) -> dict[str, Any] | None:
    """What one scores, on one's own desk."""
    found = desk.phases(request.actor)
    return {"phases": found} if found else None


def of_challenge(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    """In the workspace, to the side that decides."""
    if request.acting_for is None or challenge.state not in SHOWN or not takes_part(request.actor, challenge):
        return None
    phases = board.phases_of(challenge, request.actor)
    may_run = can_run(request.actor, challenge)
    is_ahead = may_run and challenge.state in SEEKING
    if not phases and not (is_ahead and challenge.criteria.exists()):
        return None
    return {
        "challenge": challenge,
        "acting_for": request.acting_for,
        "phases": phases,
        "said": board.state_of(phases),
        "may_run": may_run,
    }


def of_proposal(request: Request, proposal: Proposal) -> dict[str, Any] | None:
    """To its proposer, once it has been released: the decision and the feedback, and nothing of the others."""
    found = Verdict.objects.visible_to(request.actor).released().filter(proposal=proposal).first()
    return {"verdict": found, "proposal": proposal} if found else None


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """Sheets of one's own, wherever one works; what the coordinator has to decide."""
    own = [_to_score(each) for each in desk.phases(actor) if each.left or each.waits_for_ties]
    if organisation.kind != "municipality" or "coordinator" not in actor.roles:
        return own
    closed = Phase.objects.visible_to(actor).filter(
        municipality_id=organisation.municipality_id or 0, state=PhaseState.CLOSED, challenge__state="evaluating"
    )
    undecided = closed.exclude(
        challenge__in=Decision.objects.filter(state=DecisionState.RELEASED).values("challenge")
    ).select_related("challenge")
    return own + [_to_decide(phase, organisation) for phase in undecided.order_by("closes_on", "id")[:MOST_DUTIES]]


def _to_score(own: desk.OwnPhase) -> Duty:
    left = ngettext("%(n)s proposal to score", "%(n)s proposals to score", own.left) % {"n": own.left}
    return Duty(
        title=_("Score proposals"),
        detail=f"{own.phase.challenge.title} · {left}",
        url=reverse("evaluation:cases"),
        action=_("Score"),
        icon="scale",
        due_on=own.phase.closes_on,
    )


def _to_decide(phase: Phase, organisation: Acting) -> Duty:
    return Duty(
        title=_("Decide on the proposals"),
        detail=phase.challenge.title,
        url=reverse("evaluation:decision", args=[organisation.slug, phase.challenge_id]),
        action=_("Decide"),
        icon="scale",
        since=phase.closes_on,
    )
