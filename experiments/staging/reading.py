"""The plan that was kept with an asked approval, in words."""

from typing import Any

from experiments.ethics import rows as ethics_rows
from experiments.plan import LABELS, NOTHING, shown_value, words_of


def facts_of(shown: dict[str, Any]) -> list[tuple[str, str]]:
    """(label, value) of what is written; metrics as one line each."""
    plan = shown["plan"]
    found = [(str(label), words_of(name, plan.get(name))) for name, label in LABELS.items() if name != "ethics"]
    found = [(label, value) for label, value in found if value != NOTHING]
    for metric in plan.get("metrics", {}).values():
        span = f"{shown_value(metric['baseline'])} → {shown_value(metric['target'])} {metric['unit']}"
        found.append((metric["name"], span))
    return found + ethics_rows(plan.get("ethics") or {})
