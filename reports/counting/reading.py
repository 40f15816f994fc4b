"""The parts that a report is counted in: each reads the records of one area, and gives them as rows, never as sums.

What is counted once is decided where the parts meet (`reports.counting.sums`): a company of two areas is one company.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from mint.tenancy.models import Organisation
from reports.counting.counters import CountedRow, Scope, added, rule
from reports.counting.doubles import checked
from reports.documents import telling
from reports.models import Indicator, Report

# by what is read: the rules of a part share their records
AREAS = {
    "challenges": ("challenges_published",),
    "experiments": (
        *("experiments_started", "experiments_finished", "experiments_adopted", "experiments_joint"),
        "solutions_in_use",
    ),
    "companies": ("companies_innovating", "companies_in_experiments", "companies_involved"),
    "universities": ("companies_with_universities", "research_organisations"),
    "placements": (
        *("internships_started", "theses_started", "apprenticeships_started", "jobs_started", "jobs_fte"),
        *("students", "credits"),
    ),
    "attraction": ("factors_published",),
}
OTHER, ADDED, TEXTS = "other", "added", "texts"  # rules of later apps; what is added beside rules; what is told
Kept = list[Any]  # a counted row as JSON holds it


def areas_of(wanted: Iterable[Indicator]) -> list[str]:
    """The parts of a report with these indicators, in the order in which they are begun."""
    asked = {each.counter for each in wanted}
    named = [key for key in (*AREAS, OTHER) if asked & set(_rules_of(key, asked))]
    return [*named, ADDED, TEXTS]


def read(key: str, report: Report, wanted: Iterable[Indicator], scope: Scope) -> dict[str, Any]:
    """What one part gives: rows by counting rule, rows by indicator, or texts."""
    if key == TEXTS:
        with override(report.language):
            gaps = checked(report.project, report.ends_on, scope.actor, report.organisation.slug)
            return {"experiments": telling.experiments(scope, report.starts_on), "missing": [g.told() for g in gaps]}
    if key == ADDED:
        return {str(indicator): _kept(rows) for indicator, rows in added(scope).items()}
    asked = {each.counter for each in wanted}
    return {counter: _kept(rule(counter).rows(scope)) for counter in _rules_of(key, asked) if counter in asked}


def _rules_of(key: str, asked: set[str]) -> tuple[str, ...]:
    if key != OTHER:
        return AREAS[key]
    known = {counter for counters in AREAS.values() for counter in counters}
    return tuple(sorted(asked - known - {""}))


def _kept(rows: Iterable[CountedRow]) -> list[Kept]:
    return [
        [each.record, each.object_id, each.title, each.party.pk if each.party else None, each.on.isoformat(),
         str(each.amount), each.of, each.place_id, each.is_carried]
        for each in rows
    ]  # fmt: skip


class Gathered:
    """What all parts gave together, with the organisations in the rows read once."""

    def __init__(self, results: dict[str, Any]) -> None:
        self.texts = results.get(TEXTS) or {}
        added_rows = results.get(ADDED) or {}
        counted = {c: rows for key, each in results.items() if key not in {ADDED, TEXTS} for c, rows in each.items()}
        ids = {row[3] for rows in (*counted.values(), *added_rows.values()) for row in rows if row[3]}
        self._parties = Organisation.objects.select_related("municipality").in_bulk(ids)
        self.counted = {counter: list(self._rows(rows)) for counter, rows in counted.items()}
        self.added = {int(indicator): list(self._rows(rows)) for indicator, rows in added_rows.items()}

    def _rows(self, kept: Iterable[Kept]) -> Iterator[CountedRow]:
        for record, object_id, title, party, on, amount, of, place, is_carried in kept:
            yield CountedRow(
                record,
                object_id,
                title,
                self._parties.get(party),
                date.fromisoformat(on),
                Decimal(amount),
                of,
                place,
                is_carried,
            )

    def every_row(self) -> Iterator[CountedRow]:
        for rows in self.counted.values():
            yield from rows
