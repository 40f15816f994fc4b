"""The report as JSON for other systems. What each field means is in the schema, which is served beside it."""

import json
from dataclasses import asdict
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import override

from reports.documents.document import Document, Line, Part, Row, Split, percent
from reports.documents.pdf import summary

FORMAT = "mint-report-data-1"
SCHEMA = Path(__file__).parent / "schema" / "report-1.json"


def render(document: Document) -> bytes:
    """UTF-8, one field a line, so that two reports can be compared with any tool."""
    return (json.dumps(content(document), ensure_ascii=False, indent=1) + "\n").encode()


@lru_cache(maxsize=1)
def schema() -> bytes:
    return SCHEMA.read_bytes()


def content(document: Document) -> dict[str, Any]:
    with override(document.language):
        sentences = summary(document)
    return {
        "format": FORMAT,
        "language": document.language,
        "title": document.title,
        "project": {"code": document.code, "name": document.project},
        "funding": {"fund": document.fund, "sentence": document.sentence},
        "lead_implementer": document.implementer,
        "partners": document.partners,
        "period": {"from": document.starts_on.isoformat(), "to": document.ends_on.isoformat()},
        "summary": sentences,
        "missing": list(document.missing),
        "figures": [_figure(line) for line in document.lines],
        "charts": [{"title": each.title, "in_words": each.alt} for each in document.charts],
        "experiments": [asdict(each) for each in document.experiments],
        "companies": [asdict(each) for each in document.companies],
        **({"sections": [_section(each) for each in document.parts]} if document.parts else {}),
    }


def _section(part: Part) -> dict[str, Any]:
    """In the template's order; `shows` names the part of this file that belongs under the text."""
    texts = [{"language": each.language, "text": "\n".join(each.paragraphs)} for each in part.texts if each.paragraphs]
    table = {"caption": part.table.caption, "heads": part.table.heads, "rows": part.table.rows} if part.table else None
    return {"key": part.key, "title": part.title, "texts": texts, "shows": part.block, "table": table}


def _figure(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        "period": _number(line.value),
        "total": _number(line.total),
        "target": None if line.target is None else _number(line.target),
        "reached_percent": percent(line) if line.target else None,
        "broken_down": [_split(each) for each in line.splits],
        "rows": [_row(row) for row in line.rows],
    }


def _split(split: Split) -> dict[str, Any]:
    groups = [
        {"name": each.name, "period": _part(each.in_period), "total": _part(each.in_total)} for each in split.groups
    ]
    return {"by": split.by, "groups": groups, "note": split.note}


def _part(value: Decimal | None) -> int | float | None:
    return None if value is None else _number(value)


def _row(row: Row) -> dict[str, Any]:
    return {
        "date": row.on.isoformat(),
        "kind": row.record,
        "number": row.object_id,
        "title": row.title,
        "organisation": row.organisation,
        "business_id": row.business_id,
        "period": _number(row.in_period),
        "total": _number(row.in_total),
    }


def _number(value: Decimal) -> int | float:
    """Two decimals of fourteen digits: a JSON number says them exactly."""
    return int(value) if value == value.to_integral_value() else float(value)
