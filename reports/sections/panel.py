"""What other pages show of sections: the report its list, a partner's desk what it has been given."""

from typing import Any

from mint.tenancy.context import Request
from reports.models import Report
from reports.sections import pages
from reports.sections.gathering import sections_of
from reports.sections.models import Section

MOST = 5


def of_report(request: Request, report: Report) -> dict[str, Any] | None:
    """Each section with who writes it and how far it is; None of a report from before there were templates."""
    found = sections_of(report)
    if not found:
        return None
    changes = report.is_changeable
    lines = [pages.line(each, request.acting_for.slug, is_open=changes) for each in found]
    return {
        "lines": lines,
        "ready": sum(each.section.ready_at is not None for each in lines),
        "template": found[0].wanted.template,
        "may_write": changes,
    }


def of_desk(request: Request, organisation: Any) -> dict[str, Any] | None:
    """The sections that this organisation still writes; nothing on the desk of one that has none."""
    seen = Section.objects.visible_to(request.actor).filter(writer_id=organisation.id, ready_at=None)
    found = list(seen.still_open().prefetch_related("texts").order_by("due_on", "id")[: MOST + 1])
    if not found:
        return None
    return {
        "lines": [pages.line(each, organisation.slug) for each in found[:MOST]],
        "has_more": len(found) > MOST,
        "acting_for": organisation,
    }
