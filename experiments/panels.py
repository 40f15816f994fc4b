"""What experiments show on other pages: those of a challenge, and the own running ones on the desk."""

from typing import Any

from django.urls import reverse

from challenges.models import Challenge
from challenges.traits import has
from experiments.actions import answered
from experiments.models import Experiment
from experiments.permissions import can_create
from experiments.stages import step_number, week
from experiments.states import UNDER_WAY, Stage, State
from mint.matching.models import Match
from mint.matching.states import AGREED, Agreement
from mint.tenancy.context import Acting, Request

MOST = 6


def of_challenge(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    """The experiments that answer a challenge, as far as the reader may see them."""
    actor = request.actor
    if not actor.is_signed_in and challenge.seeks_partners:
        return None  # what the public may see runs, and then the challenge no longer seeks
    if not has(challenge, "has_experiments"):
        return None
    rows = Experiment.objects.visible_to(actor).filter(challenge=challenge).exclude(state=State.CANCELLED)
    found = list(rows.select_related("municipality").order_by("-id")[:MOST])
    return {"rows": [_row(experiment) for experiment in found]} if found else None


def of_match(request: Request, match: Match) -> dict[str, Any] | None:
    """Where two sides have agreed on an experiment: the way to it, or to its beginning."""
    if match.state not in AGREED or match.agreement != Agreement.EXPERIMENT:
        return None
    actor = request.actor
    begun = Experiment.objects.visible_to(actor).inside(actor).filter(match=match).first()
    challenge = None if begun else answered(match, actor)
    may_begin = challenge is not None and can_create(actor, challenge)
    return {"experiment": begun, "may_begin": may_begin, "match": match, "acting_for": request.acting_for}


def begin(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    """The way from a challenge at work to an experiment, for those who may begin one."""
    acting: Acting | None = getattr(request, "acting_for", None)
    actor = request.actor
    if acting is None or not can_create(actor, challenge):
        return None
    return {"url": f"{reverse('experiments:new', args=[acting.slug])}?haaste={challenge.pk}"}


def of_desk(request: Request, organisation: Acting) -> dict[str, Any] | None:
    """The organisation's running experiments, each with a small stepper; a student sees none of their pages."""
    if not organisation.may_see_inside:
        return None
    actor = request.actor
    rows = Experiment.objects.visible_to(actor)
    if "curator" in organisation.roles:
        rows = rows.inside(actor)
    else:
        place = organisation.municipality_id if organisation.kind == "municipality" else None
        rows = rows.of_tenant(organisation.id, place)
    running = (
        rows.filter(state__in=(*UNDER_WAY, State.EVALUATING)).select_related("municipality").order_by("ends_on", "id")
    )
    experiments = list(running[:MOST])
    return (
        {"rows": [_row(experiment) for experiment in experiments], "acting_for": organisation} if experiments else None
    )


def _row(experiment: Experiment) -> dict[str, Any]:
    return {
        "experiment": experiment,
        "step": step_number(experiment),
        "total": len(Stage),
        "stage": experiment.stage.label if experiment.stage else experiment.get_state_display(),
        "week": week(experiment) if experiment.state == State.RUNNING else None,
    }
