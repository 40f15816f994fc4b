"""Which host and which school have had a student together: see `experiments.joint`."""

from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

OPERATIONS: list[Operation] = [
    readable_by_definer("placements_application"),
    definer(
        "joint_placement(p_one bigint, p_other bigint)",
        "boolean",
        """SELECT EXISTS (SELECT 1 FROM public.placements_application a WHERE a.state = 'accepted'
          AND (a.organisation_id, a.school_id) IN ((p_one, p_other), (p_other, p_one)))""",
    ),
]
