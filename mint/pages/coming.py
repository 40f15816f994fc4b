"""Which days lie ahead of a workspace: calls and applying that close, experiments that end, facts to check again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import Challenge
from experiments.models import Experiment
from experiments.states import State as ExperimentState
from mint import clock
from mint.actor import Actor
from mint.tenancy.context import Acting
from municipalities.models import AttractionFactor
from placements.models import Placement

SHOWN = 5


@dataclass(frozen=True)
class Day:
    """A date ahead: what happens then, and to what."""

    on: date
    text: str
    title: str
    url: str


def days(actor: Actor, organisation: Acting) -> list[Day]:
    """The nearest first; one statement."""
    if not organisation.may_see_inside:
        return []
    first, *others = [_dated(*part) for part in _parts(actor, organisation)]
    return [
        _day(kind, pk, title, on, organisation)
        for kind, pk, title, on in first.union(*others, all=True).order_by("on")[:SHOWN]
    ]


def _parts(actor: Actor, organisation: Acting) -> list[tuple[str, QuerySet[Any], str, str]]:
    """Of each kind of day: its rows, what they are called by, and the day."""
    place = organisation.municipality_id if organisation.kind == "municipality" else None
    curated = Q(project_id__in=actor.curated_ids if "curator" in organisation.roles else ())
    mine = Q(organisation_id=organisation.id) | curated
    near = mine | Q(municipality_id=place) if place else mine
    running = Experiment.objects.visible_to(actor).inside(actor).filter(near, state=ExperimentState.RUNNING)
    return [
        ("challenge", Challenge.objects.visible_to(actor).open().filter(near), "title", "deadline_on"),
        ("experiment", running, "title", "ends_on"),
        ("placement", Placement.objects.visible_to(actor).open().filter(mine), "title", "apply_by"),
        (
            "factor",
            AttractionFactor.objects.visible_to(actor).published().of_tenant(organisation.id),
            "name",
            "next_check_on",
        ),
    ]


def _dated(kind: str, rows: QuerySet[Any], name: str, day: str) -> QuerySet[Any]:
    ahead = rows.filter(**{f"{day}__gte": clock.today()}).order_by()
    dated: QuerySet[Any] = ahead.annotate(of_kind=Value(kind), called=F(name), on=F(day))
    return dated.values_list("of_kind", "pk", "called", "on")


def _day(kind: str, pk: int, title: str, on: date, organisation: Acting) -> Day:
    text, page = {
        "challenge": (_("The call closes"), "challenges:manage"),
        "experiment": (_("The experiment ends"), "experiments:manage"),
        "placement": (_("Applying ends"), "placements:manage"),
        "factor": (_("The facts are checked again"), "municipalities:factors"),
    }[kind]
    args = [organisation.slug] if kind == "factor" else [organisation.slug, pk]
    return Day(on, text, title, reverse(page, args=args))
