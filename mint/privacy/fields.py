"""Reads `fields.toml`: what kind of data each field is, what for, how long, and whose."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from django.apps import apps
from django.db import models
from django.db.models.functions import Lower

Kind = Literal["personal", "confidential", "public", "technical"]
KINDS: tuple[Kind, ...] = ("personal", "confidential", "public", "technical")
Fate = Literal["delete", "blank", "keep"]
SOURCE = Path(__file__).with_name("fields.toml")
BY_ADDRESS = "email:"


@dataclass(frozen=True)
class Table:
    """One table's entry; `kinds` has the kind of every field by its name."""

    label: str
    purpose: str
    retention: str
    kinds: dict[str, Kind] = field(default_factory=dict)
    of: str = ""
    by: tuple[str, ...] = ()
    on_erasure: Fate = "keep"
    mentions: tuple[str, ...] = ()

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def key(self) -> str:
        """As paths and files name it: `accounts_user`."""
        return self.label.lower().replace(".", "_")

    def fields_of(self, kind: Kind) -> list[str]:
        return [name for name, own in self.kinds.items() if own == kind]


@cache
def tables() -> dict[str, Table]:
    """By label, in the file's order; without the tables that are technical as a whole."""
    return {label: _table(label, entry) for label, entry in _source().items() if isinstance(entry, dict)}


@cache
def technical_tables() -> frozenset[str]:
    return frozenset(_source()["technical_tables"])


@cache
def _source() -> dict[str, Any]:
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def _table(label: str, entry: dict[str, Any]) -> Table:
    kinds: dict[str, Kind] = {}
    for kind in KINDS:
        for name in entry.pop(kind, []):
            if name in kinds:
                raise ValueError(f"{label}.{name} is of two kinds")
            kinds[name] = kind
    by, mentions = (tuple(entry.pop(name, ())) for name in ("by", "mentions"))
    return Table(label, kinds=kinds, by=by, mentions=mentions, **entry)


def rows_of(table: Table, user: Any, addresses: frozenset[str]) -> models.QuerySet[Any]:
    """The rows that are this person's, as `of` says; `addresses` in small letters."""
    rows: models.QuerySet[Any] = table.model._base_manager.all()
    if not table.of:
        return rows.none()
    if table.of == "self":
        return rows.filter(pk=user.pk)
    if table.of.startswith(BY_ADDRESS):
        return _at(rows, table.of.removeprefix(BY_ADDRESS), addresses)
    return rows.filter(**{table.of: user.pk})


def _at(rows: models.QuerySet[Any], column: str, addresses: frozenset[str]) -> models.QuerySet[Any]:
    found: models.QuerySet[Any] = rows.alias(address=Lower(column)).filter(address__in=addresses)
    return found
