"""What the pages of a yearly review show, gathered; its workbook and its PDF."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from mint.tenancy.context import Request
from mint.workflow import available, blockers
from reports.documents import sheets
from reports.documents.document import Table
from reports.documents.kept import TYPES
from reports.states import FileKind
from reports.yearly import pdf, workflow
from reports.yearly.gathering import tables
from reports.yearly.models import YearReview
from reports.yearly.permissions import can_write

XLSX, PDF = TYPES[FileKind.XLSX], TYPES[FileKind.PDF]


def tables_of(request: Request, review: YearReview) -> list[Table]:
    """As they were confirmed; of a draft as the records say now."""
    if review.is_draft:
        return tables(review, request.actor)
    return [Table(**each) for each in review.content]


def detail(request: Request, review: YearReview, form: Any) -> dict[str, Any]:
    slug = request.acting_for.slug
    return {
        "review": review,
        "tables": tables_of(request, review),
        "form": form if review.is_draft and can_write(request.actor, review) else None,
        "moves": [_move(each, review, slug) for each in available(review, workflow.MOVES, request.actor)],
        "workbook_url": reverse("yearly:workbook", args=[slug, review.year]),
        "pdf_url": reverse("yearly:pdf", args=[slug, review.year]),
        "nav": "reports",
    }


def _move(move: Any, review: YearReview, slug: str) -> dict[str, Any]:
    return {
        "name": move.name,
        "label": move.label,
        "why": " ".join(blockers(review, move)),
        "needs_reason": move.needs_reason,
        "url": reverse("yearly:move", args=[slug, review.year, move.name]),
    }


def document(request: Request, review: YearReview) -> bytes:
    """In the language that the review is written in, also its tables."""
    with override(review.language):
        found = tables_of(request, review)
    return pdf.render(review, found)


def workbook(request: Request, review: YearReview) -> bytes:
    """A sheet for the words and one for each table."""
    said = [[_("What the year was like"), review.summary], [_("What comes next"), review.next_year]]
    found = [sheets.Section(_("Texts"), [_("Section"), _("Text")], said, (30, 100))]
    found += [
        sheets.Section(each.caption, each.heads, sheets.typed(each), sheets.TEXTS)
        for each in tables_of(request, review)
    ]
    title = f"{review.organisation.name} {review.year}"
    return sheets.book(title, date(review.year, 12, 31), found)
