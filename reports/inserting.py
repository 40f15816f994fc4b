"""Many rows in one statement."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models
from psycopg import sql

BATCH = 5_000  # rows: a few megabytes of parameters


def insert_columns(rows: Sequence[models.Model]) -> None:
    """INSERT with an array for each column, under the same policies and triggers as any other; rows get no id.

    A parameter for each value, as bulk_create has them, took longer to write than the rows took to be kept. For columns
    whose values the driver knows: texts, numbers, dates.
    """
    if not rows:
        return
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    columns = sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields)
    arrays = sql.SQL(", ").join(
        sql.SQL("%s::{}[]").format(sql.SQL(_type(field)))  # of our own columns
        for field in fields
    )
    statement = sql.SQL("INSERT INTO {} ({}) SELECT * FROM unnest({})").format(
        sql.Identifier(rows[0]._meta.db_table), columns, arrays
    )
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            cursor.execute(statement, [[*map(attrgetter(field.attname), batch)] for field in fields])


def _type(field: "models.Field[Any, Any]") -> Any:
    found = str(field.db_type(connection))
    return found.partition("(")[0]  # the column itself knows its length and digits
