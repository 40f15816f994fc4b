"""What waits for whom in the experiments."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import Challenge
from challenges.states import State as ChallengeState
from experiments.answering import LIVE, SUGGESTED
from experiments.lateness import dues
from experiments.models import Experiment, ExperimentParty, Metric
from experiments.permissions import can_approve
from experiments.resting import awake
from experiments.states import BEFORE, DECIDED, State
from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting

MOST = 20
WAITING = (State.IDEA, State.PLANNING, State.IN_REVIEW, State.APPROVED, State.RUNNING, State.PAUSED, State.EVALUATING)


def duties(actor: Actor, organisation: Acting) -> list[Duty]:
    """Write a plan, approve one, start, measure what is due by the plan, evaluate, decide."""
    rows = _rows(actor, organisation)
    found = (_duty(experiment, actor, organisation) for experiment in rows[:MOST])
    return [duty for duty in found if duty]


def _rows(actor: Actor, organisation: Acting) -> Any:
    joined = ExperimentParty.objects.filter(experiment=OuterRef("pk"), party=organisation.id)
    mine = Q(organisation_id=organisation.id) | Q(is_joined=True)
    reviews = Q(pk=None)
    if actor.acting_municipality_id and "coordinator" in actor.roles:
        reviews |= Q(municipality_id=actor.acting_municipality_id, state=State.IN_REVIEW)
    if "curator" in actor.roles:
        reviews |= Q(project_id__in=actor.curated_ids, state=State.IN_REVIEW)
    if not organisation.may_write:
        return Experiment.objects.none()
    rows = Experiment.objects.visible_to(actor).annotate(is_joined=Exists(joined))
    waits = Q(state__in=WAITING) & (mine | reviews)
    metrics = Prefetch("metrics", Metric.objects.visible_to(actor).with_last())
    found = rows.filter(waits | _ended(actor, organisation)).prefetch_related(metrics).order_by("id")
    return awake(found)


def _ended(actor: Actor, organisation: Acting) -> Q:
    """Decided as the last of its challenge, which the organisation owns or coordinates and which waits for its ending."""
    own = Q(organisation_id=organisation.id)
    if actor.acting_municipality_id and "coordinator" in actor.roles:
        own |= Q(municipality_id=actor.acting_municipality_id)
    challenges = Challenge.objects.filter(own, state=ChallengeState.EXPERIMENTING)
    rest = Experiment.objects.filter(challenge=OuterRef("challenge_id")).exclude(pk=OuterRef("pk"))
    later = rest.filter(LIVE | Q(state__in=DECIDED, decided_at__gt=OuterRef("decided_at")))
    return Q(state__in=DECIDED, decision__in=SUGGESTED, challenge__in=challenges.values("pk")) & Q(~Exists(later))


def _duty(experiment: Any, actor: Actor, organisation: Acting) -> Duty | None:
    owns = experiment.organisation_id == organisation.id
    takes_part = owns or experiment.is_joined
    state = experiment.state
    if state in DECIDED:
        return _conclude(experiment, organisation)
    if state == State.IN_REVIEW:
        return _approve(experiment, actor, organisation)
    if not takes_part or (not owns and state in {State.APPROVED, State.PAUSED}):
        return None
    if state in BEFORE:
        return _before(experiment, organisation)
    return _under_way(experiment, organisation, owns=owns)


def _make(experiment: Any, organisation: Acting, page: str, words: tuple[str, str, str], **more: Any) -> Duty:
    """`words` are the title, the verb on the button and the icon."""
    title, action, icon = words
    url = reverse(f"experiments:{page}", args=[organisation.slug, experiment.pk])
    return Duty(title=title, detail=experiment.title, url=url, action=action, icon=icon, **more)


def _approve(experiment: Any, actor: Actor, organisation: Acting) -> Duty | None:
    if not can_approve(actor, experiment):
        return None
    words = (_("Approve an experiment plan"), _("Open the plan"), "clipboard-check")
    return _make(experiment, organisation, "manage", words, since=clock.day_of(experiment.submitted_at))


def _before(experiment: Any, organisation: Acting) -> Duty | None:
    if experiment.state != State.APPROVED:
        words = (_("Write the plan"), _("Write"), "pencil-line")
        return _make(experiment, organisation, "plan", words, since=clock.day_of(experiment.created_at))
    if experiment.starts_on > clock.today():
        return None
    words = (_("Start the experiment"), _("Open it"), "flask-conical")
    return _make(experiment, organisation, "manage", words, due_on=experiment.starts_on)


def _under_way(experiment: Any, organisation: Acting, *, owns: bool) -> Duty | None:
    if experiment.state == State.EVALUATING:
        return _result(experiment, organisation, owns=owns)
    if experiment.state == State.PAUSED:
        words = (_("Look at the pause again"), _("Open it"), "pause")
        due = experiment.review_on
        return _make(experiment, organisation, "manage", words, due_on=due) if due <= clock.today() else None
    if experiment.ends_on < clock.today() and owns:
        words = (_("Move to evaluation"), _("Open it"), "scale")
        return _make(experiment, organisation, "manage", words, due_on=experiment.ends_on)
    return _measure(experiment, organisation)


def _result(experiment: Any, organisation: Acting, *, owns: bool) -> Duty | None:
    ready = bool(experiment.result and experiment.learnings and experiment.outcome)
    if ready and not owns:
        return None
    title = _("Record the decision") if ready else _("Write the result and the lessons")
    words = (title, _("Write"), "scale")
    return _make(experiment, organisation, "result", words, since=clock.day_of(experiment.finished_at))


def _conclude(experiment: Any, organisation: Acting) -> Duty:
    words = (_("Say how the challenge ended"), _("Open it"), "circle-check")
    return _make(experiment, organisation, "manage", words, since=clock.day_of(experiment.decided_at))


def _measure(experiment: Any, organisation: Acting) -> Duty | None:
    """When a metric's next value is due by its plan."""
    due = next(iter(dues(experiment, experiment.metrics.all())), None)
    if due is None or due.on > clock.today():
        return None
    words = (_("Record a measurement"), _("Record it"), "chart-no-axes-column")
    return _make(experiment, organisation, "measure", words, due_on=due.on, urgent=due.on < clock.today())
