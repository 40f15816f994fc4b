"""What a purchase's value asks for: held against the thresholds of its day, also together with what was bought before."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from experiments.purchasing.models import Purchase, Threshold
from experiments.purchasing.states import REACHES, Kind, Level, Procedure, Size

TOGETHER = timedelta(days=365)
LEAST_EXCEPTION = 20  # characters of a ground in law


@dataclass(frozen=True)
class Judged:
    """`size` is None where MINT knows no national threshold of that day; `thresholds` are those it was held against."""

    size: Size | None
    thresholds: list[Threshold]


def judged(purchase: Purchase, value: Decimal | None = None) -> Judged:
    """Of the purchase's own value, or of another of the same kind and day."""
    amount = purchase.value if value is None else value
    found = list(Threshold.objects.filter(kind=purchase.kind).valid_on(purchase.begins_on).order_by("amount"))
    reached = {row.level for row in found if amount >= row.amount}
    if not any(row.level == Level.NATIONAL for row in found):
        return Judged(None, found)
    size = Size.EU if Level.EU in reached else Size.NATIONAL if Level.NATIONAL in reached else Size.SMALL
    return Judged(size, found)


def lacks_eu(purchase: Purchase, found: Judged) -> bool:
    """Is the EU's threshold of that day unknown? Social and health services have none that asks for another procedure."""
    return purchase.kind != Kind.SOCIAL and not any(row.level == Level.EU for row in found.thresholds)


def earlier(purchase: Purchase) -> Decimal:
    """What the same buyer has bought, or prepares, of the same kind from the same supplier within a year of it."""
    if not purchase.supplier.strip():
        return Decimal(0)
    rows = Purchase.objects.filter(
        organisation_id=purchase.organisation_id, kind=purchase.kind, supplier__iexact=purchase.supplier.strip(),
        begins_on__range=(purchase.begins_on - TOGETHER, purchase.begins_on + TOGETHER),
    ).exclude(pk=purchase.pk)  # fmt: skip
    return rows.aggregate(total=Sum("value"))["total"] or Decimal(0)


def word_of(size: Size | None) -> str:
    return str(size.label) if size is not None else _("MINT knows no threshold of that day: check the act.")


def warning_of(together: Size | None) -> str:
    """Said where purchases of one supplier reach together what none reaches alone."""
    if together is None:
        return ""
    return _("With what has been bought from the same supplier within a year it is more: %(size)s. A procurement may not be split to stay below a threshold.") % {
        "size": together.label
    }  # fmt: skip


def refused(purchase: Purchase) -> str | None:
    """The guard of the decision: the procedure must be as open as the value asks, or an exception of the act be named."""
    found = judged(purchase)
    if found.size is None or lacks_eu(purchase, found):
        is_enough = len(purchase.exception.strip()) >= LEAST_EXCEPTION
        unknown = _("MINT lacks a threshold of that day. Check it, and write into the exception what you found.")
        return None if is_enough else unknown
    if REACHES[Procedure(purchase.procedure)] >= found.size or len(purchase.exception.strip()) >= LEAST_EXCEPTION:
        return None
    return _("%(size)s. Choose a procedure that is as open, or name the exception of the act that allows less.") % {
        "size": found.size.label
    }


def without_grounds(purchase: Purchase) -> str | None:
    return None if purchase.grounds.strip() else _("Write the grounds of the decision.")
