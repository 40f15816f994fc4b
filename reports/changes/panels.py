"""What has changed since submission: on the report's page by figure, on the figure's page by record."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum
from django.urls import reverse

from mint.tenancy.context import Request
from reports.changes import carrying
from reports.changes.models import Carry, Change, Comparison
from reports.counting import records
from reports.models import Figure, FigureRow, Report
from reports.permissions import can_manage
from reports.states import Kind

MOST = 50


def of_report(request: Request, report: Report) -> dict[str, Any] | None:
    if not report.is_frozen or report.kind == Kind.ECOSYSTEM:
        return None
    seen = Change.objects.visible_to(request.actor).filter(report=report)
    more = seen.order_by().values("figure").annotate(
        n=Count("id"), period=Sum(F("in_period") - F("was_in_period")), total=Sum(F("in_total") - F("was_in_total"))
    )  # fmt: skip
    changed: dict[int, Any] = {each["figure"]: each for each in more}
    figures = Figure.objects.visible_to(request.actor).filter(pk__in=changed).select_related("organisation")
    return {
        "comparison": Comparison.objects.visible_to(request.actor).filter(report=report).first(),
        "lines": [_line(each, changed[each.pk]) for each in figures.order_by("order", "code")],
        "ask_url": reverse("changes:compare", args=[report.organisation.slug, report.pk]),
    }


def _line(figure: Figure, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "figure": figure,
        "url": f"{figure.get_absolute_url()}#changes",
        "n": more["n"],
        "value": figure.value + more["period"],
        "total": figure.total + more["total"],
    }


def of_figure(request: Request, figure: Figure) -> dict[str, Any] | None:
    report = figure.report
    if not report.is_frozen:
        return None
    seen = Change.objects.visible_to(request.actor).filter(figure=figure)
    changes = list(seen.order_by("on", "id")[:MOST])
    comparison = Comparison.objects.visible_to(request.actor).filter(report=report).first()
    is_redefined = comparison is not None and figure.code in comparison.redefined
    if not changes and not is_redefined:
        return None
    rows = [FigureRow(record=each.record, object_id=each.object_id) for each in changes]
    urls = records.urls_of(rows, request.actor, request.acting_for)
    carried = Carry.objects.visible_to(request.actor).filter(figure=figure).select_related("correction__organisation")
    amount = carrying.rest(figure)
    may = can_manage(request.actor, report) and report.kind == Kind.FUNDER
    return {
        "changes": [_change(each, urls.get((each.record, each.object_id), "")) for each in changes],
        "more": max(0, seen.count() - MOST),
        "is_redefined": is_redefined,
        "carried": [
            {"amount": each.amount, "correction": each.correction, "url": each.correction.get_absolute_url()}
            for each in carried
        ],
        "amount": amount,
        "next": carrying.next_open(report) if amount and may else None,
        "may_carry": may and amount != Decimal(0),
        "carry_url": reverse("changes:carry", args=[report.organisation.slug, report.pk, figure.pk]),
    }


def _change(change: Change, url: str) -> dict[str, Any]:
    return {"change": change, "url": url, "word": records.word(change.record)}
