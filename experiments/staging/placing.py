"""Where an experiment stands, what comes next, and the one place that moves it from stage to stage."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from experiments.gates import Check
from experiments.models import Experiment
from experiments.staging.lines import checks_of
from experiments.staging.models import Stage, Template, Version, Visit
from experiments.staging.states import STAGED, STANDS_IN, Strength
from experiments.states import FOLLOWED, State
from mint import clock
from mint.actor import Actor
from mint.projects.models import Partner
from mint.web import MoveError
from mint.workflow import Move, lock, perform

KNOWN, STEPS = "_standing", "_steps"  # what an instance remembers of itself
THROUGH = "stages"  # the key of the line that asks for the stages between


@dataclass(frozen=True)
class Standing:
    """`visit` is None for an experiment that was made past its actions: it stands at the first stage of its state."""

    version: Version
    stages: list[Stage]
    stage: Stage
    visit: Visit | None = None

    def first_of(self, state: str) -> Stage:
        return next(stage for stage in self.stages if stage.state == state)

    @property
    def before(self) -> Stage | None:
        """The stage before, where it is of the same state."""
        return self._beside(-1)

    @property
    def further(self) -> Stage | None:
        """The stage after, where it is of the same state."""
        return self._beside(1)

    def _beside(self, step: int) -> Stage | None:
        place = self.stages.index(self.stage) + step
        found = self.stages[place] if 0 <= place < len(self.stages) else None
        return found if found and found.state == self.stage.state else None


@dataclass(frozen=True)
class Step:
    """A stage to come to, and what its gate asks."""

    standing: Standing
    stage: Stage
    checks: list[Check] = field(default_factory=list)

    @property
    def missing(self) -> list[Check]:
        """What one may move on despite, with a reason."""
        return [check for check in self.checks if not check.done and check.strength == Strength.REASON]

    @property
    def barring(self) -> list[Check]:
        """What nobody moves on without."""
        return [check for check in self.checks if not check.done and check.strength == Strength.REQUIRED]


def state_of(experiment: Experiment) -> State:
    """The state whose stages it stands at."""
    state = State(experiment.state)
    return STANDS_IN.get(state, state)


def standing_of(experiment: Experiment) -> Standing | None:
    """None for one that was cancelled, and for a reader who sees no template. Asked once for each instance."""
    known = experiment.__dict__
    if KNOWN not in known:
        known[KNOWN] = _found(experiment)
    found: Standing | None = known[KNOWN]
    return found


def _found(experiment: Experiment) -> Standing | None:
    if experiment.state not in STAGED:
        return None
    rows = Visit.objects.open().filter(experiment=experiment).select_related("version__template", "moved_by")
    visit = rows.first()
    version = visit.version if visit else version_for(experiment)
    if version is None:
        return None
    stages = list(version.stages.order_by("position"))
    here = next((s for s in stages if visit and s.pk == visit.stage_id), None)
    if here is None or here.state != state_of(experiment):
        here = next((stage for stage in stages if stage.state == state_of(experiment)), None)
    return Standing(version, stages, here, visit) if here else None


def version_for(experiment: Experiment) -> Version | None:
    """The newest of the template that a new experiment begins by: its project's, its own university's, the one of the
    project's lead, else the built-in one.
    """
    lead = Partner.objects.filter(project=experiment.project_id, part=Partner.Part.LEAD).values("organisation")
    own, led = Q(project=None, organisation=experiment.organisation_id), Q(project=None, organisation__in=lead)
    rank = Case(
        When(Q(project__isnull=False), then=Value(0)), When(own, then=Value(1)), When(led, then=Value(2)),
        default=Value(3), output_field=IntegerField(),
    )  # fmt: skip
    of_project = Q(project=experiment.project_id) if experiment.project_id else Q(pk=None)
    rows = Template.objects.in_use().filter(of_project | own | led | Q(organisation=None))
    template = rows.annotate(rank=rank).order_by("rank", "id").first()
    if template is None:
        return None
    newest: Version | None = Version.objects.published().filter(template=template).order_by("-number").first()
    if newest:
        newest.template = template
    return newest


def step_to(experiment: Experiment, standing: Standing, stage: Stage) -> Step:
    """With what the gate asks; leaving a state asks too that its other stages have been gone through."""
    checks = checks_of(experiment, standing.visit, stage.asks)
    further = standing.further
    if stage.state != standing.stage.state and further is not None:
        text = _("Gone through: the stage “%(name)s”") % {"name": further.staff}
        checks = [Check(text, done=False, where="", required=False, key=THROUGH, strength=Strength.REASON), *checks]
    return Step(standing, stage, checks)


def next_of(experiment: Experiment, standing: Standing) -> Stage | None:
    """The stage ahead; what is not followed up goes from its decision straight to its end."""
    place = standing.stages.index(standing.stage) + 1
    skips = experiment.decision not in FOLLOWED
    rest = [stage for stage in standing.stages[place:] if not (skips and stage.state == State.FOLLOW_UP)]
    return rest[0] if rest else None


def step_ahead(experiment: Experiment, target: str = "") -> Step | None:
    """The step to the first stage of the state (`target`), or to the next stage."""
    standing = standing_of(experiment)
    if standing is None:
        return None
    stage = standing.first_of(target) if target else next_of(experiment, standing)
    known: dict[int, Step] = experiment.__dict__.setdefault(STEPS, {})
    if stage and stage.pk not in known:
        known[stage.pk] = step_to(experiment, standing, stage)
    return known[stage.pk] if stage else None


def is_open(experiment: Experiment, target: str) -> bool:
    """Does the template let it into this state as it is?"""
    step = step_ahead(experiment, target)
    return step is None or not (step.missing or step.barring)


def required(target: str) -> Any:
    """The guard of a lifecycle's move: what the template says is never passed over."""

    def guard(experiment: Experiment) -> str | None:
        step = step_ahead(experiment, target)
        return said(step.barring) if step else None

    return guard


def said(checks: list[Check]) -> str | None:
    if not checks:
        return None
    return _("Still missing: %(what)s.") % {"what": "; ".join(check.text for check in checks)}


def stepped(
    experiment: Experiment, move: Move, *, actor: Actor, reason: str = "", anyway: str = "", **changes: Any
) -> Experiment:
    """A lifecycle's move onwards, and the step to the first stage of its state.

    `anyway` says why, where the template's gate is open still: raises MoveError without.
    """
    fresh = lock(experiment)
    step = step_ahead(fresh, move.target)
    told = told_of(step, anyway) if step else None
    made = perform(
        fresh, move, actor=actor, reason=both(reason, step and step.missing and anyway), told=told, **changes
    )
    if step:
        enter(made, step, actor=actor, anyway=anyway)
    return made


def both(reason: str, anyway: Any) -> str:
    return "\n\n".join(filter(None, [reason, str(anyway or "")]))


def told_of(step: Step, anyway: str) -> dict[str, Any]:
    """For the audit trail: from where to where by its words, and what was passed over."""
    to, version = step.stage, step.standing.version
    told = {"from": step.standing.stage.key, "stage": to.key, "template": version.template_id, "number": version.number}
    told |= {"staff": {code: getattr(to, f"staff_{code}") for code in ("fi", "sv", "en")}}
    return told | {"skipped": [check.text for check in step.missing]} if step.missing and anyway else told


def enter(experiment: Experiment, step: Step, *, actor: Actor, anyway: str = "") -> None:
    if barring := said(step.barring):
        raise MoveError(barring)
    missing = step.missing
    if missing and len(anyway.strip()) < 3:
        raise MoveError(_("%(missing)s You may move on despite it, with a reason.") % {"missing": said(missing)})
    skipped = [check.text for check in missing]
    place(
        experiment, step.standing.version, step.stage, actor=actor, despite=anyway if skipped else "", skipped=skipped
    )


def forget(experiment: Experiment) -> None:
    for name in (KNOWN, STEPS):
        experiment.__dict__.pop(name, None)


def place(experiment: Experiment, version: Version, stage: Stage, *, actor: Actor, **more: Any) -> Visit:
    now = clock.now()
    forget(experiment)
    Visit.objects.open().filter(experiment=experiment).update(left_at=now)
    return Visit.objects.create(
        organisation_id=experiment.organisation_id, experiment=experiment, version=version, stage=stage,
        entered_at=now, created_at=now, moved_by_id=actor.user_id, **more,
    )  # fmt: skip


def begin(experiment: Experiment, *, actor: Actor) -> None:
    """A new experiment stands at the first stage of its state, by the template that is in use."""
    version = version_for(experiment)
    if version is not None:
        place(experiment, version, version.stages.filter(state=experiment.state).earliest("position"), actor=actor)


def return_to(experiment: Experiment, *, actor: Actor) -> None:
    """After a move backwards: to the stage of that state where it was last."""
    standing = standing_of(experiment)
    if standing is None:
        return
    was = Visit.objects.filter(experiment=experiment, version=standing.version, stage__state=experiment.state)
    last = was.order_by("-id").values_list("stage_id", flat=True).first()
    stage = next((s for s in standing.stages if s.pk == last), None) or standing.first_of(experiment.state)
    place(experiment, standing.version, stage, actor=actor)


def halt(experiment: Experiment) -> None:
    """Cancelled: it stands nowhere any more."""
    Visit.objects.open().filter(experiment=experiment).update(left_at=clock.now())


def take_back(experiment: Experiment) -> None:
    """After an undo: the experiment stands where it stood before, since then. Asked once the state is what it was."""
    rows = Visit.objects.filter(experiment=experiment).select_related("stage").order_by("-id")
    last = list(rows[:2])
    if last and last[0].left_at is None:
        if last[0].stage.state == state_of(experiment):
            return
        last.pop(0).delete()
    if last and last[0].stage.state == state_of(experiment):
        Visit.objects.filter(pk=last[0].pk).update(left_at=None)


def stepped_back(experiment: Experiment) -> None:
    """After the undo of a step within a state."""
    last = list(Visit.objects.filter(experiment=experiment).order_by("-id")[:2])
    if len(last) == 2 and last[0].left_at is None:
        last[0].delete()
        Visit.objects.filter(pk=last[1].pk).update(left_at=None)
