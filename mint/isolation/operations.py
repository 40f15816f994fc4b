"""The migration operations of an app's tables and of the rules on them: policies, tenants' keys.

Django renders every related model anew for each of its own, which was most of the time of an empty database's
migrations, with two hundred tables that nearly all lead to an organisation.
"""

from django.db.migrations.operations import AddConstraint, CreateModel
from django.db.migrations.state import ProjectState


class AddTable(CreateModel):
    """A CreateModel that renders its own model alone: nothing refers to it yet.

    The models that it refers to are told of it, so that what follows finds all that belongs together.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        rendered = state.__dict__.pop("apps", None)  # where nothing is rendered yet, nothing is to be rendered now
        super().state_forwards(app_label, state)
        if rendered is None:
            return
        state.__dict__["apps"] = rendered
        rendered.render_multiple([state.models[app_label, self.name_lower]])
        for model in rendered.get_models(include_auto_created=True):
            model._meta.apps = rendered


class AddRule(AddConstraint):
    """An AddConstraint that renders nothing, since a rule changes no column."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name_lower].options
        options["constraints"] = [*options.get("constraints", []), self.constraint]
