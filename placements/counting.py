"""How many have applied, for those who may not know who: of a place that is public, or that one has to do with."""

from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer
from placements.states import PUBLIC

KNOWN = f"""(p.state IN ({", ".join(repr(str(state)) for state in PUBLIC)}) OR p.organisation_id = ANY(mint.my_orgs())
OR p.id = ANY(mint.my_applied_placements()) OR (p.submitted_at IS NOT NULL AND (p.municipality_id = ANY(mint.my_munis())
OR p.project_id = ANY(mint.my_curated()) OR p.project_id = ANY(mint.my_managed()))))"""

OPERATIONS: list[Operation] = [
    definer(
        "applications_to(p_placement bigint)",
        "integer",
        f"""SELECT count(*)::integer FROM public.placements_application a
        JOIN public.placements_placement p ON p.id = a.placement_id
        WHERE p.id = p_placement AND a.state NOT IN ('draft', 'withdrawn') AND {KNOWN}""",  # noqa: S608 - our own state words
    ),
]
