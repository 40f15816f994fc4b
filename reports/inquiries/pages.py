"""What the manager's pages show of the funder's questions, gathered."""

from typing import Any

from mint.tenancy.context import Request
from reports.inquiries.forms import MOST_ROWS, AnswerForm, InviteForm
from reports.inquiries.models import Link, Message, Thread
from reports.inquiries.states import OPEN, State
from reports.models import FigureRow, Report, ReportFile


def listed(request: Request, report: Report, form: InviteForm) -> dict[str, Any]:
    links = Link.objects.visible_to(request.actor).filter(report=report).select_related("made_by")
    threads = Thread.objects.visible_to(request.actor).filter(report=report).select_related("link")
    return {
        "report": report,
        "links": list(links.order_by("-id")[:50]),
        "threads": sorted(threads.order_by("-id")[:200], key=lambda each: State.values.index(each.state)),
        "form": form if report.is_frozen else None,
        "nav": "reports",
    }


def answer_form(request: Request, thread: Thread, posted: Any) -> AnswerForm:
    rows = FigureRow.objects.visible_to(request.actor).filter(figure_id=thread.figure_id or 0)
    files = ReportFile.objects.visible_to(request.actor).filter(report_id=thread.report_id)
    return AnswerForm(list(rows.order_by("-on", "-id")[:MOST_ROWS]), list(files.order_by("kind")), posted)


def thread(request: Request, found: Thread, form: AnswerForm) -> dict[str, Any]:
    told = Message.objects.visible_to(request.actor).filter(thread=found).select_related("author")
    return {
        "report": found.report,
        "thread": found,
        "told": list(told.order_by("id")),
        "form": form if found.state in OPEN else None,
        "nav": "reports",
    }
