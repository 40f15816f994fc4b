"""The hours as a part of the frozen plan: what was counted on, and what has changed since."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from experiments.hours.models import Line
from experiments.models import Experiment
from experiments.plan import NOTHING, Deviation
from mint.templating import number

COMPARED = ("giver", "work", "hours", "rate", "note")  # an organisation may be renamed: that changes no plan


def frozen(experiment: Experiment) -> dict[str, dict[str, Any]]:
    """By the key of each line; plain values, fit for JSON."""
    rows = Line.objects.filter(experiment=experiment).select_related("giver").order_by("id")
    return {
        str(row.pk): {
            "giver": row.giver_id, "giver_name": row.giver.name, "work": row.work, "hours": f"{row.hours:.2f}",
            "rate": f"{row.rate:.2f}", "note": row.note,
        }
        for row in rows
    }  # fmt: skip


def changes(before: dict[str, Any], now: dict[str, Any]) -> Iterator[Deviation]:
    for key in {**before, **now}:
        then, today = before.get(key), now.get(key)
        if then is None or today is None or any(then[name] != today[name] for name in COMPARED):
            known = then or today or {}
            label = _("In-kind hours: %(giver)s, %(work)s") % {"giver": known["giver_name"], "work": known["work"]}
            yield Deviation(label, _shown(then), _shown(today))


def _shown(line: dict[str, Any] | None) -> str:
    if line is None:
        return NOTHING
    values = {"hours": number(Decimal(line["hours"])), "rate": number(Decimal(line["rate"])), "work": line["work"]}
    text = _("%(work)s, %(hours)s h at %(rate)s € an hour") % values
    return f"{text}. {line['note']}" if line["note"] else text
