"""What comes next, said to a reader who has no move to make: who does what, and when."""

from django.utils.translation import gettext as _

from experiments.models import Experiment
from experiments.permissions import approvers
from experiments.states import FOLLOWED, State
from mint.templating import fdate


def ahead(experiment: Experiment, *, steers: bool) -> str:
    """One sentence or two, true of the state; `steers` says that the reader has a move of their own."""
    words = {
        "owner": experiment.organisation.name,
        "place": experiment.municipality.name,
        "begins": fdate(experiment.starts_on),
        "ends": fdate(experiment.ends_on),
        "again": fdate(experiment.review_on),
        "responsible": experiment.responsible,
    }
    if steers:
        return _to_decide(experiment) % words
    if experiment.state == State.IN_REVIEW:
        return approvers(experiment)
    return _waited_for(experiment) % words


def _to_decide(experiment: Experiment) -> str:
    """The buttons say the rest."""
    if experiment.state != State.PAUSED:
        return ""
    return _("The experiment is paused. Decide on %(again)s at the latest whether it goes on.")


def _waited_for(experiment: Experiment) -> str:
    state = experiment.state
    if state == State.PAUSED:
        return _(
            "The experiment is paused. On %(again)s at the latest it is decided whether it goes on, by %(owner)s, the municipality's coordinator or a curator."
        )
    if state == State.RUNNING:
        return _(
            "The experiment runs, and the last day of the plan is %(ends)s. %(owner)s then moves it to evaluation."
        )
    if state == State.APPROVED:
        return _("%(owner)s starts the experiment, on %(begins)s at the earliest.")
    if state == State.EVALUATING:
        return _evaluated(experiment)
    return _afterwards(experiment)


def _evaluated(experiment: Experiment) -> str:
    if experiment.result and experiment.learnings and experiment.outcome:
        return _("The result has been written. %(owner)s records the decision.")
    return _("The parties write the result and the lessons. %(owner)s then records the decision.")


def _afterwards(experiment: Experiment) -> str:
    if experiment.state == State.DECIDED and experiment.decision in FOLLOWED:
        return _("The municipality's coordinator (%(place)s) or a curator of the project begins the follow-up.")
    if experiment.state == State.DECIDED:
        return _("The municipality's coordinator (%(place)s) or a curator of the project closes the experiment.")
    if experiment.state == State.FOLLOW_UP:
        return _("%(responsible)s answers for the follow-up. Then the coordinator or a curator closes the experiment.")
    if experiment.state == State.CLOSED:
        return _("The experiment is closed. Nothing more follows.")
    if experiment.state == State.CANCELLED:
        return _("The experiment was cancelled. Nothing more follows.")
    return _("%(owner)s and its partners write the plan and send it for review.")
