"""What has changed is carried to the next period: as a correction of it, which a second person approves."""

from decimal import Decimal

from django.db.models import F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.changes.models import Carry, Change
from reports.corrections.states import State as CorrectionState
from reports.models import Figure, Report
from reports.states import CHANGEABLE, Kind

NOTHING = Decimal(0)
LAPSED = (CorrectionState.REFUSED, CorrectionState.WITHDRAWN)
NAMED = 5  # records named in the reason


def next_open(report: Report) -> Report | None:
    """The project's next report that is being put together: the one that the difference goes into."""
    later = Report.objects.filter(
        project_id=report.project_id, kind=Kind.FUNDER, state__in=CHANGEABLE, starts_on__gt=report.ends_on
    )
    return later.order_by("starts_on", "-id").first()


def rest(figure: Figure) -> Decimal:
    """What the period would have more (or less) today, and has not been carried on yet.

    Only the period: the total of the next report counts the records as they are by itself.
    """
    changed = Change.objects.filter(figure=figure).aggregate(more=Sum(F("in_period") - F("was_in_period")))["more"]
    carried = Carry.objects.filter(figure=figure).exclude(correction__state__in=LAPSED).aggregate(Sum("amount"))
    return (changed or NOTHING) - (carried["amount__sum"] or NOTHING)


def reason(figure: Figure, report: Report) -> str:
    """In the report's own language: it is read in the next one."""
    with override(report.language):
        changes = Change.objects.filter(figure=figure).exclude(in_period=F("was_in_period"))
        lines = [f"{each.get_kind_display()}: {each.title}" for each in changes[:NAMED]]
        more = changes.count() - len(lines)
        told = _("Changed since the report %(span)s was submitted.") % {"span": report.span}
        return " ".join([told, "; ".join(lines), f"(+{more})" if more > 0 else ""]).strip()[:1000]
