"""What the home page shows of the region's life: newest challenges, experiments under way, what draws people there."""

from dataclasses import dataclass, field

from challenges.models import Challenge
from experiments.learning.models import Lesson
from experiments.models import Experiment
from experiments.states import STATES_OF, Stage
from mint.actor import Actor
from mint.places.models import Municipality
from municipalities.models import AttractionFactor

CARDS = 3
FACTORS_A_CARD = 3
FACTORS_READ = 40
NOW = (*STATES_OF[Stage.EXPERIMENT], *STATES_OF[Stage.EVALUATION])


@dataclass
class Draw:
    """A municipality and the newest of its published attraction factors."""

    municipality: Municipality
    factors: list[AttractionFactor] = field(default_factory=list)


@dataclass(frozen=True)
class Trial:
    """An experiment with its place among the five stages."""

    experiment: Experiment
    step: int
    total: int
    stage: str


def newest_challenges(actor: Actor) -> list[Challenge]:
    return list(Challenge.objects.visible_to(actor).open().newest().select_related("municipality")[:CARDS])


def trials(actor: Actor) -> list[Trial]:
    """Experiments that run or are being evaluated now, the newest first."""
    rows = Experiment.objects.visible_to(actor).filter(state__in=NOW).select_related("municipality", "organisation")
    stages = list(Stage)
    return [
        Trial(row, stages.index(row.stage) + 1, len(stages), str(row.stage.label))
        for row in rows.order_by("-started_at", "-pk")[:CARDS]
        if row.stage
    ]


def lessons(actor: Actor) -> list[Lesson]:
    """The newest of each kind: what did not work has its place beside what did."""
    rows = Lesson.objects.visible_to(actor).public().select_related("experiment__municipality", "organisation")
    return list(rows.order_by("kind", "-pk").distinct("kind"))


def draws(actor: Actor) -> list[Draw]:
    """A few municipalities with what draws people there; not a ranking: those who told something last come first, and what is out of date is left out."""
    rows = AttractionFactor.objects.visible_to(actor).fresh().select_related("municipality")
    found: dict[int, Draw] = {}
    for factor in rows.order_by("-published_at", "-pk")[:FACTORS_READ]:
        draw = found.setdefault(factor.municipality_id, Draw(factor.municipality))
        if len(draw.factors) < FACTORS_A_CARD:
            draw.factors.append(factor)
    return list(found.values())[:CARDS]
