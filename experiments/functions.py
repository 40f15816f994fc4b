"""Which experiments a person's organisations take part in: asked past row security, so that the policies of the
experiment and of its parties need not read each other.
"""

from django.db.migrations.operations.base import Operation

from mint.discussion.functions import sees
from mint.isolation.functions import definer, readable_by_definer

IDS = "SELECT COALESCE(array_agg(DISTINCT p.experiment_id), '{}') FROM public.experiments_experimentparty p WHERE "

OPERATIONS: list[Operation] = [
    readable_by_definer("experiments_experimentparty"),
    definer("my_experiments()", "bigint[]", f"{IDS} p.party_id = ANY((SELECT mint.my_orgs())::bigint[])"),
    definer(
        "my_writable_experiments()", "bigint[]", f"{IDS} p.party_id = ANY((SELECT mint.my_writable_orgs())::bigint[])"
    ),
]

# What `experiments.talking` says, said to the policies of comments.
PARTIES: list[Operation] = [
    readable_by_definer("experiments_experiment"),
    sees("experiments_experiment"),
    definer(
        "parties_of_experiments_experiment(p_id bigint)",
        "bigint[]",
        """SELECT COALESCE(array_agg(p.party_id), '{}') FROM public.experiments_experimentparty p
          WHERE p.experiment_id = p_id""",
    ),
]
