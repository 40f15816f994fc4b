"""What is said about an experiment: its parties, and its discussion on its pages."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from experiments import history
from experiments.models import Experiment, ExperimentParty
from experiments.states import State
from mint.discussion import stream
from mint.discussion.subjects import Rows, Subject
from mint.tenancy.context import Request


def _joined(organisation_ids: Sequence[int], pk: Any) -> Rows:
    return ExperimentParty.objects.filter(party_id__in=organisation_ids, experiment_id=pk)


DISCUSSED = Subject(
    model=Experiment,
    word="kokeilut",
    title=_("Experiments"),
    page=lambda experiment, slug: experiment.get_work_url(slug) if slug else experiment.get_absolute_url(),
    joined=_joined,
    is_closed=lambda experiment: experiment.state in (State.CLOSED, State.CANCELLED),
    events=history.events,
)


def panel(request: Request, experiment: Experiment) -> dict[str, Any]:
    """In a workspace among the events, on the public page alone."""
    events = history.events(experiment) if getattr(request, "acting_for", None) else []
    return stream.block(request, experiment, events=events)
