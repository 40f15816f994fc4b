"""Figures that contradict what was reported before, or that nothing shows: told before the report is approved."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.documents.document import shown
from reports.models import Figure, Report
from reports.parts import Finding
from reports.states import Aggregation


def contradictions(report: Report, found: Sequence[Figure]) -> list[Finding]:
    """Of the report's figures, in one query: those of the report before it."""
    return [*_fallen(report, found), *_unshown(report, found)]


def _fallen(report: Report, found: Sequence[Figure]) -> Iterator[Finding]:
    """A cumulative figure that was larger in the locked report of an earlier day."""
    before = _reported(report)
    text = _(
        "%(name)s: %(now)s in total, although %(before)s had been reported before. Say why in the text, or correct it."
    )
    for each in found:
        was = before.get(each.code)
        if each.aggregation != Aggregation.LATEST and was is not None and each.total < was:
            words = {"name": each.name, "now": shown(each.total), "before": shown(was)}
            yield Finding(text % words, each.get_absolute_url())


def _reported(report: Report) -> dict[str, Decimal]:
    """The totals of the newest locked report of the project that ends earlier."""
    locked = Report.objects.locked().filter(project_id=report.project_id, ends_on__lt=report.ends_on)
    newest = locked.exclude(pk=report.pk).order_by("-ends_on", "-id").values("pk")[:1]
    return dict(Figure.objects.filter(report=newest).values_list("code", "total"))


def _unshown(report: Report, found: Sequence[Figure]) -> Iterator[Finding]:
    """Promised, counted by nothing, and without a correction that brings evidence."""
    text = _("%(name)s: nothing shows this figure yet. Propose a correction with its evidence.")
    address = reverse("corrections:new", args=[report.organisation.slug, report.project_id])
    for each in found:
        if each.is_from_nowhere and each.target and not each.total:
            yield Finding(text % {"name": each.name}, f"{address}?luku={each.indicator_id}")
