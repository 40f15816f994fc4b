"""What is ahead in the experiments and has a day: for calendars. What waits already is in `duties`."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from experiments.lateness import dues
from experiments.models import Experiment, ExperimentParty, Metric
from experiments.states import State
from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from mint.tenancy.context import Acting

MOST = 50
UNDER_WAY = (State.APPROVED, State.RUNNING, State.PAUSED)


def days(actor: Actor, organisation: Acting) -> list[Duty]:
    """Start, next measurements, end and the review of a pause, of the experiments one writes for."""
    if not organisation.may_write:
        return []
    return [duty for experiment in _rows(actor, organisation) for duty in _of(experiment, organisation)]


def _rows(actor: Actor, organisation: Acting) -> Any:
    joined = ExperimentParty.objects.filter(experiment=OuterRef("pk"), party=organisation.id)
    rows = Experiment.objects.visible_to(actor).annotate(is_joined=Exists(joined)).filter(state__in=UNDER_WAY)
    metrics = Prefetch("metrics", Metric.objects.visible_to(actor).with_last())
    mine = rows.filter(Q(organisation_id=organisation.id) | Q(is_joined=True))
    return mine.prefetch_related(metrics).order_by("id")[:MOST]


def _of(experiment: Any, organisation: Acting) -> list[Duty]:
    """The same words as of the duty that it becomes, so that the event stays the same."""
    found = []
    owns, today = experiment.organisation_id == organisation.id, clock.today()
    if owns and experiment.state == State.APPROVED and experiment.starts_on > today:
        found.append(_made(experiment, organisation, _("Start the experiment"), experiment.starts_on))
    if owns and experiment.state == State.PAUSED and experiment.review_on > today:
        found.append(_made(experiment, organisation, _("Look at the pause again"), experiment.review_on))
    if owns and experiment.state != State.APPROVED and experiment.ends_on >= today:
        found.append(_made(experiment, organisation, _("Move to evaluation"), experiment.ends_on))
    due = next(iter(dues(experiment, experiment.metrics.all())), None)
    if due and today < due.on <= experiment.ends_on:
        found.append(_made(experiment, organisation, _("Record a measurement"), due.on, page="measure"))
    return found


def _made(experiment: Any, organisation: Acting, title: str, on: Any, *, page: str = "manage") -> Duty:
    url = reverse(f"experiments:{page}", args=[organisation.slug, experiment.pk])
    return Duty(title=title, detail=experiment.title, url=url, action=_("Open it"), due_on=on)
