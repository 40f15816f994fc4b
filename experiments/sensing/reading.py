"""What a device sends, read into points: every fault with its place, in the reader's words (pure).

The rule is said twice, here and in the schema that is served (`experiments.sensing.schema`); tests hold them together.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from experiments.series import Point
from experiments.states import Arm
from mint import clock

MOST = 500  # values at once
MOST_BYTES = 256 * 1024
DIGITS = 12  # before the decimal sign
DECIMALS = 6
NOTE, SUBJECT = 300, 40
FIELDS = frozenset({"metric", "at", "on", "value", "out_of", "group", "subject", "note"})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
UNUSABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Fault:
    """`pointer` is where, as RFC 6901 has it: /measurements/3/value."""

    pointer: str
    detail: str


class FaultsError(Exception):
    """What was sent cannot be taken; `faults` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


@dataclass(frozen=True)
class Sent:
    """One value, and where in the delivery it stood."""

    pointer: str
    metric: int
    point: Point


def read(body: bytes, metrics: Collection[int]) -> list[Sent]:
    """The values of a delivery, for metrics that the key opens. Raises FaultsError."""
    rows = _rows(_parsed(body))
    faults: list[Fault] = []
    found: list[Sent] = []
    for number, row in enumerate(rows):
        pointer = f"/measurements/{number}"
        wrong = list(_faults(row, pointer, metrics))
        faults += wrong
        if not wrong:
            found.append(Sent(pointer, row["metric"], _point(row)))
    faults += _twice(found)
    if faults:
        raise FaultsError(faults)
    return found


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError) as error:  # 1e99999999999999999999 is no decimal
        raise FaultsError([Fault("", _("This is not JSON in UTF-8."))]) from error


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _rows(data: Any) -> list[Any]:
    rows = data.get("measurements") if isinstance(data, dict) else None
    if not isinstance(rows, list) or set(data) != {"measurements"}:
        raise FaultsError([Fault("", _('Send an object with one list: {"measurements": [ … ]}.'))])
    if not 1 <= len(rows) <= MOST:
        raise FaultsError([Fault("/measurements", _("Send from 1 to 500 values at once."))])
    return rows


def _faults(row: Any, pointer: str, metrics: Collection[int]) -> Iterator[Fault]:
    if not isinstance(row, dict):
        yield Fault(pointer, _("A value is an object with its metric, its moment and its value."))
        return
    for name in sorted(set(row) - FIELDS):
        yield Fault(pointer, _("There is no field called “%(name)s”.") % {"name": str(name)[:40]})
    if type(row.get("metric")) is not int or row["metric"] not in metrics:
        yield Fault(f"{pointer}/metric", _("The key does not open this metric."))
    for name, check in (("value", _is_number), ("out_of", _is_total)):
        if (name in row or name == "value") and not check(row.get(name)):
            yield Fault(
                f"{pointer}/{name}",
                _("A number is given as 12.5: at most twelve digits and six decimals; a total is above zero."),
            )
    if row.get("group", Arm.OWN) not in ("own", "comparison"):  # asking a set for a list raises TypeError
        yield Fault(f"{pointer}/group", _("The group is own or comparison."))
    for name, most in (("subject", SUBJECT), ("note", NOTE)):
        if not _is_text(row.get(name, ""), most):
            yield Fault(f"{pointer}/{name}", _("A text of at most %(most)s characters is expected.") % {"most": most})
    if wrong := _moment_fault(row):
        yield Fault(f"{pointer}/{'on' if 'on' in row else 'at'}", wrong)


def _is_number(value: Any) -> bool:
    if type(value) not in {int, Decimal}:
        return False
    exact = Decimal(value)
    _sign, _digits, exponent = exact.as_tuple()
    return (
        exact.adjusted() < DIGITS  # what is larger by far overflows in any sum
        and isinstance(exponent, int)
        and (exponent >= -DECIMALS or exact == round(exact, DECIMALS))
    )


def _is_total(value: Any) -> bool:
    return _is_number(value) and value > 0


def _is_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most and not UNUSABLE.search(value)


def _moment_fault(row: dict[str, Any]) -> str:
    if ("at" in row) == ("on" in row):
        return _("Say when: either “at”, a moment, or “on”, a day.")
    try:
        _when(row)
    except (TypeError, ValueError, OverflowError):
        if "at" in row:
            return _("Write the moment as 2026-11-24T14:30:00+02:00, with its time zone.")
        return _("Write the day as 2026-11-24.")
    return ""


def _when(row: dict[str, Any]) -> tuple[date, datetime | None]:
    """The day in Finland, and the moment where there is one. Raises ValueError, TypeError or OverflowError."""
    if "on" in row:
        if not DAY.fullmatch(row["on"]):
            raise ValueError
        return date.fromisoformat(row["on"]), None
    if not MOMENT.fullmatch(row["at"]):
        raise ValueError
    moment = datetime.fromisoformat(row["at"])
    return clock.day_of(moment), moment


def _point(row: dict[str, Any]) -> Point:
    day, moment = _when(row)
    total = Decimal(row["out_of"]) if "out_of" in row else None
    group = Arm(row.get("group", Arm.OWN))
    subject, note = row.get("subject", "").strip(), row.get("note", "").strip()
    return Point(day, Decimal(row["value"]), note, group, subject, total, moment)


def _twice(found: list[Sent]) -> Iterator[Fault]:
    """Two values of one place in one delivery: which of them holds, nobody knows."""
    seen: dict[tuple[Any, ...], Point] = {}
    for sent in found:
        place = (sent.metric, *sent.point.place)
        if place in seen and seen[place] != sent.point:
            yield Fault(sent.pointer, _("The delivery has another value of the same moment."))
        seen.setdefault(place, sent.point)
