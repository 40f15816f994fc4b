"""The board of experiments by stage, over all that one answers for; the time each has been there against others alike."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from experiments.models import Experiment
from experiments.staging.history import Pace, durations, pace, pace_of
from experiments.staging.models import Stage, Template, Version, Visit
from experiments.staging.permissions import can_move_to
from experiments.staging.placing import Standing, standing_of
from experiments.staging.preview import counterpart
from experiments.states import State
from experiments.workflow import MOVES
from mint.actor import Actor
from mint.tenancy.context import Acting
from mint.workflow import available

MOST_CARDS = 300


@dataclass(frozen=True)
class Card:
    """An experiment where it stands. `goals` are the keys of the columns that this reader's moves lead to."""

    experiment: Experiment
    standing: Standing
    column: Stage
    pace: Pace
    goals: list[Stage] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.standing.stage


@dataclass(frozen=True)
class Column:
    stage: Stage
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class Board:
    """`templates` are those by which experiments go that the reader answers for, the most used first."""

    template: Template | None
    templates: list[Template]
    columns: list[Column]

    @property
    def cards(self) -> list[Card]:
        """The longest at its stage first, against others alike."""
        found = [card for column in self.columns for card in column.cards]
        return sorted(found, key=lambda card: (-(card.pace.slower or -1), -card.pace.days, card.experiment.pk))


def cases(actor: Actor, organisation: Acting) -> Any:
    """The experiments one answers for: a municipality's coordinator those carried out there, a curator those of projects."""
    rows = Experiment.objects.visible_to(actor).inside(actor).exclude(state__in=[State.CLOSED, State.CANCELLED])
    if organisation.kind == "municipality":
        return rows.filter(municipality=organisation.municipality_id or 0)
    return rows.filter(project__in=actor.curated_ids)


def board_of(actor: Actor, organisation: Acting, chosen: int | None, *, whole: bool = False) -> Board:
    """The columns of one template, the most used unless another is chosen; `whole`: of all, unless one is chosen."""
    mine = cases(actor, organisation).with_people()
    rows = Visit.objects.visible_to(actor).open().filter(experiment__in=mine.order_by().values("pk"))
    visits = list(rows.select_related("stage", "version__template").order_by("entered_at", "id")[:MOST_CARDS])
    used = Counter(visit.version.template_id for visit in visits)
    templates = {visit.version.template_id: visit.version.template for visit in visits}
    order = sorted(templates.values(), key=lambda each: (-used[each.pk], each.pk))
    template = templates.get(chosen or 0) or (None if whole else next(iter(order), None))
    found: list[Column] = []
    for each in [template] if template else order if whole else []:
        here = [visit for visit in visits if visit.version.template_id == each.pk]
        found += _columns(actor, each, here, mine)
    return Board(template, order, found)


def _columns(actor: Actor, template: Template, visits: list[Visit], mine: Any) -> list[Column]:
    """Those of the newest version; an experiment of an older one stands at the same stage, or the first of its state."""
    newest = Version.objects.published().filter(template=template).order_by("-number")[:1]
    known: dict[int, list[Stage]] = {}
    wanted = Stage.objects.filter(version__in=[*newest, *{visit.version_id for visit in visits}])
    for stage in wanted.order_by("position"):
        known.setdefault(stage.version_id, []).append(stage)
    shown = [stage for stage in known[newest[0].pk] if stage.state != State.CLOSED]
    experiments = {row.pk: row for row in mine.filter(pk__in=[visit.experiment_id for visit in visits])}
    lengths = durations((template.pk, visit.stage.key) for visit in visits)
    columns = {stage.pk: Column(stage) for stage in shown}
    for visit in visits:
        standing = Standing(visit.version, known[visit.version_id], visit.stage, visit)
        column = counterpart(visit.stage, known[newest[0].pk])
        time = pace(visit, visit.stage.key, visit.stage.days, lengths, template.pk)
        card = Card(experiments[visit.experiment_id], standing, column, time)
        columns[column.pk].cards.append(offering(card, shown, actor))
    return list(columns.values())


def offering(card: Card, shown: list[Stage], actor: Actor) -> Card:
    """The same with its goals: the stage after it in its state, and the first of the states its moves lead to."""
    keys = set()
    further = card.standing.further
    if further and can_move_to(actor, card.experiment, further):
        keys.add(further.key)
    targets = {move.target for move in available(card.experiment, MOVES, actor)}
    firsts = {card.standing.first_of(s).key for s in targets if s in {stage.state for stage in card.standing.stages}}
    keys |= firsts - {card.stage.key}
    return Card(
        card.experiment, card.standing, card.column, card.pace, [s for s in shown if s.key in keys and s != card.column]
    )


def card_of(experiment: Experiment, actor: Actor) -> Card | None:
    """The card of one that has just been moved."""
    standing = standing_of(experiment)
    if standing is None:
        return None
    shown = [stage for stage in standing.stages if stage.state != State.CLOSED]
    card = Card(experiment, standing, standing.stage, pace_of(standing) or Pace(0))
    return offering(card, shown, actor)
