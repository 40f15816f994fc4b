"""A yearly review as an accessible PDF, in the language that it is written in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from mint.typeset import typeset
from reports.documents.document import Table, dashed, paragraphs_of
from reports.yearly.models import YearReview

TEMPLATE = Path(__file__).parent.parent / "documents" / "typst" / "yearly.typ"


def render(review: YearReview, tables: Sequence[Table]) -> bytes:
    """`tables` are in the review's language."""
    with override(review.language):
        return typeset(TEMPLATE, _content(review, tables))


def _content(review: YearReview, tables: Sequence[Table]) -> dict[str, Any]:
    written = [(_("What the year was like"), review.summary), (_("What comes next"), review.next_year)]
    return {
        "language": review.language,
        "title": f"{_('Yearly review')} {review.year}",
        "organisation": review.organisation.name,
        "state": str(review.get_state_display()),
        "parts": [{"title": title, "paragraphs": paragraphs_of(text)} for title, text in written],
        "tables": [
            {"caption": each.caption, "heads": list(each.heads), "rows": [dashed(row) for row in each.rows]}
            for each in tables
        ],
        "unwritten": _("This section has not been written."),
        "none": _("None in this year."),
    }
