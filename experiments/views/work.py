"""The work on experiments: those of a workspace, a new one, and the page of one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from challenges.models import Challenge
from challenges.states import State as ChallengeState
from experiments import actions, answering, ethics
from experiments.ahead import ahead
from experiments.chart import Chart
from experiments.charting import charts
from experiments.forms import ASKS, EndingForm, NewForm, PublicationForm, passed_over
from experiments.gates import Check, Gate
from experiments.models import Experiment, Metric
from experiments.permissions import BEGINNABLE, can_create, can_lead, can_plan, can_write_plan
from experiments.plan import deviations
from experiments.stages import stepper
from experiments.staging import panel
from experiments.staging.lines import GATE
from experiments.staging.panel import gate_ahead
from experiments.staging.permissions import can_see_board
from experiments.staging.workflow import MOVES as STAGE_MOVES
from experiments.states import CHANGEABLE, DRAFTED, MEASURABLE, State
from experiments.views.grades import evidence_shown
from experiments.workflow import MOVES
from mint.matching.models import Match
from mint.tenancy.context import Request
from mint.web import paginate
from mint.workflow import Move, available, blockers, main_of, undoable

# What one does while a gate is open, by state.
WORKED_ON = dict.fromkeys(DRAFTED, "plan") | {State.RUNNING: "measure", State.EVALUATING: "result"}


@require_safe
def own(request: Request, organisation: str) -> HttpResponse:
    """The experiments of the organisation one works for, the newest first."""
    acting = request.acting_for
    place = acting.municipality_id if acting.kind == "municipality" and "coordinator" in acting.roles else None
    rows = Experiment.objects.visible_to(request.actor)
    rows = rows.inside(request.actor) if "curator" in acting.roles else rows.of_tenant(acting.id, place)
    page = paginate(request, rows.with_people(), by=("-id",))
    context = {"page": page, "nav": "experiments", "may_create": may_begin(request)}
    return render(request, "experiments/own.html", context | {"may_see_board": can_see_board(request.actor)})


def may_begin(request: Request) -> bool:
    """Who might, of some challenge; of which one, `can_create` says."""
    return request.acting_for.has_role("editor")


def new(request: Request, organisation: str) -> HttpResponse:
    """Begin one, for a challenge (?haaste=) or from an agreed match (?yhteensovitus=)."""
    match = _match(request)
    challenges = _challenges(request, match)
    if not may_begin(request):
        raise PermissionDenied
    form = NewForm(posted(request), challenges=challenges, initial=_suggested(request, match))
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        challenge = data.pop("challenge")
        if match:
            experiment = actions.start_from_match(match, actor=request.actor, **data)
        else:
            experiment = actions.create(challenge, actor=request.actor, **data)
        return redirect("experiments:manage", organisation, experiment.pk)
    context = {"form": form, "match": match, "nav": "experiments", "none": not challenges.exists()}
    return render(request, "experiments/new.html", context, status=422 if form.is_bound else 200)


def _match(request: Request) -> Match | None:
    number = request.GET.get("yhteensovitus", "")
    if not number:
        return None
    key = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    rows = Match.objects.visible_to(request.actor).select_related("need", "partner", "organisation")
    match = get_object_or_404(rows, pk=key)
    if not can_create(request.actor, actions.challenge_of(match, request.actor)):
        raise PermissionDenied
    return match


def _challenges(request: Request, match: Match | None) -> QuerySet[Challenge]:
    """What one may begin an experiment for: the own challenges, or those one curates."""
    rows = Challenge.objects.visible_to(request.actor).filter(state__in=BEGINNABLE).defer("search").order_by("-id")
    if match:
        return rows.filter(pk=match.need.subject_id)
    return own_challenges(request)


def own_challenges(request: Request) -> QuerySet[Challenge]:
    """What may be tried of those one owns, coordinates or curates; not what is being scored: its partner is not chosen yet."""
    rows = Challenge.objects.visible_to(request.actor).filter(state__in=BEGINNABLE).defer("search").order_by("-id")
    rows = rows.exclude(state=ChallengeState.EVALUATING, criteria__isnull=False)
    mine = rows.filter(organisation_id=request.acting_for.id)
    if request.actor.acting_municipality_id and "coordinator" in request.actor.roles:
        mine |= rows.filter(municipality_id=request.actor.acting_municipality_id)
    if "curator" in request.actor.roles:
        mine |= rows.filter(project_id__in=request.actor.curated_ids)
    return mine


def _suggested(request: Request, match: Match | None) -> dict[str, Any]:
    if match:
        return {"challenge": match.need.subject_id}
    return {"challenge": request.GET.get("haaste", "")}


def posted(request: Request) -> QueryDict | None:
    """What was sent, also when it is empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def found(request: Request, pk: int) -> Experiment:
    """An experiment that the reader may work on or look into; 404 for everybody else."""
    rows = Experiment.objects.visible_to(request.actor).inside(request.actor).with_people()
    metrics = Prefetch("metrics", Metric.objects.visible_to(request.actor).with_last())
    experiment: Experiment = get_object_or_404(rows.prefetch_related(metrics), pk=pk)
    return experiment


@require_safe
def manage(request: Request, organisation: str, pk: int) -> HttpResponse:
    """One experiment at work: stages, gate, moves, measurements, what happened."""
    return manage_page(request, found(request, pk))


def manage_page(request: Request, experiment: Experiment, refused: EndingForm | None = None) -> HttpResponse:
    """`refused` is what was said of the challenge's ending and cannot be taken as it is (422)."""
    metrics = list(experiment.metrics.all())
    chosen = next((m for m in metrics if str(m.pk) == request.GET.get("mittari")), metrics[0] if metrics else None)
    may_plan = can_plan(request.actor, experiment)
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "stages": stepper(experiment),
        "gate": _gate(experiment),
        "tasks": tasks_of(request, experiment, may_plan=may_plan),
        "metrics": metrics,
        "chart": _chart(request, experiment, chosen),
        "deviations": deviations(experiment),
        "ethics": ethics.rows(experiment.ethics),
        "publication_form": PublicationForm(
            initial={"publication": experiment.publication, "version": experiment.version}
        ),
        "ending": ending_of(request, experiment, refused),
        "form": refused,
        **evidence_shown(request, experiment, metrics),
        **what_one_may(request, experiment, may_plan=may_plan),
    }
    return render(request, "experiments/manage.html", context, status=422 if refused else 200)


def _gate(experiment: Experiment) -> Gate | None:
    """The gate ahead, unless something else comes first: whether what is paused goes on."""
    return None if experiment.state == State.PAUSED else gate_ahead(experiment)


def _chart(request: Request, experiment: Experiment, metric: Metric | None) -> Chart | None:
    """When the experiment has run, or has something to chart: before, the plan is what one reads."""
    chart = next(iter(charts(experiment, [metric] if metric else [], request.actor)), None)
    return chart if chart and (experiment.is_shown or chart.points) else None


def ending_of(request: Request, experiment: Experiment, refused: EndingForm | None = None) -> dict[str, Any] | None:
    """The step after the decision: how the challenge ended, with the decision's reason to start from."""
    if not answering.may_conclude(request.actor, experiment):
        return None
    form = refused or EndingForm(initial={"reason": experiment.decision_reason})
    suggested, is_contrary = answering.suggestion(experiment), answering.is_contrary(experiment)
    return {"may": True, "suggested": suggested, "is_contrary": is_contrary, "form": form}


def what_one_may(request: Request, experiment: Experiment, *, may_plan: bool) -> dict[str, Any]:
    """The buttons."""
    moves = [move for move in available(experiment, MOVES, request.actor) if _is_shown(experiment, move)]
    return {
        "moves": [_offered(experiment, move) for move in moves],
        "undo": undoable(experiment, (*MOVES, *STAGE_MOVES), request.actor),
        "stage": panel.of(request, experiment),
        "ahead": ahead(experiment, steers=bool(moves)),
        "may_plan": can_write_plan(request.actor, experiment) and experiment.state in CHANGEABLE,
        "may_measure": may_plan and experiment.state in MEASURABLE and bool(experiment.metrics.all()),
        "may_write_result": may_plan and experiment.state == State.EVALUATING,
        "first": _first(experiment, moves, may_plan=may_plan),
        "may_publish": can_lead(request.actor, experiment),
    }


def _offered(experiment: Experiment, move: Move) -> dict[str, Any]:
    """What the gate lacks and may be passed over with a reason is asked on the move's own page."""
    missing = passed_over(move.name, experiment)
    asks = move.name in ASKS or bool(missing)
    return {"move": move, "blockers": blockers(experiment, move), "asks": asks, "missing": missing}


def _is_shown(experiment: Experiment, move: Move) -> bool:
    """What is decided is either followed up or closed: of the two, the one that comes next."""
    return experiment.state != State.DECIDED or not blockers(experiment, move)


def _first(experiment: Experiment, moves: list[Move], *, may_plan: bool) -> str:
    """What the page's one filled button does: the gate's work while it is open, else the name of the move ahead."""
    gate = _gate(experiment)
    if may_plan and gate and gate.done < gate.total and experiment.state in WORKED_ON:
        return WORKED_ON[State(experiment.state)]
    return main_of(moves)


def _where(check: Check, place: list[Any], *, may_plan: bool) -> str:
    """What is signed and attached is done on the gate's own page, also by those who do not plan."""
    if check.where == GATE:
        return f"{reverse(GATE, args=place)}#rivi-{check.key}"
    return reverse(f"experiments:{check.where}", args=place) if may_plan and check.where else ""


def tasks_of(request: Request, experiment: Experiment, *, may_plan: bool) -> list[dict[str, Any]]:
    """The gate's lines for components/tasks.html, each with the page on which it is done."""
    gate = _gate(experiment)
    place = [request.acting_for.slug, experiment.pk]
    return [
        {
            "text": check.text,
            "done": check.done,
            "note": check.note,
            "url": _where(check, place, may_plan=may_plan),
        }
        for check in (gate.checks if gate else [])
    ]
