"""Every field of every table is classified, and nothing that is not there."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from mint.privacy.fields import BY_ADDRESS, Table, tables, technical_tables
from mint.tenancy.models import Membership


def fields_of(model):
    return {field.name for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)}


def test_every_table_is_classified_and_no_other():
    models = {model._meta.label for model in apps.get_models(include_auto_created=True) if not model._meta.proxy}
    assert models - tables().keys() - technical_tables() == set()
    assert (tables().keys() | technical_tables()) - models == set()
    assert tables().keys() & technical_tables() == set()


@pytest.mark.parametrize("label", tables())
def test_every_field_is_classified_and_no_other(label):
    table = tables()[label]
    assert fields_of(table.model) - {"groups", "user_permissions"} == table.kinds.keys()


@pytest.mark.parametrize("label", tables())
def test_what_is_said_of_a_table_is_about_its_own_columns(label):
    table = tables()[label]
    column = table.of.removeprefix(BY_ADDRESS).partition("__")[0]
    named = {*table.by, *table.mentions, *({column} if column not in {"", "self"} else ())}
    assert named <= table.kinds.keys()
    assert (table.on_erasure == "keep") == (table.of == "")


@pytest.mark.parametrize("label", tables())
def test_a_column_that_names_a_person_is_personal(label):
    table = tables()[label]
    for name in table.kinds:
        try:
            field = table.model._meta.get_field(name)
        except FieldDoesNotExist:  # pragma: no cover - the test above finds it
            continue
        if field.related_model and field.related_model._meta.label == "accounts.User":
            assert (name, table.kinds[name]) == (name, "personal")
            assert name in table.by or table.of.partition("__")[0] == name or table.of == "self"


def test_a_field_of_two_kinds_is_an_error(monkeypatch):
    from mint.privacy import fields

    with pytest.raises(ValueError, match=r"tenancy.Membership.title is of two kinds"):
        fields._table(
            Membership._meta.label, {"purpose": "x", "retention": "y", "public": ["title"], "personal": ["title"]}
        )


def test_the_fields_of_a_kind_are_listed():
    table = Table("tenancy.Membership", "access", "membership", {"title": "personal", "id": "technical"})
    assert (table.fields_of("personal"), table.key, table.model) == (["title"], "tenancy_membership", Membership)
