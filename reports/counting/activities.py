"""The counting rules themselves: what counts as an activity, from which day, and who took part in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from experiments.follow_up.models import Round
from experiments.follow_up.states import IN_USE, Step
from mint.tenancy.models import Organisation
from mint.tenancy.roles import Kind
from municipalities.models import AttractionFactor
from placements.models import Application
from placements.states import ApplicationState
from placements.states import Kind as PlacementKind
from reports.counting.counters import CountedRow, Scope, counter, each_company, local_day
from reports.counting.sources import Source, challenges, experiments, matches, placements
from reports.states import Aggregation, Unit

STUDY_JOBS = (PlacementKind.JOB, PlacementKind.APPRENTICESHIP)
THESES = (PlacementKind.THESIS, PlacementKind.MASTERS_THESIS, PlacementKind.PROJECT_WORK)
JOBS = (*STUDY_JOBS, PlacementKind.SUMMER_JOB)


def row(obj: Any, moment: Any, party: Organisation | None, amount: Decimal = Decimal(1)) -> CountedRow:
    place = getattr(obj, "municipality_id", None)
    return CountedRow(obj._meta.label_lower, obj.pk, str(obj)[:200], party, local_day(moment), amount, place_id=place)


# --- challenges and experiments


@counter("challenges_published", _("Challenges that have been published and not withdrawn, by the day of publication."))
def challenges_published(scope: Scope) -> Iterator[CountedRow]:
    return (each.counted(each.at, each.owner) for each in challenges(scope))


@counter("experiments_started", _("Experiments that have begun, by the day they started."))
def experiments_started(scope: Scope) -> Iterator[CountedRow]:
    return (each.counted(each.at, each.owner) for each in experiments(scope))


@counter("experiments_finished", _("Experiments that have run to their end, by the day they ended."))
def experiments_finished(scope: Scope) -> Iterator[CountedRow]:
    return (each.counted(each.finished_at, each.owner) for each in finished(scope))


def finished(scope: Scope) -> list[Source]:
    return [each for each in experiments(scope) if each.finished_at and each.finished_at <= scope.moment]


@counter("experiments_adopted", _("Experiments decided to be scaled up or handed over, by the day of the decision."))
def experiments_adopted(scope: Scope) -> Iterator[CountedRow]:
    return (each.counted(each.decided_at, each.owner) for each in adopted(scope))


def adopted(scope: Scope) -> list[Source]:
    return [each for each in experiments(scope) if each.is_adopted]


@counter(
    "experiments_joint",
    _("Experiments with at least two organisations that have run to their end, by the day they ended."),
)
def experiments_joint(scope: Scope) -> Iterator[CountedRow]:
    return (each.counted(each.finished_at, each.owner) for each in finished(scope) if len(set(each.parties)) > 1)


@counter(
    "solutions_in_use",
    _("Solutions in use by the latest answer to the follow-up of their experiment; who did not answer is not counted."),
    Unit.PIECES,
    Aggregation.LATEST,
)
def solutions_in_use(scope: Scope) -> Iterator[CountedRow]:
    """A row for each answer: a later one takes the place of an earlier, and may say that it is no longer in use."""
    answered = Round.objects.visible_to(scope.actor).filter(
        experiment__project=scope.project, step=Step.ANSWERED, answered_at__lte=scope.moment
    )
    found = answered.select_related("experiment__organisation__municipality").order_by("answered_at", "id")
    for each in found:
        counted = row(each.experiment, each.answered_at, each.experiment.organisation, Decimal(each.answer in IN_USE))
        yield replace(counted, of=f"experiment:{each.experiment_id}")


# --- companies and research organisations, each once


@each_company("companies_innovating", _("Companies of experiments decided to be scaled up or handed over, each once."))
def companies_innovating(scope: Scope) -> Iterator[CountedRow]:
    return (each.counted(each.decided_at, party) for each in adopted(scope) for party in companies(each.parties))


def companies(parties: Sequence[Organisation]) -> list[Organisation]:
    return [each for each in parties if each.kind == Kind.COMPANY]


@each_company("companies_in_experiments", _("Companies that take part in an experiment that has started, each once."))
def companies_in_experiments(scope: Scope) -> Iterator[CountedRow]:
    return (each.counted(each.at, party) for each in experiments(scope) for party in companies(each.parties))


@each_company(
    "companies_involved",
    _("Companies that own a published challenge, take part in an experiment, have agreed a match or host a placement."),
)
def companies_involved(scope: Scope) -> Iterator[CountedRow]:
    every = chain(challenges(scope), experiments(scope), matches(scope), placements(scope))
    return (each.counted(each.at, party) for each in every for party in companies(each.parties))


@each_company(
    "companies_with_universities",
    _("Companies that have agreed a match or started an experiment together with a university, each once."),
)
def companies_with_universities(scope: Scope) -> Iterator[CountedRow]:
    together = chain(experiments(scope), matches(scope))
    return (each.counted(each.at, party) for each in together for party in _partners(each.parties))


def _partners(parties: Sequence[Organisation]) -> list[Organisation]:
    """The companies, where a university is among the parties."""
    return companies(parties) if universities(parties) else []


@counter(
    "research_organisations",
    _("Universities that take part in an experiment that has started or in an agreed match, each once."),
    Unit.ORGANISATIONS,
    Aggregation.DISTINCT,
)
def research_organisations(scope: Scope) -> Iterator[CountedRow]:
    together = chain(experiments(scope), matches(scope))
    return (each.counted(each.at, party) for each in together for party in universities(each.parties))


def universities(parties: Sequence[Organisation]) -> list[Organisation]:
    return [each for each in parties if each.kind == Kind.UNIVERSITY]


# --- placements


def _placements(scope: Scope, kinds: tuple[str, ...]) -> Iterator[CountedRow]:
    return (each.counted(each.at, each.owner) for each in placements(scope) if each.kind in kinds)


@counter("internships_started", _("Internships that have begun, by the day they started."))
def internships_started(scope: Scope) -> Iterator[CountedRow]:
    return _placements(scope, (PlacementKind.INTERNSHIP,))


@counter("theses_started", _("Theses and project works that have begun, by the day they started."))
def theses_started(scope: Scope) -> Iterator[CountedRow]:
    return _placements(scope, THESES)


@counter("apprenticeships_started", _("Apprenticeships that have begun, by the day they started."))
def apprenticeships_started(scope: Scope) -> Iterator[CountedRow]:
    return _placements(scope, (PlacementKind.APPRENTICESHIP,))


@counter("jobs_started", _("Jobs, summer jobs and apprenticeships that have begun, by the day they started."))
def jobs_started(scope: Scope) -> Iterator[CountedRow]:
    return _placements(scope, JOBS)


@counter(
    "jobs_fte",
    _("Full-time equivalents of jobs and apprenticeships that have begun; summer jobs are left out."),
    Unit.FTE,
    Aggregation.SUM,
)
def jobs_fte(scope: Scope) -> Iterator[CountedRow]:
    found = (each for each in placements(scope) if each.kind in STUDY_JOBS and each.fte and each.fte > 0)
    return (each.counted(each.at, each.owner, each.fte or Decimal(0)) for each in found)


@counter(
    "students",
    _("Students and employees who accepted a place that has begun; people are counted, not listed."),
    Unit.PEOPLE,
    Aggregation.SUM,
)
def students(scope: Scope) -> Iterator[CountedRow]:
    return _by_seats(scope, 0)


@counter(
    "credits", _("Study credits confirmed to students of placements that have begun."), Unit.CREDITS, Aggregation.SUM
)
def study_credits(scope: Scope) -> Iterator[CountedRow]:
    return _by_seats(scope, 1)


def _by_seats(scope: Scope, which: int) -> Iterator[CountedRow]:
    seats = seated(scope)
    for each in placements(scope):
        amount = seats.get(each.object_id, (0, 0))[which]
        if amount:
            yield each.counted(each.at, each.owner, Decimal(amount))


def seated(scope: Scope) -> dict[int, tuple[int, int]]:
    """By placement: how many accepted a place, and the credits confirmed. A manager sees these counts only."""
    if scope.actor.is_system:
        found = Application.objects.filter(placement__project=scope.project, state=ApplicationState.ACCEPTED)
        counts = found.values_list("placement_id").annotate(Count("id"), Sum("credits_confirmed", default=0))
        return {placement: (people, earned) for placement, people, earned in counts}
    with connection.cursor() as cursor:
        cursor.execute("SELECT placement_id, students, credits FROM mint.seated_of(%s)", [scope.project.pk])
        return {placement: (people, earned) for placement, people, earned in cursor.fetchall()}


# --- attraction


@counter("factors_published", _("Attraction factors that are published, by the day of publication."))
def factors_published(scope: Scope) -> Iterator[CountedRow]:
    found = AttractionFactor.objects.visible_to(scope.actor).published()
    in_project = found.filter(project=scope.project, published_at__lte=scope.moment)
    shown = in_project.select_related("organisation__municipality").order_by("published_at", "id")
    return (row(each, each.published_at, each.organisation) for each in shown)
