"""A purchase's decision on one page, for the office-holder who signs it: typeset when it is asked for, in the reader's language."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pypdf import PdfReader

from experiments.purchasing.guarding import earlier, judged, warning
from experiments.purchasing.models import Purchase, Told
from experiments.telling import permanent
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
    day = fdate(clock.day_of(purchase.decided_at)) if purchase.decided_at else _("Not decided yet")
    return {
        "language": get_language() or "fi",
        "content_language": purchase.experiment.language,
        "title": _("Procurement decision memo"),
        "about": purchase.title,
        "organisation": purchase.organisation.name,
        "facts": [
            [_("What is bought?"), purchase.title],
            [_("Experiment"), f"{purchase.experiment.title}, {permanent(purchase.experiment)}"],
            [_("Of what kind is it?"), str(purchase.get_kind_display())],
            [_("Estimated value, euros"), number(purchase.value)],
            [_("When does the procurement begin?"), fdate(purchase.begins_on)],
            [_("Supplier, if known"), purchase.supplier or "–"],
            [_("How is it bought?"), str(purchase.get_procedure_display())],
            [_("Decided"), day],
        ],
        "thresholds": _thresholds(purchase),
        "exception": purchase.exception,
        "grounds": purchase.grounds,
        "told": [
            [fdate(row.told_on), str(row.get_audience_display()), row.what]
            for row in Told.objects.filter(purchase=purchase).order_by("told_on", "id")
        ],
        "footer": _("Made in MINT on %(day)s. Check the thresholds before use.") % {"day": fdate(clock.today())},
        "words": _words(),
    }


def _thresholds(purchase: Purchase) -> list[str]:
    found, before = judged(purchase), earlier(purchase)
    said = [found.label]
    said += [
        _("%(level)s: %(amount)s € (%(source)s)") % {"level": row.get_level_display(), "amount": number(row.amount), "source": row.source}
        for row in found.thresholds
    ]  # fmt: skip
    if before:
        said.append(_("Bought from the same supplier within a year: %(amount)s €") % {"amount": number(before)})
    return [*said, *filter(None, [warning(purchase)])]


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
