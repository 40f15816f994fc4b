"""What the curators' pages show of templates and their stages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _l

from experiments.staging.models import Stage, Template, Version
from experiments.staging.permissions import can_write
from experiments.states import State
from mint.actor import Actor

# The lines of `experiments.gates` that nobody passes over, by the state they stand before.
FIXED = {
    State.IN_REVIEW: (
        _l("Hypothesis written"), _l("A primary metric with unit, baseline and target"), _l("Dates, a year at most"),
        _l("Budget"), _l("Roles"), _l("Ethics checklist and personal data answered"),
    ),
    State.APPROVED: (
        _l("Approved by somebody who has not begun, written or sent the plan"), _l("The plan is frozen"),
        _l("Consent and impact assessment written, where personal data is used"),
    ),
    State.RUNNING: (_l("The first day of the plan has come"), _l("The baseline of every metric is there")),
    State.EVALUATING: (_l("Every primary metric has been measured"),),
    State.DECIDED: (_l("Result"), _l("Lessons learned"), _l("What became of the hypothesis")),
    State.FOLLOW_UP: (_l("It was decided to scale up or to hand over"), _l("Somebody answers for the follow-up")),
}  # fmt: skip


def listed(rows: Any, actor: Actor) -> list[dict[str, Any]]:
    """Each template with its newest published version, whether it has a draft, and whether this reader writes it."""
    newest = Max("versions__number", filter=Q(versions__published_at__isnull=False))
    draft = Max("versions__number", filter=Q(versions__published_at__isnull=True))
    found: Iterable[Template] = rows.annotate(newest=newest, draft=draft).order_by("organisation_id", "id")
    return [
        {"template": row, "newest": row.newest, "draft": row.draft, "may_write": can_write(actor, row)}  # type: ignore[attr-defined]  # annotated
        for row in sorted(found, key=lambda row: (row.is_built_in, row.is_retired, row.pk))
        if row.newest or can_write(actor, row)  # type: ignore[attr-defined]  # annotated
    ]


def rows_of(version: Version | None) -> list[dict[str, Any]]:
    """The stages in order, each with what may be done to it in a draft."""
    if version is None:
        return []
    stages = list(version.stages.order_by("position"))
    states = [stage.state for stage in stages]
    return [
        {
            "stage": stage,
            "is_first": place == 0 or states[place - 1] != stage.state,
            "may_up": place > 0 and states[place - 1] == stage.state,
            "may_down": place + 1 < len(stages) and states[place + 1] == stage.state,
            "may_remove": states.count(stage.state) > 1,
            "fixed": fixed_of(stage) if place == 0 or states[place - 1] != stage.state else [],
        }
        for place, stage in enumerate(stages)
    ]


def is_first_of_state(stage: Stage) -> bool:
    return not stage.version.stages.filter(state=stage.state, position__lt=stage.position).exists()


def fixed_of(stage: Stage) -> list[str]:
    """What the lifecycle asks of everybody before this state."""
    return [str(text) for text in FIXED.get(State(stage.state), ())]


def mistakes_of(form: Any, lines: Any) -> list[dict[str, str]]:
    """(text, field) of every mistake of the page, for its summary."""
    found = [{"text": text, "id": ""} for text in form.non_field_errors()] if form.is_bound else []
    for each in [form, *(lines.forms if form.is_bound else [])]:
        for name, errors in each.errors.items():
            found += [{"text": str(text), "id": each[name].id_for_label} for text in errors if name != "__all__"]
    return found
