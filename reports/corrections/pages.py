"""What the pages of corrections show, gathered."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from mint.projects.models import Project
from mint.tenancy.context import Request
from mint.workflow import available, blockers
from reports.corrections import workflow
from reports.corrections.models import Correction
from reports.counting import records
from reports.models import FigureRow, Indicator
from reports.states import Scheme


def correctable(project: Project) -> QuerySet[Indicator]:
    """The indicators that the project reports."""
    return Indicator.objects.filter(Q(scheme=Scheme.MINT, project=None) | Q(targets__project=project)).distinct()


def row_of(request: Request, project: Project) -> FigureRow | None:
    """The record that `?rivi=` names, as a row of one of the project's figures."""
    given = request.GET.get("rivi", "")
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        return None
    seen = FigureRow.objects.visible_to(request.actor).filter(report__project=project)
    return seen.select_related("figure").filter(pk=given).first()


def detail(request: Request, correction: Correction) -> dict[str, Any]:
    return {
        "correction": correction,
        "moves": [_move(each, correction, request) for each in available(correction, workflow.MOVES, request.actor)],
        "files": _files(request, correction),
        "evidence_url": _evidence_url(request, correction),
        "word": records.word(correction.record) if correction.record else "",
        "nav": "reports",
    }


def _move(move: Any, correction: Correction, request: Request) -> dict[str, Any]:
    slug = request.acting_for.slug
    return {
        "name": move.name,
        "label": move.label,
        "why": " ".join(blockers(correction, move)),
        "needs_reason": move.needs_reason,
        "first": move is workflow.APPROVE,
        "url": reverse("corrections:move", args=[slug, correction.pk, move.name]),
    }


def _files(request: Request, correction: Correction) -> list[dict[str, str]]:
    slug = request.acting_for.slug
    return [
        {"name": each.name, "url": reverse("corrections:download", args=[slug, correction.pk, each.pk])}
        for each in correction.files.all()
    ]


def _evidence_url(request: Request, correction: Correction) -> str:
    if correction.object_id is None:
        return ""
    row = FigureRow(record=correction.record, object_id=correction.object_id)
    found = records.urls_of([row], request.actor, request.acting_for)
    return found.get((correction.record, correction.object_id), "")
