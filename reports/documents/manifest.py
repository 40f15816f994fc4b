"""What is frozen, as one canonical JSON, and its SHA-256: anyone can compute it again."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from reports import parts
from reports.documents.kept import differs
from reports.documents.verifying import FORMAT, canonical
from reports.models import Figure, Report


def manifest(report: Report, files: Iterable[Sequence[Any]] | None = None) -> dict[str, Any]:
    """Definitions, figures, row ids, texts and the files' hashes; numbers as text, so that no reader rounds them.

    `files` are kind, size and hash of each, where they are not kept with the report.
    """
    kept = report.files.values_list("kind", "size", "sha256") if files is None else files
    return {
        "format": FORMAT,
        "project": report.project.code,
        "kind": report.kind,
        "language": report.language,
        "period": [report.starts_on.isoformat(), report.ends_on.isoformat()],
        "steering_group": [report.steering_on.isoformat() if report.steering_on else "", report.steering_paragraph],
        "figures": _figures(report),
        "content": report.content,
        "files": sorted(list(each) for each in kept),
        **parts.sealed(report),
    }


def _figures(report: Report) -> list[dict[str, Any]]:
    rows: dict[int, list[list[Any]]] = {}
    fields = ("figure_id", "record", "object_id", "business_id", "on", "in_period", "in_total")
    standing = ("figure__definition_id", "size", "municipality__code", "industry__code")
    found = report.rows.order_by("figure_id", "on", "id").values_list(*fields, *standing)
    for figure, record, pk, business_id, on, in_period, in_total, version, *then in found:
        line = [record, pk, business_id, on.isoformat(), str(in_period), str(in_total)]
        rows.setdefault(figure, []).append([*line, *(each or "" for each in then)] if version else line)
    return [
        {
            "code": each.code,
            "name": {"fi": each.name_fi, "sv": each.name_sv, "en": each.name_en},
            "unit": each.unit,
            "aggregation": each.aggregation,
            "value": str(each.value),
            "total": str(each.total),
            "target": None if each.target is None else str(each.target),
            "rows": rows.get(each.pk, []),
            **_definition(each),
        }
        for each in report.figures.order_by("order", "code").select_related("definition")
    ]


def _definition(figure: Figure) -> dict[str, Any]:
    """The version it was counted by, in words; a figure from before there were versions keeps its hash without."""
    version = figure.definition
    if version is None:
        return {}
    texts = [version.definition_fi, version.definition_sv, version.definition_en]
    promised = [None if each is None else str(each) for each in (figure.baseline, figure.period_target)]
    return {"definition": [version.number, version.counter, *texts], "baseline_and_period_target": promised}


def digest(report: Report) -> str:
    return hashlib.sha256(canonical(manifest(report))).hexdigest()


def verifies(report: Report) -> bool:
    """Do the rows and the files still give the hash that the report was submitted with?"""
    return report.sha256 == digest(report) and not any(differs(each) for each in report.files.all())
