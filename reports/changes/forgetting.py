"""What a comparison found is forgotten when the report is opened again to be counted anew."""

from reports.changes.models import Change, Comparison
from reports.models import Report


def forget(report: Report) -> None:
    """What was carried on stays carried: the next comparison takes it into account."""
    Change.objects.filter(report=report).delete()
    Comparison.objects.filter(report=report).delete()
