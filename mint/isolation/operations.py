"""The migration operation that adds a rule to a table: a policy, a tenant's key."""

from django.db.migrations.operations import AddConstraint
from django.db.migrations.state import ProjectState


class AddRule(AddConstraint):
    """An AddConstraint that does not render every related model anew, since a rule changes no column.

    With a hundred tables those renderings are most of the time of an empty database's migrations.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name_lower].options
        options["constraints"] = [*options.get("constraints", []), self.constraint]
