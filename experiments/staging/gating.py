"""The page of a gate: each line with its answers, and the form with which this reader answers it."""

from typing import Any

from django.utils.translation import gettext as _

from experiments.gates import gate_of
from experiments.models import Experiment
from experiments.staging.catalogue import Guard
from experiments.staging.forms import AskForm, DocumentForm, SignForm
from experiments.staging.lines import Done, done_for, waits_for_others
from experiments.staging.permissions import can_ask_outside, can_sign, can_take_part, can_tick
from experiments.staging.placing import Standing, next_of, standing_of, step_ahead
from experiments.staging.states import Kind, Role
from mint.tenancy.context import Request


def gate_page(request: Request, experiment: Experiment, key: str = "", form: Any = None) -> dict[str, Any]:
    """The lines of the stage ahead. `key` and `form` are of a line whose answer was refused."""
    standing, step = standing_of(experiment), step_ahead(experiment)
    if standing is None or step is None:
        return {"title": _("The gate"), "lines": [], "fixed": [], "standing": standing}
    guards = step.stage.asks
    done = done_for(experiment, standing.visit, guards)
    checks = {check.key: check for check in step.checks}
    lines = [
        {
            "guard": guard,
            "check": checks[guard.key],
            "documents": done.documents.get(guard.key, []),
            **_answers(request, experiment, guard, done, guards),
        }
        for guard in guards
    ]
    for line in lines:
        _refused(line, key, form)
    return {
        "title": _("Before the stage “%(name)s”") % {"name": step.stage.staff},
        "lines": lines,
        "fixed": _fixed(experiment, standing),
        "standing": standing,
    }


def _fixed(experiment: Experiment, standing: Standing) -> list[Any]:
    """What the lifecycle asks, where the next stage is of another state."""
    ahead, gate = next_of(experiment, standing), gate_of(experiment)
    return gate.checks if gate and ahead and ahead.state != standing.stage.state else []


def _answers(request: Request, experiment: Experiment, guard: Guard, done: Done, guards: list[Guard]) -> dict[str, Any]:
    """What this reader may do for the line."""
    actor = request.actor
    if guard.kind == Kind.CHECKLIST:
        return {"tick": can_tick(actor, experiment), "is_ticked": guard.key in done.ticked}
    if guard.kind == Kind.DOCUMENT:
        return {"attach": DocumentForm(auto_id=f"{guard.key}-%s") if can_take_part(actor, experiment) else None}
    if guard.kind != Kind.APPROVAL:
        return {}
    row = done.approvals.get(guard.key)
    waits = row is not None and row.is_given is None and row.is_open
    is_free = not waits and not (row and row.is_given) and not waits_for_others(guard, done, guards)
    asks = is_free and guard.subject == Role.OUTSIDE and can_ask_outside(actor, experiment)
    own = row is not None and row.is_given is True and row.by_id == actor.user_id
    return {
        "sign": SignForm(auto_id=f"{guard.key}-%s") if is_free and can_sign(actor, experiment, guard) else None,
        "ask": AskForm(auto_id=f"{guard.key}-%s", initial={"language": experiment.language}) if asks else None,
        "take_back": own or (waits and can_ask_outside(actor, experiment)),
    }


KINDS = {SignForm: "sign", AskForm: "ask", DocumentForm: "attach"}


def _refused(line: dict[str, Any], key: str, form: Any) -> None:
    if form is not None and line["guard"].key == key and line.get(KINDS[type(form)]):
        line[KINDS[type(form)]] = form
