"""What is missing from the data of a report: a sentence each, with the page where it is put right or seen, and by whom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiments.models import Experiment, Measurement
from experiments.states import State as ExperimentState
from mint import clock
from mint.actor import Actor
from mint.projects.models import Project
from placements.models import Placement
from placements.states import STUDIES
from placements.states import State as PlacementState
from reports.counting.activities import companies_involved
from reports.counting.counters import Scope
from reports.models import IndicatorTarget

MOST = 20  # of each kind: a list longer than that is worked on elsewhere


@dataclass(frozen=True)
class Gap:
    """`who` names the organisation that can put it right, where that is another than the reader's own.

    `owner` is that organisation whoever reads, and `person` who began the record: whom it waits for.
    """

    text: str
    url: str
    who: str = ""
    owner: int | None = None
    person: str = ""

    def told(self) -> dict[str, str]:
        """What is kept of it in a report: no person."""
        return {"text": self.text, "url": self.url, "who": self.who}


Finder = Callable[[Scope, str], Iterator[Gap]]


def gaps(project: Project, end: date, actor: Actor, organisation: str) -> list[Gap]:
    """Everything missing; `organisation` is the slug of the workspace whose pages are linked to."""
    return gaps_of(Scope(project, end, actor), organisation)


def gaps_of(scope: Scope, organisation: str) -> list[Gap]:
    found = [gap for find in FINDERS for gap in find(scope, organisation)]
    return [*found, *_targets(scope.project, organisation)]


def _experiments(scope: Scope, organisation: str) -> Iterator[Gap]:
    """Ended more than a moment ago and still without a decision."""
    found = Experiment.objects.visible_to(scope.actor).filter(
        project=scope.project, state=ExperimentState.EVALUATING, finished_at__lte=scope.moment
    )
    for each in found.select_related("organisation", "author").order_by("finished_at")[:MOST]:
        yield _of_experiment(_("%(title)s: the experiment has no result or decision"), each, organisation)


def _ends(scope: Scope, organisation: str) -> Iterator[Gap]:
    running = (ExperimentState.RUNNING, ExperimentState.PAUSED)
    found = Experiment.objects.visible_to(scope.actor).filter(
        project=scope.project, state__in=running, ends_on__lt=min(scope.until, clock.today())
    )
    for each in found.select_related("organisation", "author").order_by("ends_on")[:MOST]:
        yield _of_experiment(_("%(title)s: the planned end has passed"), each, organisation)


def _measurements(scope: Scope, organisation: str) -> Iterator[Gap]:
    measured = Measurement.objects.visible_to(scope.actor).filter(metric__experiment=OuterRef("pk"))
    found = Experiment.objects.visible_to(scope.actor).filter(
        ~Exists(measured), project=scope.project, started_at__lte=scope.moment, state__in=_BEGUN
    )
    for each in found.select_related("organisation", "author").order_by("started_at")[:MOST]:
        yield _of_experiment(_("%(title)s: nothing has been measured"), each, organisation)


_BEGUN = (ExperimentState.RUNNING, ExperimentState.PAUSED, ExperimentState.EVALUATING)


def _of_experiment(text: str, experiment: Experiment, organisation: str) -> Gap:
    """Its page at work, which who manages the project opens too: the public one offers nothing to do."""
    url, who = experiment.get_work_url(organisation), _other(experiment, organisation)
    return Gap(text % {"title": experiment}, url, who, experiment.organisation_id, _person(experiment))


def _person(owned: Experiment | Placement) -> str:
    return owned.author.name if owned.author else ""


def _other(owned: Experiment | Placement, organisation: str) -> str:
    """Whose it is, if it is not the reader's own organisation's."""
    return "" if owned.organisation.slug == organisation else owned.organisation.name


def _credits(scope: Scope, organisation: str) -> Iterator[Gap]:
    found = Placement.objects.visible_to(scope.actor).filter(
        project=scope.project, kind__in=STUDIES, credits=None, started_at__lte=scope.moment
    )
    for each in (
        found.exclude(state=PlacementState.CANCELLED)
        .select_related("organisation", "author")
        .order_by("started_at")[:MOST]
    ):
        text = _("%(title)s: the placement has no study credits") % {"title": each}
        who = _other(each, organisation)
        yield Gap(text, each.get_absolute_url(), who, each.organisation_id, _person(each))


def _business_ids(scope: Scope, organisation: str) -> Iterator[Gap]:
    nameless = {row.party for row in companies_involved(scope) if row.party and not row.party.business_id}
    for each in sorted(nameless, key=str)[:MOST]:
        yield Gap(_("%(name)s: the company has no business ID") % {"name": each}, "")


def _targets(project: Project, organisation: str) -> Iterator[Gap]:
    count = IndicatorTarget.objects.filter(project=project, period=None, value=None).count()
    if count:
        text = ngettext("%(n)d indicator has no target", "%(n)d indicators have no target", count) % {"n": count}
        yield Gap(text, reverse("reports:targets", args=[organisation, project.pk]))


FINDERS: tuple[Finder, ...] = (_experiments, _ends, _measurements, _credits, _business_ids)
