"""A figure opened: what it means, how it has grown, what it is made of, and the records it was counted from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncQuarter
from django.urls import reverse
from django.utils.translation import gettext as _

from mint.web import Page
from reports.counting.breakdowns import tables
from reports.counting.counters import rule
from reports.counting.records import word
from reports.documents import charts
from reports.models import Figure, FigureRow, Report
from reports.states import Aggregation

CORRECTION = "corrections.correction"  # is corrected by another, not about itself


def rows(
    report: Report,
    figure: Figure,
    *,
    seen: "QuerySet[FigureRow]",
    page: "Page[FigureRow]",
    urls: Mapping[tuple[str, int], str],
) -> dict[str, Any]:
    """`seen` are all rows of the figure that the reader may see, `page` those shown now, with the pages of their records."""
    figure.report = report  # as it has been read: panels ask the figure for it
    correct = reverse("corrections:new", args=[report.organisation.slug, report.project_id])
    shown = [
        {
            "row": each,
            "correct_url": f"{correct}?rivi={each.pk}" if each.record != CORRECTION else "",
            "word": word(each.record),
            "url": urls.get((each.record, each.object_id), ""),
            "why": _why_nothing(each, report, figure),
        }
        for each in page
    ]
    growth = trend(report, seen)
    return {
        "report": report,
        "figure": figure,
        "defined": figure.definition or figure.indicator,
        "words": rule(figure.definition.counter if figure.definition else figure.indicator.counter).words,
        "is_newer": bool(figure.definition and figure.definition.number < figure.indicator.number),
        "trend": growth,
        "drawn": charts.trend(figure.name, [(each["name"], each["total"]) for each in growth]),
        "tables": tables(figure, seen),
        "rows": shown,
        "page": page,
        "nav": "reports",
    }


def trend(report: Report, seen: "QuerySet[FigureRow]") -> list[dict[str, Any]]:
    """By quarter since the project began: what each added, and how much there was by its end."""
    added = seen.order_by().annotate(quarter=TruncQuarter("on")).values_list("quarter").annotate(Sum("in_total"))
    by_quarter = {charts.quarter(day): value for day, value in added}
    first = min([charts.quarter(report.project.starts_on), *by_quarter])
    found, total = [], Decimal(0)
    for each in charts.quarters(first, charts.quarter(report.ends_on)):
        total += by_quarter.get(each, Decimal(0))
        found.append({"name": charts.name_of(each), "added": by_quarter.get(each, Decimal(0)), "total": total})
    return found


def _why_nothing(row: FigureRow, report: Report, figure: Figure) -> str:
    """Why a record that counts adds nothing to the period, or to either of the two."""
    if row.in_period:
        return ""
    if figure.aggregation == Aggregation.LATEST and not row.in_total:
        return _("Adds nothing: there is a later value, or it says that there is nothing any more.")
    if figure.aggregation == Aggregation.DISTINCT and row.on >= report.starts_on:
        return _("Adds nothing: the same company is already counted from an earlier record.")
    if not row.in_total:
        return _("Adds nothing: it was before the period, and the same company is counted from an earlier record.")
    return _("It was before the period, so it counts only in the total.")
