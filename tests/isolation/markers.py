"""Every text of every row says whose it is: what a page shows can then be traced to its rows."""

import re
from dataclasses import dataclass

from django.db import DatabaseError, models, transaction

from mint.isolation import context
from mint.isolation.rules import ANYBODY
from tests.isolation.region import isolated_models, read_rule

MARK = re.compile(r"zq(\d+)f(\d+)p(\d+)z")
# words that something else reads: identifiers, keys, choices of a list, addresses
NOT_TEXT = re.compile(r"(^|_)(slug|code|key|hash|path|language|email|kind|business_id|type|record|sha256|file)$")


@dataclass(frozen=True, order=True)
class Mark:
    """One text of one row, by the table's label and the column."""

    table: str
    column: str
    pk: int


def texts_of(model: type[models.Model]) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not (field.choices or field.primary_key or NOT_TEXT.search(field.name))
    ]


def write() -> None:
    """Mark all that can be marked; what a constraint forbids, and what everybody reads, stays as it was."""
    with context.system("test.markers"):
        for number, model in enumerate(isolated_models()):
            if read_rule(model) == ANYBODY:
                continue
            for column, field in enumerate(texts_of(model)):
                for pk, text in list(model._base_manager.values_list("pk", field.attname)):
                    _mark(model, field, pk, f"zq{number}f{column}p{pk}z {text or ''}")


def _mark(model: type[models.Model], field: models.Field, pk: int, text: str) -> None:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**{field.attname: text[: field.max_length]})
    except DatabaseError:
        return


def found_in(content: str) -> set[Mark]:
    tables = isolated_models()
    return {
        Mark(tables[int(table)]._meta.label, texts_of(tables[int(table)])[int(column)].name, int(pk))
        for table, column, pk in MARK.findall(content)
    }
