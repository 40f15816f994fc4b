"""What a version would mean to the experiments that go by another of its template: where each would be, what its gate would ask."""

from dataclasses import dataclass

from experiments.models import Experiment
from experiments.staging.catalogue import Guard
from experiments.staging.models import Stage, Version, Visit
from experiments.staging.placing import Standing, next_of
from mint.actor import Actor

MOST = 100


@dataclass(frozen=True)
class Case:
    """One running experiment: its stage now and by the draft, and what its next gate would ask anew or no more."""

    experiment: Experiment
    number: int
    now: Stage
    then: Stage
    asked: list[str]
    dropped: list[str]

    @property
    def is_moved(self) -> bool:
        return self.now.key != self.then.key

    @property
    def is_touched(self) -> bool:
        return bool(self.is_moved or self.asked or self.dropped)


def cases_of(draft: Version, actor: Actor) -> list[Case]:
    """Those that this reader sees from inside, the touched ones first."""
    inside = Experiment.objects.visible_to(actor).inside(actor)
    rows = Visit.objects.open().filter(version__template=draft.template_id, experiment__in=inside.values("pk"))
    rows = rows.exclude(version=draft).select_related("experiment__municipality", "stage", "version")
    visits = list(rows.order_by("id")[:MOST])
    stages: dict[int, list[Stage]] = {}
    for stage in Stage.objects.filter(version__in={draft.pk, *(visit.version_id for visit in visits)}).order_by(
        "position"
    ):
        stages.setdefault(stage.version_id, []).append(stage)
    found = [_case(visit, draft, stages) for visit in visits]
    return sorted(found, key=lambda case: (not case.is_touched, case.experiment.pk))


def _case(visit: Visit, draft: Version, stages: dict[int, list[Stage]]) -> Case:
    now = Standing(visit.version, stages[visit.version_id], visit.stage, visit)
    then = Standing(draft, stages[draft.pk], counterpart(visit.stage, stages[draft.pk]), visit)
    before, after = _asked(visit.experiment, now), _asked(visit.experiment, then)
    asked = [after[key].text for key in after if before.get(key) != after[key]]
    dropped = [before[key].text for key in before if key not in after or before[key].text != after[key].text]
    return Case(visit.experiment, visit.version.number, now.stage, then.stage, asked, dropped)


def counterpart(stage: Stage, stages: list[Stage]) -> Stage:
    """The same stage in another version; where it is gone, the first of its state, which every version has."""
    of_state = [each for each in stages if each.state == stage.state]
    return next((each for each in of_state if each.key == stage.key), of_state[0])


def _asked(experiment: Experiment, standing: Standing) -> dict[str, Guard]:
    ahead = next_of(experiment, standing)
    return {guard.key: guard for guard in ahead.asks} if ahead else {}
