"""Row-level policies and tenant keys, declared in a model's Meta.constraints and created by its migrations."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from mint.isolation.rules import NOBODY

COMMANDS = ("select", "insert", "update", "delete")


class _TableConstraint(models.BaseConstraint):
    """A constraint made at the end of its migration, when all that it refers to is there."""

    def sql(self, model: type[models.Model]) -> str:
        raise NotImplementedError

    def constraint_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:  # type: ignore[override]  # nothing inline in CREATE TABLE
        schema_editor.deferred_sql.append(self.sql(model))

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]  # nor at once
        schema_editor.deferred_sql.append(self.sql(model))
        return ""  # a table with a default of the database's has every constraint executed apart: an empty statement

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database alone decides: a form cannot see other tenants' rows."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)


class Isolated(_TableConstraint):
    """Row security of one table: on, forced, one policy per command and role.

    `read`, `insert`, `update` and `delete` are SQL conditions of `mint.isolation.rules` for the role mint_app.
    The read rule and the write rules are said apart: who sees a row may not therefore change it. `changed` is what
    an updated row must be, where that is more than what it was before (`update`).
    """

    def __init__(
        self,
        *,
        name: str,
        read: str,
        insert: str = NOBODY,
        update: str = NOBODY,
        delete: str = NOBODY,
        changed: str = "",
    ) -> None:
        super().__init__(name=name)
        self.rules = {
            "select": read,
            "insert": insert,
            "update": update,
            "delete": delete,
        }
        self.changed = changed

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs |= {"read": self.rules["select"]} | {key: self.rules[key] for key in COMMANDS[1:]}
        if self.changed:
            kwargs["changed"] = self.changed
        return path, tuple(args), dict(kwargs)

    def policies(self) -> Iterator[tuple[str, str, str, str]]:
        """(policy name, command, role, condition), eight rows."""
        for command in COMMANDS:
            yield f"app_{command}", command, "mint_app", self.rules[command]
            yield f"system_{command}", command, "mint_system", "true"

    def sql(self, model: type[models.Model]) -> str:
        table = f'"{model._meta.db_table}"'
        lines = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        ]
        for name, command, role, rule in self.policies():
            using = "" if command == "insert" else f" USING ({rule})"
            after = self.changed if self.changed and name == "app_update" else rule
            check = f" WITH CHECK ({after})" if command in {"insert", "update"} else ""
            lines.append(f"CREATE POLICY {name} ON {table} FOR {command.upper()} TO {role}{using}{check}")
        return ";\n".join(lines)

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        assert model is not None
        table = f'"{model._meta.db_table}"'
        lines = [f"DROP POLICY IF EXISTS {name} ON {table}" for name, *_ in self.policies()]
        return ";\n".join([*lines, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"])


class TenantKey(_TableConstraint):
    """The composite foreign key (organisation, parent): a child can never point at another tenant's row.

    The parent declares `UniqueConstraint(fields=["organisation", "id"])`. With `shared`, a foreign key that both have by
    the same name, nor at a row with another one: the parent then declares (organisation, shared, id).
    """

    def __init__(self, *, name: str, parent: str, organisation: str = "organisation", shared: str = "") -> None:
        super().__init__(name=name)
        self.parent, self.organisation, self.shared = parent, organisation, shared

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs |= {"parent": self.parent, "organisation": self.organisation}
        if self.shared:
            kwargs["shared"] = self.shared
        return path, tuple(args), dict(kwargs)

    def sql(self, model: type[models.Model]) -> str:
        parent = model._meta.get_field(self.parent)
        own = model._meta.get_field(self.organisation)
        assert isinstance(parent, models.ForeignKey)
        assert isinstance(own, models.ForeignKey)
        target = parent.remote_field.model
        shared = f'"{model._meta.get_field(self.shared).column}", ' if self.shared else ""  # type: ignore[union-attr]  # a column
        return (
            f'ALTER TABLE "{model._meta.db_table}" ADD CONSTRAINT "{self.name}" '
            f'FOREIGN KEY ("{own.column}", {shared}"{parent.column}") '
            f'REFERENCES "{target._meta.db_table}" ("organisation_id", {shared}"id") DEFERRABLE INITIALLY DEFERRED'
        )

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        assert model is not None
        return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{self.name}"'


class DeletedWith(_TableConstraint):
    """A foreign key whose rows the database deletes with their parent, whoever deletes it and whether they see them.

    The field says `db_constraint=False` and DO_NOTHING: what Django collects before deleting is only what one sees.
    """

    def __init__(self, *, name: str, parent: str) -> None:
        super().__init__(name=name)
        self.parent = parent

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), dict(kwargs | {"parent": self.parent})

    def sql(self, model: type[models.Model]) -> str:
        field = model._meta.get_field(self.parent)
        assert isinstance(field, models.ForeignKey)
        target = field.remote_field.model
        return (
            f'ALTER TABLE "{model._meta.db_table}" ADD CONSTRAINT "{self.name}" FOREIGN KEY ("{field.column}") '
            f'REFERENCES "{target._meta.db_table}" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED'
        )

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        assert model is not None
        return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{self.name}"'
