"""What the pages of the authority's forms show, gathered."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse

from mint.actor import Actor
from mint.projects.models import Project
from reports.authority import sources, workbook
from reports.authority.actions import cells_of
from reports.authority.models import Form
from reports.models import Report

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook  # named in quotes below


def forms(actor: Actor, project: Project, organisation: str) -> list[dict[str, Any]]:
    """The newest version of each first."""
    found = Form.objects.visible_to(actor).filter(project=project).newest_first()
    return [
        {
            "form": each,
            "cells": len(each.cells),
            "url": reverse("authority:mapping", args=[organisation, each.pk]),
            "file_url": reverse("authority:template", args=[organisation, each.pk]),
        }
        for each in found
    ]


def offered(actor: Actor, report: Report) -> QuerySet[Form]:
    """The forms that a report can be put on, the newest version of each first."""
    found: QuerySet[Form] = Form.objects.visible_to(actor).filter(project_id=report.project_id).newest_first()
    return found


def chosen(given: Mapping[str, str], sheets: list[str]) -> dict[str, Any]:
    """A cell that was chosen in the picture of a sheet, by the sheet's place and the cell's address."""
    place = given.get("s", "")
    known = place.isascii() and place.isdecimal() and len(place) < 4 and int(place) < len(sheets)
    return {"sheet": sheets[int(place)] if known else sheets[0], "cell": given.get("c", "")[:12], "required": True}


def mapping(form: Form, book: "Workbook") -> dict[str, Any]:
    """The map in words, and each sheet with what goes where."""
    words = sources.words_by_key()
    cells = cells_of(form)
    by_place = {(each.sheet, each.cell): words.get(each.source, each.source) for each in cells}
    places = {name: number for number, name in enumerate(book.sheetnames)}
    return {
        "cells": [{"cell": each, "words": by_place[each.sheet, each.cell]} for each in cells],
        "sheets": [
            {
                "name": sheet.name,
                "place": places[sheet.name],
                "columns": sheet.columns,
                "rows": [
                    (number, [(each, by_place.get((sheet.name, each.address), "")) for each in row])
                    for number, row in sheet.rows
                ],
            }
            for sheet in workbook.sheets(book)
        ],
    }
