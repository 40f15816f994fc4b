"""Setting a project's weights, or the common ones: what a change would do to past agreements is shown before it is saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.isolation import context
from mint.matching import ranking
from mint.matching.facts import Ground, askers
from mint.matching.listing import FIRST_SHOWN, RANKER
from mint.matching.models import Match, Need, WeightSet
from mint.matching.models.weights import FIELDS
from mint.matching.permissions import require_shaping
from mint.matching.querysets import MatchQuerySet
from mint.matching.ranking import Ranked
from mint.matching.scoring import Factor, Weights
from mint.matching.states import AGREED
from mint.outbox.queue import enqueue
from mint.projects.models import Project
from mint.web import MoveError

MOST_PAST = 20  # agreements looked at: each is a list of its own, computed while one waits
CANDIDATES = 200
_signer = signing.Signer(salt="mint.matching.weighting")


@dataclass(frozen=True)
class Past:
    """One past agreement: the agreed partner's place with the weights in force and with the new ones (None: in neither list)."""

    match: Match
    before: int | None
    after: int | None

    @property
    def moved(self) -> int:
        """Places up (positive) or down; 0 where one of the places is not known."""
        return self.before - self.after if self.before and self.after else 0

    @property
    def down(self) -> int:
        return -self.moved


@dataclass(frozen=True)
class Effect:
    rows: list[Past]

    @property
    def before(self) -> float:
        """Mean reciprocal rank: 1 if each agreed partner were the first."""
        return _mean(1 / row.before if row.before else 0.0 for row in self.rows)

    @property
    def after(self) -> float:
        return _mean(1 / row.after if row.after else 0.0 for row in self.rows)

    @property
    def out_of_first(self) -> int:
        return sum(_is_first(row.before) and not _is_first(row.after) for row in self.rows)

    @property
    def into_first(self) -> int:
        return sum(_is_first(row.after) and not _is_first(row.before) for row in self.rows)


def effect_of(project: Project | None, now: Weights, new: Weights, actor: Actor) -> Effect:
    """The newest agreements that these weights concern, ranked among the offers that there are today, with both weights.

    An operator sees no agreements: those of the common weights are ranked by the system, and the page names nobody.
    """
    if project is not None:
        return _effect(Match.objects.visible_to(actor).filter(project=project), now, new, actor)
    require_shaping(actor, None)
    with context.system("matching.effect"):
        own = WeightSet.objects.exclude(project=None).values("project")
        rows = Match.objects.visible_to(RANKER).filter(Q(project=None) | ~Q(project__in=own))
        return _effect(rows, now, new, RANKER)


def _effect(rows: MatchQuerySet, now: Weights, new: Weights, actor: Actor) -> Effect:
    rows = rows.filter(state__in=AGREED, need__isnull=False).select_related("need", "partner")
    matches = list(rows.order_by("-agreed_at", "-pk")[:MOST_PAST])
    needs = {match.need_id: match.need for match in matches}
    listed = dict(_places(needs.values(), now, new, actor))
    return Effect(
        [Past(match, *(places.get(match.partner_id) for places in listed[match.need_id])) for match in matches]
    )


def _places(
    needs: Iterable[Need], now: Weights, new: Weights, actor: Actor
) -> Iterable[tuple[int, tuple[dict[int, int], dict[int, int]]]]:
    """Of each need the places of partners, with these weights and with those; its candidates are measured once."""
    for asker in askers(needs, Ground()):
        found = ranking.measured(asker, actor, CANDIDATES)
        one, other = (_partners(ranking.ordered(asker, found, weights)) for weights in (now, new))
        yield asker.need.pk, (one, other)


def _partners(ranked: list[Ranked]) -> dict[int, int]:
    """Each partner's best place among the partners."""
    places: dict[int, int] = {}
    for each in ranked:
        places.setdefault(each.offered.partner_id, len(places) + 1)
    return places


def seen(project: Project | None, weights: Weights) -> str:
    """What the form carries once these weights' effect has been shown: saving asks for it."""
    return _signer.sign_object(_shown(project, weights))


def was_seen(token: str, project: Project | None, weights: Weights) -> bool:
    try:
        return bool(_signer.unsign_object(token) == _shown(project, weights))
    except signing.BadSignature:
        return False


def _shown(project: Project | None, weights: Weights) -> list[Any]:
    return [project and project.pk, [weights.points[factor] for factor in Factor]]


@transaction.atomic
def save(project: Project | None, weights: Weights, *, actor: Actor, note: str, after: int) -> WeightSet:
    """A new version of the project's weights, or of the common ones, in force at once.

    `after` is the version that the form showed: raises MoveError where it is not the newest.
    """
    project_id = project.pk if project else None
    require_shaping(actor, project_id)
    newest = WeightSet.objects.filter(project=project).aggregate(most=Max("number"))["most"] or 0
    if newest != after:
        raise MoveError(_("Somebody has saved other weights meanwhile. Look at them first."))
    points = {name: weights.points[factor] for factor, name in FIELDS.items()}
    try:
        with transaction.atomic():
            row = WeightSet.objects.create(
                project=project, organisation_id=actor.organisation_id if project else None, number=newest + 1,
                note=note, created_by_id=actor.user_id, created_at=clock.now(), **points,
            )  # fmt: skip
    except IntegrityError as error:
        raise MoveError(_("Somebody has saved other weights meanwhile. Look at them first.")) from error
    record("weights.saved", row, actor=actor, data={"number": row.number, **points})
    enqueue("matching.weights_changed", project_id=project_id)
    return row


def _is_first(place: int | None) -> bool:
    return place is not None and place <= FIRST_SHOWN


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
