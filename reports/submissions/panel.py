"""What a report's page says of its submissions, and of why it was returned or opened again."""

from typing import Any

from django.urls import reverse

from mint.audit.models import Entry
from mint.tenancy.context import Request
from reports.models import Report
from reports.submissions.models import Submission
from reports.timeline import SAID

TOLD = ("report.returned", "report.reopened_as_counted", "report.reopened_to_count")


def of_report(request: Request, report: Report) -> dict[str, Any] | None:
    seen = Submission.objects.visible_to(request.actor).filter(report=report).defer("manifest")
    kept = list(seen.select_related("submitted_by").order_by("-number"))
    if not kept:
        return None
    return {"submissions": [_shown(each, report) for each in kept], "told": _told(request, report), "report": report}


def _shown(submission: Submission, report: Report) -> dict[str, Any]:
    address = [report.organisation.slug, report.pk, submission.number]
    return {
        "submission": submission,
        "is_now": submission.sha256 == report.sha256,
        "url": reverse("submissions:manifest", args=address),
    }


def _told(request: Request, report: Report) -> list[dict[str, Any]]:
    seen = Entry.objects.visible_to(request.actor).filter(subject_type="reports.report", subject_id=report.pk)
    return [
        {"at": each.created_at, "text": SAID[each.verb], "reason": each.reason}
        for each in seen.filter(verb__in=TOLD).order_by("-id")
    ]
