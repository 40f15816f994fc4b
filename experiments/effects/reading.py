"""The file of `manage.py effect`, read strictly: whatever is wrong with it is one sentence.

    {"design": "before_after", "unit": "min", "direction": "down", "smallest_worthwhile": 5, "name": "Waiting time",
     "before": [31, 28, null, 35], "after": [19, 22, 18, 20]}

`design`: before_after, comparison, paired, did, proportions, counts, its. `direction`: up or down, the wanted way.
`smallest_worthwhile`: in the unit; for proportions a share (0.1, or 10 for ten percentage points), for counts a
relative change (0.2 is a fifth). `name` and `unit` are for the sentence.

before_after, paired, its: "before" and "after". its may instead give "series" and "break", the number of values before
the change. comparison: "after" (or "treatment") and "comparison_after" (or "comparison", "control", "before").
did: "before", "after", "comparison_before", "comparison_after". A null is a gap: not measured.
proportions: each side {"successes": 56, "total": 70}, [56, 70], or a series of 0 and 1.
counts: each side {"count": 41, "exposure": 28010}, [41, 28010], or counts of periods of equal length (not two of them).
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from experiments.effects.computing import Numbers, Part, Sample
from experiments.effects.estimates import LARGEST, Design, Said
from experiments.effects.rates import Rate
from experiments.effects.shares import Share

WAYS = {
    "up": "up", "increase": "up", "higher": "up", "rise": "up",
    "down": "down", "decrease": "down", "lower": "down", "fall": "down",
}  # fmt: skip
TOTALS, SUCCESSES = ("total", "n", "of", "trials"), ("successes", "count", "events", "x")
EVENTS, EXPOSURES = ("count", "events", "x"), ("exposure", "time", "n")
ALIASES = {
    "after": ("after", "treatment", "own"),
    "comparison_after": ("comparison_after", "comparison", "control"),
}
MOST = 1_000_000


class FileError(ValueError):
    """What is wrong with the file, in one line of English."""


@dataclass(frozen=True)
class Question:
    """What a file asks."""

    sample: Sample
    direction: str
    smallest: float
    unit: str = ""
    name: str = ""
    notes: tuple[Said, ...] = ()


def read(text: str) -> Question:
    """Raises FileError."""
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except FileError:
        raise
    except (ValueError, RecursionError) as error:
        raise FileError(f"this is not JSON: {str(error).splitlines()[0][:120]}") from error
    if not isinstance(data, dict):
        raise FileError('the file must hold an object: {"design": …, "before": […], "after": […]}')
    design = _design(data.get("design"))
    direction = _direction(data.get("direction"))
    smallest, notes = _smallest(data.get("smallest_worthwhile"), design, direction)
    sample, more = _sample(design, data)
    return Question(sample, direction, smallest, _text(data, "unit", 40), _text(data, "name", 200), (*notes, *more))


def _refuse_constant(name: str) -> float:
    raise FileError(f"{name} is not a number that can be measured; write null for a gap")


def _design(value: Any) -> Design:
    try:
        return Design(value)
    except ValueError as error:
        raise FileError(f"design must be one of: {', '.join(Design)}") from error


def _direction(value: Any) -> str:
    if not isinstance(value, str) or value not in WAYS:
        raise FileError("direction must be up or down: which way is better")
    return WAYS[value]


def _text(data: dict[str, Any], key: str, longest: int) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest:
        raise FileError(f"{key} must be a text of at most {longest} characters")
    return " ".join(value.split())


def _smallest(value: Any, design: Design, direction: str) -> tuple[float, list[Said]]:
    """As a positive number. Without one, any change in the wanted direction is worth having."""
    if value is None:
        return 0.0, [Said("no_smallest")]
    number = _number(value, "smallest_worthwhile")
    if number < 0 and direction == "down":
        number = -number
    if number < 0:
        raise FileError("smallest_worthwhile must be positive: direction says which way")
    if design == Design.PROPORTIONS and number > 1:
        if number > 100:
            raise FileError("smallest_worthwhile of proportions is a share, 0.1, or percentage points, 10")
        return number / 100, [Said("read_as_points", {"value": number})]
    if design == Design.COUNTS and direction == "down" and number >= 1:
        raise FileError("smallest_worthwhile of counts is a relative change: 0.2 is a fall by a fifth")
    return number, []


def _sample(design: Design, data: dict[str, Any]) -> tuple[Sample, list[Said]]:
    if design == Design.ITS and "series" in data:
        return _split(data), []
    readers: dict[Design, Callable[[Any, str], Part]] = {Design.PROPORTIONS: _share, Design.COUNTS: _rate}
    reader = readers.get(design, _numbers)
    found: dict[str, tuple[str, Any]] = {}
    for part in ("before", "after", "comparison_before", "comparison_after"):
        key = next((key for key in ALIASES.get(part, (part,)) if data.get(key) is not None), None)
        if key:
            found[part] = (key, data[key])
    if design == Design.COMPARISON and "comparison_after" not in found and "before" in found:
        found["comparison_after"] = found.pop("before")
    if design in {Design.PROPORTIONS, Design.COUNTS} and "before" not in found and "comparison_before" in found:
        raise FileError(f"{design} compares two sides: before and after, or after and comparison")
    needed = _needed(design, found)
    for part in needed:
        if part not in found:
            raise FileError(f"{design} needs {' and '.join(needed)}; {part} is missing")
    parts: dict[str, Part] = {part: reader(value, key) for part, (key, value) in found.items() if part in needed}
    return Sample(design, **parts), _notes(design, found)


def _needed(design: Design, found: dict[str, Any]) -> tuple[str, ...]:
    if design == Design.DID:
        return ("before", "after", "comparison_before", "comparison_after")
    if design == Design.COMPARISON:
        return ("after", "comparison_after")
    if design in {Design.PROPORTIONS, Design.COUNTS} and "comparison_after" in found and "before" not in found:
        return ("after", "comparison_after")
    return ("before", "after")


def _notes(design: Design, found: dict[str, tuple[str, Any]]) -> list[Said]:
    is_pair = any(isinstance(value, list) and len(value) == 2 for _key, value in found.values())
    return [Said("read_as_exposure")] if design == Design.COUNTS and is_pair else []


def _split(data: dict[str, Any]) -> Sample:
    values, at = _numbers(data["series"], "series"), data.get("break")
    if isinstance(at, bool) or not isinstance(at, int) or not 0 < at < len(values):
        raise FileError("break must say how many values of the series come before the change")
    return Sample(Design.ITS, values[:at], values[at:])


def _numbers(value: Any, key: str) -> Numbers:
    if not isinstance(value, list):
        raise FileError(f"{key} must be a list of numbers")
    if len(value) > MOST:
        raise FileError(f"{key} has more than {MOST} values")
    return [None if item is None else _number(item, f"{key}[{place}]") for place, item in enumerate(value)]


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FileError(f"{where} is not a number")
    if not abs(value) <= LARGEST:
        raise FileError(f"{where} is larger than {LARGEST:g}")
    return float(value)


def _share(value: Any, key: str) -> Share:
    """Successes of a total, or a series of 0 and 1 (or false and true) with null for those who did not answer."""
    if isinstance(value, dict):
        return _of_total(_of(value, SUCCESSES, key), _of(value, TOTALS, key), key)
    if not isinstance(value, list):
        raise FileError(f'{key} must be {{"successes": …, "total": …}} or a series of 0 and 1')
    if len(value) == 2 and all(map(_is_whole, value)) and value[1] > 1:
        return _of_total(value[0], value[1], key)
    known = [item for item in value if item is not None]
    if any(not isinstance(item, int | float) or item not in {0, 1} for item in known):
        raise FileError(f'{key} must hold only 0 and 1 and null, or be {{"successes": …, "total": …}}')
    return Share(int(sum(known)), len(known), len(value) - len(known))


def _of_total(successes: Any, total: Any, key: str) -> Share:
    if not (_is_whole(successes) and _is_whole(total)) or not 0 <= successes <= total <= LARGEST:
        raise FileError(f"{key}: successes and total must be whole numbers, successes at most the total")
    return Share(int(successes), int(total))


def _rate(value: Any, key: str) -> Rate:
    """Events by exposure, or the counts of periods of equal length."""
    if isinstance(value, dict):
        return _by_exposure(_of(value, EVENTS, key), _of(value, EXPOSURES, key), key)
    if not isinstance(value, list):
        raise FileError(f'{key} must be {{"count": …, "exposure": …}} or a list of counts')
    if len(value) == 2 and None not in value:
        return _by_exposure(value[0], value[1], key)
    known = [item for item in value if item is not None]
    if not all(_is_whole(item) and 0 <= item <= LARGEST for item in known):
        raise FileError(f"{key} must hold only whole numbers, zero or more, and null")
    return Rate(int(sum(known)), float(len(known)), len(value) - len(known), len(known))


def _by_exposure(count: Any, exposure: Any, key: str) -> Rate:
    if not _is_whole(count) or not 0 <= count <= LARGEST:
        raise FileError(f"{key}: the count must be a whole number, zero or more")
    length = _number(exposure, f"{key}: the exposure")
    if length <= 0:
        raise FileError(f"{key}: the exposure must be more than zero")
    return Rate(int(count), length)


def _of(value: dict[str, Any], names: tuple[str, ...], key: str) -> Any:
    for name in names:
        if name in value:
            return value[name]
    raise FileError(f"{key}: {names[0]} is missing")


def _is_whole(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or (math.isfinite(value) and value.is_integer())
