"""What approved corrections add to the figures: rows like any other, in the sum and in the manifest."""

from reports.corrections.models import Correction
from reports.counting.counters import CountedRow, Scope


def rows(scope: Scope) -> dict[int, list[CountedRow]]:
    """By indicator."""
    found: dict[int, list[CountedRow]] = {}
    approved = Correction.objects.visible_to(scope.actor).approved()
    for each in approved.filter(project=scope.project, on__lte=scope.until).order_by("on", "id"):
        row = CountedRow(
            "corrections.correction", each.pk, each.reason[:200], None, each.on, each.amount, is_carried=each.is_carried
        )
        found.setdefault(each.indicator_id, []).append(row)
    return found
