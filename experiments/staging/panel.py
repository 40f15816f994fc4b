"""What an experiment's page says of its stage: where it stands and since when, what was passed over, where it may go."""

from typing import Any

from django.utils.translation import gettext as _

from experiments.gates import Gate, gate_of
from experiments.models import Experiment
from experiments.staging.history import pace_of
from experiments.staging.models import Stage, Version
from experiments.staging.permissions import can_move_to
from experiments.staging.placing import Standing, next_of, standing_of, step_ahead, step_to
from experiments.staging.states import Kind, Strength
from mint.tenancy.context import Request

SIGNED = {Kind.CHECKLIST, Kind.APPROVAL, Kind.DOCUMENT}


def gate_ahead(experiment: Experiment) -> Gate | None:
    """The lifecycle's lines and those that the template adds. Before a further stage of the state, that stage's alone."""
    fixed, step = gate_of(experiment), step_ahead(experiment)
    if step is None:
        return fixed
    if step.stage.state == step.standing.stage.state:
        title = _("Before the stage “%(name)s”") % {"name": step.stage.staff}
        return Gate(title, step.checks) if step.checks else fixed
    if fixed is None:  # what only reminds makes no gate of its own: its page has it
        holds = any(check.strength != Strength.NOTE for check in step.checks)
        return Gate(_("Before the stage “%(name)s”") % {"name": step.stage.staff}, step.checks) if holds else None
    return Gate(fixed.title, [*fixed.checks, *step.checks])


def of(request: Request, experiment: Experiment) -> dict[str, Any] | None:
    standing = standing_of(experiment)
    if standing is None:
        return None
    ahead = next_of(experiment, standing)
    return {
        "standing": standing,
        "here": standing.stage,
        "visit": standing.visit,
        "pace": pace_of(standing),
        "ahead": ahead,
        "further": _offered(request, experiment, standing, standing.further),
        "back": _offered(request, experiment, standing, standing.before),
        "has_gate": bool(ahead and {guard.kind for guard in ahead.asks} & SIGNED),
        "newer": newer_than(standing),
    }


def _offered(
    request: Request, experiment: Experiment, standing: Standing, stage: Stage | None
) -> dict[str, Any] | None:
    """A step within the state, for those whom its stage lets move."""
    if stage is None or not can_move_to(request.actor, experiment, stage):
        return None
    if stage == standing.before:
        return {"stage": stage, "asks": True}
    step = step_to(experiment, standing, stage)
    return {"stage": stage, "asks": bool(step.missing), "barring": step.barring, "missing": step.missing}


def newer_than(standing: Standing) -> Version | None:
    """The newest version of its template, where it goes by an older one."""
    rows = Version.objects.published().filter(template=standing.version.template_id)
    newest: Version | None = rows.filter(number__gt=standing.version.number).order_by("-number").first()
    return newest
