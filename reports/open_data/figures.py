"""Yearly figures of locked reports, as anybody may take them."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mint.sheets import harmless
from reports.counting.counters import rule
from reports.models import Indicator
from reports.open_data.functions import FEWEST
from reports.states import Unit

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
FORMAT = "mint-yearly-figures-1"
COLUMNS = ("project", "code", "name", "unit", "year", "value", "suppressed", "counted_until")


@dataclass(frozen=True)
class Yearly:
    """What the records of a year added to a figure; None where fewer than five are behind it."""

    project: str
    code: str
    name: str
    unit: str
    year: int
    until: date
    value: Decimal | None

    @property
    def is_suppressed(self) -> bool:
        return self.value is None


@dataclass(frozen=True)
class Definition:
    code: str
    name: str
    unit: str
    counted: str


def yearly() -> list[Yearly]:
    """By project, indicator and year; names in the reader's language."""
    language = (get_language() or "fi")[:2]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT project, code, name_fi, name_sv, name_en, unit, year, until, value FROM mint.yearly_figures()"
        )
        rows = cursor.fetchall()
    found = []
    for project, code, fi, sv, en, unit, year, until, value in rows:
        name = {"fi": fi, "sv": sv, "en": en}[language]
        found.append(Yearly(project, code, name, str(Unit(unit).label), year, until, value))
    return found


def definitions(figures: list[Yearly]) -> list[Definition]:
    """Of the indicators that have figures: what is counted, in words."""
    codes = {each.code for each in figures}
    return [
        Definition(each.code, each.name, str(each.get_unit_display()), str(rule(each.counter).words))
        for each in Indicator.objects.filter(code__in=codes)
    ]


def notes() -> list[str]:
    """What whoever uses the figures has to know."""
    return [
        _(
            "The figures are those of the newest report of each project that has been locked for its funder, and go on "
            "to the day that is given with each."
        ),
        _("A record counts in the year of its own day. A company counts once, in the year when it first took part."),
        _(
            "Where fewer than %(number)d people or places are behind a figure of people, credits or work, it is left "
            "out, so that nobody can be recognised."
        )
        % {"number": FEWEST},
    ]


def as_csv(figures: list[Yearly]) -> bytes:
    """Commas, points and UTF-8, as data is read by programs anywhere."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in figures:
        value = "" if each.value is None else _plain(each.value)
        known = (harmless(each.project), each.code, harmless(each.name), each.unit, each.year, value)
        writer.writerow([*known, "true" if each.is_suppressed else "false", each.until.isoformat()])
    return target.getvalue().encode()


def as_json(figures: list[Yearly]) -> bytes:
    content: dict[str, Any] = {
        "format": FORMAT,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "notes": notes(),
        "definitions": [vars(each) for each in definitions(figures)],
        "figures": [
            {
                "project": each.project,
                "code": each.code,
                "year": each.year,
                "value": None if each.value is None else json.loads(_plain(each.value)),
                "suppressed": each.is_suppressed,
                "counted_until": each.until.isoformat(),
            }
            for each in figures
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
