"""Who has tried something out together: asked by the database where ties between people are looked for."""

from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

# every noun that knows of joint work has such a function; `challenges.evaluation` asks all whose name begins with joint_
OPERATIONS: list[Operation] = [
    readable_by_definer("experiments_experiment", "experiments_experimentparty"),
    definer(
        "joint_experiment(p_one bigint, p_other bigint)",
        "boolean",
        """SELECT EXISTS (SELECT 1 FROM public.experiments_experimentparty r
          JOIN public.experiments_experiment e ON e.id = r.experiment_id AND e.state NOT IN ('idea', 'cancelled')
          WHERE (r.organisation_id, r.party_id) IN ((p_one, p_other), (p_other, p_one))
            OR (r.party_id = p_one AND EXISTS (SELECT 1 FROM public.experiments_experimentparty o
              WHERE o.experiment_id = r.experiment_id AND o.party_id = p_other)))""",
    ),
]
