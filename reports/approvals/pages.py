"""What a partner reads before it answers."""

from typing import Any

from django.urls import reverse

from mint.tenancy.context import Request
from reports.approvals import standing
from reports.approvals.forms import AnswerForm
from reports.approvals.models import Approval
from reports.models import Figure, Report, ReportFile
from reports.states import FileKind, State


def page(request: Request, report: Report, form: AnswerForm | None) -> dict[str, Any]:
    organisation = request.acting_for
    own = Approval.objects.visible_to(request.actor).filter(report=report, organisation_id=organisation.id)
    answers = list(own.select_related("by").order_by("-answered_at"))
    now = next((each for each in answers if each.built_at == report.built_at), None)
    asking = standing.asking_of(report)
    asked = report.state == State.PRE_CHECK and asking is not None
    built = report.built_at.isoformat() if report.built_at else ""
    address = [organisation.slug, report.pk]
    has_pdf = ReportFile.objects.visible_to(request.actor).filter(report=report, kind=FileKind.PDF).exists()
    figures = Figure.objects.visible_to(request.actor).filter(report=report).select_related("definition", "indicator")
    return {
        "report": report,
        "figures": list(figures.order_by("order", "code")),
        "asking": asking,
        "now": now,
        "is_void": asked and now is None and bool(answers),
        "form": (form or AnswerForm(initial={"built_at": built})) if asked else None,
        "pdf_url": reverse("approvals:file", args=address) if has_pdf else "",
        "part_url": reverse("cockpit:part", args=[organisation.slug, report.project_id]),
        "nav": "",
    }
