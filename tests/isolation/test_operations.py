"""Tables are added without rendering all others anew, and still all that belongs together is found afterwards."""

import pytest
from django.db import models
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.state import ProjectState

from mint.isolation.operations import AddTable


def _after(*operations):
    """The state after them, copied before each, as a migration does."""
    state = ProjectState()
    assert state.apps  # rendered from the beginning, as in an empty database's migrations
    for operation in operations:
        state = state.clone()
        operation.state_forwards("challenges", state)
    return state


def _tables(operation):
    key = ("id", models.BigAutoField(primary_key=True))
    to_parent = models.ForeignKey("challenges.parent", models.CASCADE, related_name="+")
    to_child = models.ForeignKey("challenges.child", models.CASCADE)
    return [operation("Parent", [key]), operation("Child", [key, ("parent", to_parent)]), operation("Grandchild", [key, ("child", to_child)])]  # fmt: skip


def _seen(state):
    """Each model's fields, and by whom it is referred to."""
    rendered = {name: state.apps.get_model("challenges", name) for name in ("parent", "child", "grandchild")}
    assert rendered["child"]._meta.get_field("parent").related_model is rendered["parent"]
    assert rendered["grandchild"]._meta.get_field("child").related_model is rendered["child"]
    return {
        name: ([f.name for f in model._meta.fields], [r.related_model._meta.model_name for r in model._meta.related_objects])
        for name, model in rendered.items()
    }  # fmt: skip


LATER = AddField("parent", "first", models.ForeignKey("challenges.parent", models.CASCADE, null=True, related_name="+"))


@pytest.mark.parametrize("then", [[], [LATER]])
def test_a_table_rendered_alone_is_found_like_any_other(then):
    assert _seen(_after(*_tables(AddTable), *then)) == _seen(_after(*_tables(CreateModel), *then))


def test_the_others_are_not_rendered_anew():
    first, *rest = _tables(AddTable)
    before = _after(first)
    parent = before.apps.get_model("challenges", "parent")
    after = before.clone()
    for operation in rest:
        operation.state_forwards("challenges", after)
    assert after.apps.get_model("challenges", "parent") is parent
