"""Everything that is kept about one person, as `fields.toml` says; read as mint_system, for that person alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models.fields.files import FieldFile

from mint.accounts.models import User
from mint.privacy.fields import Table, rows_of, tables


@dataclass(frozen=True)
class Part:
    """One table's rows of the person, each as values by field, and the files that belong to them."""

    table: Table
    title: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    files: list[tuple[str, FieldFile]] = field(default_factory=list)


@dataclass(frozen=True)
class Trace:
    """Rows of others in which the person is named as who did it: their number and day, not what they say."""

    title: str
    column: str
    rows: list[dict[str, Any]]


def addresses_of(user: User) -> frozenset[str]:
    """In small letters; a mere claim of an address, never proved, opens nobody's data."""
    known = dict(EmailAddress.objects.filter(user=user).values_list("email", "verified"))
    proved = {email.lower() for email, is_verified in known.items() if is_verified}
    return frozenset(proved or (set() if known else {user.email.lower()}))


def parts_of(user: User) -> list[Part]:
    addresses = addresses_of(user)
    found = (_part(table, user, addresses) for table in tables().values() if table.of)
    return [part for part in found if part.rows]


def traces_of(user: User) -> list[Trace]:
    found = (_trace(table, column, user) for table in tables().values() for column in table.by)
    return [trace for trace in found if trace.rows]


def _part(table: Table, user: User, addresses: frozenset[str]) -> Part:
    names = [name for name, kind in table.kinds.items() if kind != "technical"]
    part = Part(table, str(table.model._meta.verbose_name_plural))
    for row in rows_of(table, user, addresses).order_by("pk"):
        part.rows.append({name: _plain(row, name) for name in names})
        part.files.extend(_files(row, names))
    return part


def _plain(row: models.Model, name: str) -> Any:
    """A value as JSON has it; another row by its name."""
    found = row._meta.get_field(name)
    if found.is_relation:
        if found.many_to_many:
            return [str(each) for each in getattr(row, name).all()]
        return _named(row, getattr(row, name), name)
    return _value(getattr(row, name))


def _named(row: models.Model, other: models.Model | None, name: str) -> str | None:
    """Another person's name is theirs: it does not go into somebody's package."""
    if isinstance(other, User):
        own = name not in tables()[row._meta.label].by or row._meta.label == User._meta.label
        return other.email if own else str(other.pk)
    return None if other is None else str(other)


def _value(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | FieldFile):
        return str(value)
    return value


def _files(row: models.Model, names: list[str]) -> Iterator[tuple[str, FieldFile]]:
    for name in names:
        value = getattr(row, name, None)
        if isinstance(value, FieldFile) and value:
            yield str(getattr(row, "name", "") or value.name), value


def _trace(table: Table, column: str, user: User) -> Trace:
    rows = table.model._base_manager.filter(**{column: user.pk}).order_by("pk")
    names = [name for name in ("pk", "created_at", "verb") if name == "pk" or name in table.kinds]
    listed = [{name: _value(value) for name, value in row.items()} for row in rows.values(*names)]
    return Trace(str(table.model._meta.verbose_name_plural), column, listed)
