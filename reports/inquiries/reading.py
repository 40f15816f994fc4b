"""What the holder of a link reads: the figures, definitions and rows of one submitted report, and their own questions.

As the system, since who holds a link sees no report: every query names the report, or the link, that the token opened.
"""

from typing import Any

from django.db.models import Q
from django.http import Http404

from mint import clock
from mint.isolation import context
from mint.links.actions import holding
from mint.sealing import hashed
from mint.tenancy.context import Request
from mint.web import paginate
from reports.counting.counters import rule
from reports.counting.records import word
from reports.inquiries.actions import KIND
from reports.inquiries.models import Link, Message, Thread
from reports.inquiries.states import SECTIONS, WHOLE
from reports.models import Figure, Report, ReportFile

READ = "inquiries.read"


def link_of(token: str) -> Link | None:
    """None when there never was one, it has expired, or it was taken back."""
    token_hash = hashed(KIND, token)
    with holding(token_hash):
        link = Link.objects.filter(token_hash=token_hash).first()
    return link if link and link.is_live else None


def page(link: Link) -> dict[str, Any]:
    """The report, its figures and the link's questions. Of a report that was opened again only the questions."""
    with context.system(READ):
        report = _report(link)
        figures = Figure.objects.filter(report=report).order_by("order", "code") if report.is_frozen else []
        threads = Thread.objects.filter(link=link).order_by("-id")
        return {"link": link, "report": report, "figures": list(figures), "threads": list(threads)}


def places(report: Report) -> dict[str, str]:
    """What a question may be about beside a figure: the report's own sections, or the parts that every report has."""
    parts = {str(each["key"]): str(each["title"]) for each in report.content.get("parts", [])}
    known = {key: str(label) for key, label in SECTIONS.items()}
    return (parts or known) | {WHOLE: known[WHOLE]}


def figure(request: Request, link: Link, pk: int) -> dict[str, Any]:
    """A figure with its definition and the records it was counted from, a page of them at a time."""
    with context.system(READ):
        report = _report(link)
        found = Figure.objects.filter(report=report, pk=pk).select_related("indicator", "definition").first()
        if found is None or not report.is_frozen:
            raise Http404
        rows = paginate(request, found.rows.all(), by=("-on", "-id"))
        shown = [{"row": each, "word": word(each.record)} for each in rows]
        defined = found.definition or found.indicator
        words = rule(defined.counter).words
    return {
        "link": link, "report": report, "figure": found, "rows": shown, "page": rows, "defined": defined, "words": words
    }  # fmt: skip


def thread(link: Link, pk: int) -> dict[str, Any]:
    """One of the link's own questions. Who answered is the project, not a person."""
    with context.system(READ):
        found = Thread.objects.filter(link=link, pk=pk).first()
        if found is None:
            raise Http404
        messages = list(Message.objects.filter(thread=found).order_by("id"))
        return {"link": link, "report": _report(link), "thread": found, "told": messages}


def file(link: Link, thread_pk: int, kind: str) -> ReportFile:
    """A file that was given as evidence in one of the link's questions, and is still what it was then."""
    with context.system(READ):
        found = ReportFile.objects.filter(report_id=link.report_id, kind=kind).first()
        given = Message.objects.filter(thread__link=link, thread_id=thread_pk).values_list("evidence", flat=True)
        hashes = {each["sha256"] for evidence in given for each in evidence if each.get("file") == kind}
        if found is None or found.sha256 not in hashes:
            raise Http404
        return found


def used(link: Link) -> None:
    """The day of a question is kept for the manager. What only reads writes nothing: mail scanners do it too. As the system."""
    today = clock.today()
    Link.objects.filter(Q(last_used_on=None) | Q(last_used_on__lt=today), pk=link.pk).update(last_used_on=today)


def _report(link: Link) -> Report:
    rows = Report.objects.select_related("project__funder", "organisation", "period")
    return rows.get(pk=link.report_id)
