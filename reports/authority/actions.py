"""A form of the authority comes in, its cells are mapped, and it is filled from a locked report."""

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.files.scanning import Quarantine
from mint.projects.models import Project
from mint.web import MoveError
from reports.authority import sources, workbook
from reports.authority.models import Filing, Form
from reports.authority.permissions import can_file, can_keep_forms
from reports.authority.words import why
from reports.authority.workbook import Cell, WorkbookError
from reports.models import Report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 500  # cells of one map


@transaction.atomic
def add(project: Project, organisation_id: int, *, title: str, data: bytes, kept: dict[str, Any], actor: Actor) -> Form:
    """A new form, or the next version of the one of that title: it takes over what still fits of the map before it.

    `kept` is the file's name and whether it waits for the virus check. Raises WorkbookError.
    """
    if not can_keep_forms(actor, project, organisation_id):
        raise PermissionDenied
    book = workbook.opened(data)
    of_title = Form.objects.visible_to(actor).filter(project=project, title=title)
    before = of_title.order_by("-number").first()
    number = (of_title.aggregate(Max("number"))["number__max"] or 0) + 1
    form = Form(
        organisation_id=organisation_id,
        project=project,
        title=title,
        number=number,
        content_type=XLSX,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        cells=[list(each) for each in map(_cell, before.cells) if _fits(book, each)] if before else [],
        uploaded_by_id=actor.user_id,
        created_at=clock.now(),
        **kept,
    )
    form.file.save(form.name, ContentFile(data), save=False)
    form.save()
    record("authority_form.added", form, actor=actor, data={"version": number})
    return form


def _cell(values: list[Any]) -> Cell:
    return Cell(*values)


def _fits(book: Any, cell: Cell) -> bool:
    try:
        workbook.place(book, cell.sheet, cell.cell)
    except WorkbookError:
        return False
    return True


def cells_of(form: Form) -> list[Cell]:
    return [_cell(each) for each in form.cells]


def bytes_of(form: Form) -> bytes:
    """Raises MoveError while the virus check has not let it through, or where it is gone."""
    if form.quarantine != Quarantine.FREE:
        raise MoveError(_("This file waits for the virus check. It can be opened once the check has been made."))
    try:
        with form.file.open("rb") as stream:
            return bytes(stream.read())
    except FileNotFoundError as error:
        raise MoveError(_("The file of the form is gone. Add the form again.")) from error


@transaction.atomic
def map_cell(form: Form, cell: Cell, *, actor: Actor) -> None:
    """What goes into a cell; a cell has one source, and the last one said stands. Raises WorkbookError."""
    fresh = _locked(form, actor)
    place = workbook.place(workbook.opened(bytes_of(fresh)), cell.sheet, cell.cell)
    said = cell._replace(cell=place.coordinate)
    others = [each for each in cells_of(fresh) if (each.sheet, each.cell) != (said.sheet, said.cell)]
    if len(others) >= MOST:
        raise MoveError(_("The map is full: it has 500 cells."))
    _keep(fresh, [*others, said], actor)


@transaction.atomic
def unmap_cell(form: Form, sheet: str, address: str, *, actor: Actor) -> None:
    fresh = _locked(form, actor)
    _keep(fresh, [each for each in cells_of(fresh) if (each.sheet, each.cell) != (sheet, address)], actor)


def _locked(form: Form, actor: Actor) -> Form:
    if not can_keep_forms(actor, form.project, form.organisation_id):
        raise PermissionDenied
    return Form.objects.select_for_update(of=("self",)).select_related("project").get(pk=form.pk)


def _keep(form: Form, cells: list[Cell], actor: Actor) -> None:
    form.cells = [list(each) for each in sorted(cells, key=workbook.in_order)]
    form.save(update_fields=["cells"])
    record("authority_form.mapped", form, actor=actor, data={"cells": len(cells)})


@transaction.atomic
def file(report: Report, form: Form, claim: str, *, actor: Actor) -> Filing:
    """Fill the form from the locked report and keep what was sent. Raises MoveError: what is missing, or sent already."""
    if not can_file(actor, report) or form.project_id != report.project_id:
        raise PermissionDenied
    told = sources.told(report, claim)
    values = [(each, sources.value_of(each.source, told)) for each in cells_of(form)]
    if not values:
        raise MoveError(_("Nothing is mapped yet: say first what goes into which cell of the form."))
    if lacking := [each for each, value in values if each.required and value in (None, "")]:
        raise MoveError(_lacking(lacking))
    try:
        data = workbook.filled(bytes_of(form), [(each.sheet, each.cell, value) for each, value in values])
    except WorkbookError as error:
        raise MoveError(why(error)) from error
    filing = _kept(report, form, claim, data, actor=actor)
    filing.values = [[*each[:3], _plain(value)] for each, value in values]
    try:
        with transaction.atomic():
            filing.save()
    except IntegrityError as error:
        raise MoveError(_("The form has already been filled from this report for this payment claim.")) from error
    record("report.filed", report, actor=actor, data={"form": form.pk, "filing": filing.pk, "claim": claim})
    return filing


def _kept(report: Report, form: Form, claim: str, data: bytes, *, actor: Actor) -> Filing:
    filing = Filing(
        organisation_id=report.organisation_id,
        report=report,
        form=form,
        claim=claim,
        name=f"{report.project.code}-{report.starts_on}-{report.ends_on}-{form.pk}.xlsx",
        content_type=XLSX,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by_id=actor.user_id,
        created_at=clock.now(),
    )
    filing.file.save(filing.name, ContentFile(data), save=False)
    return filing


def _lacking(cells: list[Cell]) -> str:
    words = sources.words_by_key()
    named = "; ".join(f"{each.sheet} {each.cell}: {words.get(each.source, each.source)}" for each in cells)
    return _("The report has nothing for cells that have to be filled: %(cells)s.") % {"cells": named}


def _plain(value: sources.Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else value
