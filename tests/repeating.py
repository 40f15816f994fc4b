"""Rows that nearly every test begins with: made once, and from then on written as they were, in one message to the database."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any, Generic, TypeVar

from django.db import connection, models, transaction
from psycopg import ClientCursor

Made = TypeVar("Made")


class Repeated(Generic[Made]):
    """What `make` makes, each time with the same ids and the same moments. `rows` are all its rows, parents first."""

    def __init__(self, make: Callable[[], Made], rows: Callable[[Made], list[models.Model]]) -> None:
        self.make, self.rows = make, rows
        self.kept: tuple[str, bytes] | None = None

    def again(self) -> Made:
        statements, made = self.kept or self._first()
        with connection.cursor() as cursor:
            cursor.execute(statements)
        return pickle.loads(made)  # noqa: S301 - our own bytes, of this process

    def _first(self) -> tuple[str, bytes]:
        with taken_back():
            made = self.make()
        with taken_back(), written() as statements:
            for model, group in groupby(self.rows(made), type):
                model._base_manager.bulk_create(group)
        self.kept = (";".join(statements), pickle.dumps(made))
        return self.kept


@contextmanager
def taken_back() -> Iterator[None]:
    """The ids that were given out are not given out again: sequences take nothing back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def written() -> Iterator[list[str]]:
    """The INSERTs of the block, their values in them."""
    texts: list[str] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, *more: Any) -> Any:
        if sql.startswith("INSERT"):
            texts.append(ClientCursor(connection.connection).mogrify(sql, params))
        return execute(sql, params, *more)

    with connection.execute_wrapper(keep):
        yield texts
