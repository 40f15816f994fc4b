"""Two doors to what the one who asks may not see or lock: the state that an application depends on, and whom to tell."""

from django.db import connection
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

OPERATIONS: list[Operation] = [
    readable_by_definer("placements_placement"),
    # a share lock needs the right to update one column; the function changes nothing
    RunSQL("GRANT UPDATE (version) ON placements_placement TO mint_definer", RunSQL.noop),
    # an applicant may not change the placement, and so not lock it: until they are done nobody else changes it either
    definer(
        "hold_placement(p_placement bigint)",
        "void",
        "SELECT 1 FROM public.placements_placement WHERE id = p_placement FOR SHARE",
        volatility="VOLATILE",
    ),
    # the coordinator who interrupts a company's placement sees none of its applications: only whom to tell
    definer(
        "agreed_with(p_placement bigint)",
        "TABLE (applicant_id bigint, school_id bigint)",
        """SELECT a.applicant_id, a.school_id FROM public.placements_application a
        JOIN public.placements_placement p ON p.id = a.placement_id
        WHERE p.id = p_placement AND a.state = 'accepted' AND (p.organisation_id = ANY(mint.my_writable_orgs())
          OR p.municipality_id = ANY(mint.my_munis()) OR p.project_id = ANY(mint.my_curated()))""",
    ),
]


def hold(placement_id: int) -> None:
    """Keep the placement as it is until the end of the transaction; others may hold it too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mint.hold_placement(%s)", [placement_id])


def agreed_with(placement_id: int) -> tuple[list[int], list[int]]:
    """Users who accepted a place there, and their schools."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT applicant_id, school_id FROM mint.agreed_with(%s) ORDER BY 1", [placement_id])
        rows = cursor.fetchall()
    return [row[0] for row in rows], sorted({row[1] for row in rows if row[1]})
