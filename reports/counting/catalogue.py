"""The indicators that MINT knows, as `indicators.toml` says: of two programme periods, national ones and its own."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import reports.counting.activities  # noqa: F401  # the counting rules
from reports.counting.counters import rule
from reports.counting.definitions import DEFINED, Defined, IndicatorVersion
from reports.models import Indicator
from reports.states import Breakdown, IndicatorKind, Scheme, Unit

BY_COMPANY = [Breakdown.SIZE, Breakdown.MUNICIPALITY, Breakdown.INDUSTRY]
NONE = ("", "", "")


@dataclass(frozen=True)
class Entry:
    """An indicator of the file; texts in Finnish, Swedish and English."""

    code: str
    scheme: str
    name: tuple[str, str, str]
    definition: tuple[str, str, str]
    evidence: tuple[str, str, str]
    unit: str
    aggregation: str
    counter: str = ""
    kind: str = IndicatorKind.OUTPUT
    breakdowns: list[str] = field(default_factory=list)
    valid: tuple[date | None, date | None] = (None, None)

    def values(self) -> dict[str, Any]:
        """By the fields of `Defined`."""
        texts = {
            f"{word}_{language}": text
            for word in ("name", "definition", "evidence")
            for language, text in zip(("fi", "sv", "en"), getattr(self, word), strict=True)
        }
        plain = {name: getattr(self, name) for name in ("unit", "kind", "aggregation", "counter", "breakdowns")}
        return texts | plain | {"valid_from": self.valid[0], "valid_until": self.valid[1]}


def _read() -> tuple[Entry, ...]:
    with (Path(__file__).parent / "indicators.toml").open("rb") as file:
        found = tomllib.load(file)
    return tuple(_entry(each, found) for each in found["indicator"])


def _entry(given: dict[str, Any], file: dict[str, Any]) -> Entry:
    scheme, counting = Scheme(given["scheme"]), rule(given.get("counter", ""))
    unit = Unit(given.get("unit", counting.unit))
    result = scheme == Scheme.RCR or given.get("kind") == IndicatorKind.RESULT
    return Entry(
        code=given["code"],
        scheme=scheme,
        name=tuple(given["name"]),
        definition=tuple(given["definition"]),
        evidence=tuple(file["evidence"][given["evidence"]]),
        unit=unit,
        aggregation=counting.aggregation,
        counter=counting.key,
        kind=IndicatorKind.RESULT if result else IndicatorKind.OUTPUT,
        breakdowns=given.get("breakdowns", breakdowns(counting.key, unit)),
        valid=tuple(file["valid"].get(scheme, (None, None))),
    )


def breakdowns(counter: str, unit: str) -> list[str]:
    """How the rows of a rule can be broken down: companies by all that is known of them, the rest by place."""
    if not counter or unit == Unit.ORGANISATIONS:
        return []
    whole = unit == Unit.COMPANIES
    return [each.value for each in (BY_COMPANY if whole else [Breakdown.MUNICIPALITY])]


ENTRIES = _read()


def ensure() -> list[Indicator]:
    """Write the catalogue as it is here: new ones are added, and what means something else gets its next version.

    Runs as the system; harmless twice.
    """
    known = {each.code: each for each in Indicator.objects.filter(project=None)}
    new = [Indicator(code=each.code) for each in ENTRIES if each.code not in known]
    known |= {each.code: each for each in new}
    dated = set(IndicatorVersion.objects.filter(indicator__project=None).values_list("indicator_id", flat=True))
    for place, entry in enumerate(ENTRIES):
        _bring(known[entry.code], entry, place, dated)
    Indicator.objects.bulk_create(new)
    undated = [each for each in known.values() if each.pk not in dated]
    IndicatorVersion.objects.bulk_create(_version(each) for each in undated)
    return [known[each.code] for each in ENTRIES]


def _bring(indicator: Indicator, entry: Entry, place: int, dated: set[int]) -> None:
    """Give it what the file says; one that is there already is written, with its next version where it has one."""
    was = (indicator.scheme, indicator.order)
    indicator.scheme, indicator.order = entry.scheme, place
    before, values = definition_of(indicator), entry.values()
    if indicator.pk is None or indicator.pk not in dated:
        _take(indicator, values)
        if indicator.pk:
            indicator.save()
    elif before != values:
        define(indicator, values)
    elif was != (indicator.scheme, indicator.order):
        indicator.save(update_fields=["scheme", "order"])


def define(indicator: Indicator, values: dict[str, Any]) -> IndicatorVersion:
    """Write what an indicator means from now on: as its next version, or as its first."""
    indicator.number += indicator.pk is not None
    _take(indicator, values)
    indicator.save()
    version = _version(indicator)
    version.save()
    return version


def _take(indicator: Indicator, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(indicator, name, value)


def _version(indicator: Indicator) -> IndicatorVersion:
    return IndicatorVersion(indicator=indicator, number=indicator.number, **definition_of(indicator))


def definition_of(defined: Defined) -> dict[str, Any]:
    return {name: getattr(defined, name) for name in DEFINED}
