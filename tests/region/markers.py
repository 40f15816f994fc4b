"""Every text of every row says whose it is: what a page shows can then be traced to its rows."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DatabaseError, connection, models, transaction
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, Left

from mint.accounts.models import User
from mint.audit.models import Entry
from mint.files.models import Attachment
from mint.isolation import context
from mint.isolation.rules import ANYBODY
from mint.search.models import Document
from mint.tenancy.models import Organisation
from tests.region.region import isolated_models, read_rule

MARK = re.compile(r"zq(\d+)f(\d+)p(\d+)z")
# words that something else reads: identifiers, keys, choices of a list, addresses
NOT_TEXT = re.compile(r"(^|_)(slug|code|key|hash|path|language|email|kind|business_id|type|record|sha256|file)$")

# written by a trigger from a row that is marked itself: its words are that row's
COPIES = (Document,)


@dataclass(frozen=True, order=True)
class Mark:
    """One text of one row, by the table's label and the column."""

    table: str
    column: str
    pk: int


@cache
def tables() -> list[type[models.Model]]:
    """Those with policies of their own, and the audit trail, whose policies stand in tenancy."""
    return [*isolated_models(), Entry]


def texts_of(model: type[models.Model]) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not (field.choices or field.primary_key or NOT_TEXT.search(field.name))
    ]


def write() -> dict[str, str]:
    """Mark all that can be marked; what a constraint forbids, and what everybody reads, stays as it was.

    Gives what now stands for each text of old, where one row had it.
    """
    marked: dict[str, set[str]] = {}
    with context.system("test.markers"):
        for number, model in enumerate(isolated_models()):
            if read_rule(model) == ANYBODY or model in COPIES:
                continue
            for column, field in enumerate(texts_of(model)):
                before = dict(model._base_manager.values_list("pk", field.attname))
                if not _mark(model._base_manager.all(), number, column, field):
                    for pk in before:  # a constraint or a trigger holds some of them
                        _mark(model._base_manager.filter(pk=pk), number, column, field)
                for pk, text in model._base_manager.values_list("pk", field.attname):
                    if text and text.startswith("zq"):
                        marked.setdefault(before[pk] or "", set()).add(text)
        _write_files()
        _write_entries()
        # a person's name is the person's, and an organisation's everybody's, whoever else wrote it
        names = {*User.objects.values_list("name", flat=True), *Organisation.objects.values_list("name", flat=True)}
    return {text: new.pop() for text, new in marked.items() if len(new) == 1 and text not in names | {""}}


def _mark(rows: models.QuerySet, number: int, column: int, field: models.Field) -> bool:
    """Whether these rows take it, in one statement."""
    text: Combinable = Concat(
        models.Value(f"zq{number}f{column}p"), Cast("pk", models.TextField()), models.Value("z "),
        Coalesce(field.attname, models.Value(""), output_field=models.TextField()), output_field=models.TextField(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            rows.update(**{field.attname: Left(text, field.max_length) if field.max_length else text})
    except DatabaseError:
        return False
    return True


def _write_files() -> None:
    """What is in a file is as private as its name."""
    for model in isolated_models():
        for row in model._base_manager.all() if issubclass(model, Attachment) else ():
            if row.content_type == "text/plain":  # the region's; a report's are built anew of marked rows
                with row.file.storage.open(row.file.name, "ab") as file:
                    file.write(row.name.encode())


def _write_entries() -> None:
    """The trail is append-only: one more entry for each kind that a thing has, with a reason of its own."""
    column = [field.name for field in texts_of(Entry)].index("reason")
    for entry in list(Entry._base_manager.order_by("subject_type", "subject_id", "verb", "-id").distinct(
        "subject_type", "subject_id", "verb"
    )):  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))")
            (pk,) = cursor.fetchone()
        entry.pk, entry.key, entry.reason = pk, uuid.uuid4(), f"zq{len(tables()) - 1}f{column}p{pk}z"
        entry.save(force_insert=True)


def replaced(value: Any, texts: Mapping[str, str]) -> Any:
    """A message's arguments, kept before the rows were marked, as they would be now."""
    if isinstance(value, dict):
        return {key: replaced(inner, texts) for key, inner in value.items()}
    return texts.get(value, value) if isinstance(value, str) else value


def found_in(content: str) -> set[Mark]:
    known = tables()
    return {
        Mark(known[int(table)]._meta.label, texts_of(known[int(table)])[int(column)].name, int(pk))
        for table, column, pk in MARK.findall(content)
    }
