"""What the policies of matches need to know of needs, which must not ask back (it would never end)."""

from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

OPERATIONS: list[Operation] = [
    readable_by_definer("matching_need"),
    definer(
        "need_is_of(p_need bigint, p_place bigint, p_project bigint)",
        "boolean",
        """SELECT EXISTS (SELECT 1 FROM public.matching_need n WHERE n.id = p_need
          AND n.municipality_id IS NOT DISTINCT FROM p_place AND n.project_id IS NOT DISTINCT FROM p_project)""",
    ),
]
# A match is in the municipality and the project of its need, so that nobody brings others together elsewhere.
OF_NEED = "mint.need_is_of(need_id, municipality_id, project_id)"
