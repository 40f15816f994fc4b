"""The medians of everybody's sittings, which nobody may read one by one."""

from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

FEWEST, FEWEST_COMPANIES = 5, 3  # sittings that make a median, and of how many companies: it then tells of none of them

OPERATIONS: list[Operation] = [
    readable_by_definer("effort_sitting"),
    definer(
        "effort_medians()",
        "TABLE (kind text, times bigint, seconds double precision)",
        f"""SELECT s.kind::text, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY s.seconds)
          FROM public.effort_sitting s WHERE s.finished_at IS NOT NULL GROUP BY s.kind
          HAVING count(*) >= {FEWEST} AND count(DISTINCT s.organisation_id) >= {FEWEST_COMPANIES}""",  # noqa: S608 - our numbers
    ),
]
