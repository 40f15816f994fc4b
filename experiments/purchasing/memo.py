"""A purchase's decision on one page, for the office-holder who signs it: typeset in the reader's language, from what it rested on then."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pypdf import PdfReader

from experiments.purchasing.basis import Basis, basis_of
from experiments.purchasing.guarding import warning_of, word_of
from experiments.purchasing.models import Purchase
from mint import clock
from mint.templating import fdate, number
from mint.typeset import typeset

TEMPLATE = Path(__file__).parent / "typst" / "memo.typ"
SIZES = (10, 9, 8, 7)  # points: as large as fits on one page


def one_page(purchase: Purchase) -> bytes:
    """In the largest letters that fit; a very long one is more pages rather than unreadable."""
    data = content(purchase)
    for size in SIZES:
        made = typeset(TEMPLATE, {**data, "size": size})
        if len(PdfReader(BytesIO(made)).pages) == 1:
            break
    return made


def content(purchase: Purchase) -> dict[str, Any]:
    """What the template reads: sentences in the active language, people's own words in the experiment's."""
    basis = basis_of(purchase)
    day = fdate(clock.day_of(purchase.decided_at)) if purchase.decided_at else _("Not decided yet")
    return {
        "language": get_language() or "fi",
        "content_language": purchase.experiment.language,
        "title": _("Procurement decision memo"),
        "about": purchase.title,
        "organisation": basis.buyer,
        "facts": [
            [_("What is bought?"), purchase.title],
            [_("Experiment"), f"{basis.experiment}, {basis.address}"],
            [_("Of what kind is it?"), str(purchase.get_kind_display())],
            [_("Estimated value, euros"), number(purchase.value)],
            [_("When does the procurement begin?"), fdate(purchase.begins_on)],
            [_("Supplier, if known"), purchase.supplier or "–"],
            [_("How is it bought?"), str(purchase.get_procedure_display())],
            [_("Decided"), day],
        ],
        "thresholds": _thresholds(basis),
        "exception": purchase.exception,
        "grounds": purchase.grounds,
        "told": [[fdate(told_on), str(audience.label), what] for told_on, audience, what in basis.told],
        "footer": _("Made in MINT on %(day)s. Check the thresholds before use.") % {"day": fdate(basis.made_on)},
        "words": _words(),
    }


def _thresholds(basis: Basis) -> list[str]:
    said = [word_of(basis.size)]
    said += [
        _("%(level)s: %(amount)s € (%(source)s)") % {"level": row.level.label, "amount": number(row.amount), "source": row.source}
        for row in basis.held
    ]  # fmt: skip
    if basis.earlier:
        said.append(_("Bought from the same supplier within a year: %(amount)s €") % {"amount": number(basis.earlier)})
    return [*said, *filter(None, [warning_of(basis.together)])]


def _words() -> dict[str, Any]:
    return {
        "thresholds": _("Value and thresholds"),
        "exception": _("Exception of the act"),
        "grounds": _("Grounds"),
        "told": _("What was told to bidders"),
        "head": [_("Day"), _("To whom"), _("What")],
        "no_told": _("Nothing was told to anybody apart from the notice itself."),
        "place_and_date": _("Place and date"),
        "signature": _("Signature, name in print and title"),
    }
