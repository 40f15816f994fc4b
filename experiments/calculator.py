"""The plan's calculator: how many observations the chosen design needs, in one sentence."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from experiments.effects.estimates import Design as EffectDesign
from experiments.effects.sizing import CannotSizeError, Wanted, needed
from experiments.states import WITH_TOTAL, Design
from mint.fields import to_number
from mint.templating import number

ASKED = ("design", "smallest_worthwhile", "spread", "baseline", "direction", "unit")


def needed_of(values: Mapping[str, Any]) -> str:
    """Of the columns of a metric, typed or saved. What is missing is said instead."""
    design = str(values.get("design") or "")
    if design not in Design.values:
        return _("Choose how the change is shown.")
    smallest, spread, baseline = (_number(values.get(name)) for name in ("smallest_worthwhile", "spread", "baseline"))
    times = Decimal(100) if design in WITH_TOTAL else Decimal(1)
    start = baseline / 100 if baseline is not None and design == Design.PROPORTIONS else baseline
    wanted = Wanted(
        EffectDesign(design),
        float((smallest or 0) / times),
        str(values.get("direction") or ""),
        None if spread is None else float(spread),
        None if start is None else float(start),
    )
    try:
        n = needed(wanted)
    except CannotSizeError as error:
        return _missing(str(error))
    said = {"n": number(n), "change": number(smallest), "spread": number(spread), "from": number(baseline)}
    said["unit"] = str(values.get("unit") or "")
    power = _("Power 80 per cent, level of significance 5 per cent.")
    return f"{_said(design) % said} {power}"


def _number(value: Any) -> Decimal | None:
    if value is None or isinstance(value, Decimal | int):
        return None if value is None else Decimal(value)
    try:
        return to_number(str(value))
    except ValueError:
        return None


def _missing(what: str) -> str:
    if what == "spread":
        return _("Say how much the values vary, and the number can be counted.")
    if what == "baseline":
        return _("Give a baseline that leaves room for the change, and the number can be counted.")
    if what == "many":
        return _("More than a million: such a small change cannot be seen in values that vary so much.")
    return _("Say the smallest change worth having, and the number can be counted.")


def _said(design: str) -> str:
    if design == Design.COMPARISON:
        return _(
            "To see a difference of %(change)s when the values vary by %(spread)s (%(unit)s), %(n)s values are needed in each group."
        )
    if design == Design.PAIRED:
        return _(
            "To see a change of %(change)s when the changes vary by %(spread)s (%(unit)s), %(n)s pairs are needed."
        )
    if design == Design.DID:
        return _(
            "To see a change of %(change)s beyond the comparison group when the values vary by %(spread)s (%(unit)s), %(n)s values are needed in each group before and as many during the experiment."
        )
    if design == Design.ITS:
        return _(
            "To see the level change by %(change)s when the values vary by %(spread)s around their trend (%(unit)s), %(n)s values are needed before and as many during the experiment."
        )
    if design == Design.PROPORTIONS:
        return _(
            "To see a change of %(change)s percentage points from %(from)s per cent, %(n)s answers are needed on each side."
        )
    if design == Design.COUNTS:
        return _(
            "To see the rate change by %(change)s per cent from %(from)s, an exposure of %(n)s is needed on each side: days, kilometres or what the counts are counted by."
        )
    return _(
        "To see a change of %(change)s when the values vary by %(spread)s (%(unit)s), %(n)s values are needed before and as many during the experiment."
    )
