"""Company forms and size classes, and how the class follows from the figures (leaf)."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

MILLION = Decimal(1_000_000)


class CompanyForm(models.TextChoices):
    LIMITED = "oy", _("Limited company")
    SOLE_TRADER = "tmi", _("Sole trader")
    LIMITED_PARTNERSHIP = "ky", _("Limited partnership")
    GENERAL_PARTNERSHIP = "ay", _("General partnership")
    COOPERATIVE = "osk", _("Cooperative")
    OTHER = "other", _("Other form")


class Size(models.TextChoices):
    """Classes of Commission Recommendation 2003/361/EC."""

    MICRO = "micro", _("Micro-enterprise")
    SMALL = "small", _("Small enterprise")
    MEDIUM = "medium", _("Medium-sized enterprise")
    LARGE = "large", _("Large enterprise")


# class, staff below, turnover at most, balance sheet total at most
LIMITS = (
    (Size.MICRO, 10, 2 * MILLION, 2 * MILLION),
    (Size.SMALL, 50, 10 * MILLION, 10 * MILLION),
    (Size.MEDIUM, 250, 50 * MILLION, 43 * MILLION),
)


def size_of(employees: int | None, turnover: Decimal | None, balance: Decimal | None) -> str:
    """The class by staff, and by turnover *or* balance sheet total (EUR); empty while the staff is not known.

    Where neither sum is known the staff decides alone. Figures of a group are not added up here.
    """
    if employees is None:
        return ""
    for size, staff, most_turnover, most_balance in LIMITS:
        sums = [(turnover, most_turnover), (balance, most_balance)]
        known = [(value, most) for value, most in sums if value is not None]
        if employees < staff and (not known or any(value <= most for value, most in known)):
            return size
    return Size.LARGE
