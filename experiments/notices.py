"""Which messages an experiment causes, to whom, with what."""

from collections.abc import Sequence

from experiments.lateness import Due
from experiments.models import Experiment
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def _tell(kind: str, experiment: Experiment, actor: Actor, to: Recipients, **more: str) -> None:
    """A move can be undone for ten minutes by the one who made it, so its message waits."""
    notify(
        kind,
        to,
        path=experiment.get_go_url(),
        context={"title": experiment.title, "reason": "", "day": "", **more},
        but=actor.user_id,
        undo_key=experiment.entry_key,
    )


def _curators(experiment: Experiment) -> Recipients:
    return Recipients(
        coordinators_of=[experiment.municipality_id],
        curators_of=[experiment.project_id] if experiment.project_id else [],
    )


def _parties(experiment: Experiment) -> Recipients:
    return Recipients(organisations=[experiment.organisation_id, *experiment.party_ids])


def _everybody(experiment: Experiment) -> Recipients:
    return Recipients(
        organisations=[experiment.organisation_id, *experiment.party_ids],
        coordinators_of=[experiment.municipality_id],
    )


def late(experiment: Experiment, dues: Sequence[Due]) -> None:
    """Values that should have been entered; to those who write for the parties."""
    names = ", ".join(str(due.metric) for due in dues)
    notify(
        "experiment_measurement_late",
        _parties(experiment),
        path=experiment.get_go_url(),
        context={"title": experiment.title, "names": names, "day": str(min(due.on for due in dues)), "n": len(dues)},
    )


def created(experiment: Experiment, actor: Actor) -> None:
    _tell("experiment_created", experiment, actor, _everybody(experiment))


def submitted(experiment: Experiment, actor: Actor) -> None:
    _tell("experiment_submitted", experiment, actor, _curators(experiment))


def returned(experiment: Experiment, actor: Actor, reason: str) -> None:
    _tell("experiment_returned", experiment, actor, _parties(experiment), reason=reason)


def approved(experiment: Experiment, actor: Actor) -> None:
    _tell("experiment_approved", experiment, actor, _parties(experiment), day=str(experiment.starts_on))


def started(experiment: Experiment, actor: Actor) -> None:
    _tell("experiment_started", experiment, actor, _everybody(experiment), day=str(experiment.ends_on))


def paused(experiment: Experiment, actor: Actor) -> None:
    _tell(
        "experiment_paused",
        experiment,
        actor,
        _everybody(experiment),
        reason=experiment.pause_reason,
        day=str(experiment.review_on),
    )


def resumed(experiment: Experiment, actor: Actor) -> None:
    _tell("experiment_resumed", experiment, actor, _everybody(experiment), day=str(experiment.ends_on))


def finished(experiment: Experiment, actor: Actor) -> None:
    _tell("experiment_finished", experiment, actor, _everybody(experiment), reason=experiment.early_stop_reason)


def decided(experiment: Experiment, actor: Actor) -> None:
    _tell("experiment_decided", experiment, actor, _everybody(experiment), reason=experiment.decision_reason)


def closed(experiment: Experiment, actor: Actor) -> None:
    _tell("experiment_closed", experiment, actor, _parties(experiment))


def cancelled(experiment: Experiment, actor: Actor, reason: str) -> None:
    _tell("experiment_cancelled", experiment, actor, _everybody(experiment), reason=reason)
