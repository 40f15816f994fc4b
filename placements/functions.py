"""What policies of one table need to know of another that must not ask back (it would never end)."""

from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

APPLIED = """SELECT COALESCE(array_agg(DISTINCT a.placement_id), '{}') FROM public.placements_application a
WHERE (a.applicant_id = (SELECT mint.my_user()) OR (a.school_id = ANY(mint.my_schools()) AND a.state <> 'draft'))"""

OPERATIONS: list[Operation] = [
    readable_by_definer("placements_application"),
    definer(
        "my_schools()",
        "bigint[]",
        """SELECT COALESCE(array_agg(m.organisation_id), '{}') FROM mint.membership m
        WHERE m.user_id = (SELECT mint.my_user()) AND 'curator' = ANY(m.roles)""",
    ),
    definer("my_applied_placements()", "bigint[]", APPLIED),
    definer("my_chosen_placements()", "bigint[]", f"{APPLIED} AND a.state IN ('chosen', 'accepted')"),
    # one joins a school by membership: an application may name no other
    definer(
        "studies_at(p_org bigint)",
        "boolean",
        """SELECT EXISTS (SELECT 1 FROM mint.membership m
        WHERE m.user_id = (SELECT mint.my_user()) AND m.organisation_id = p_org AND 'student' = ANY(m.roles))""",
    ),
]
SCHOOL = "school_id = ANY((SELECT mint.my_schools())::bigint[])"
APPLIED_TO = "id = ANY((SELECT mint.my_applied_placements())::bigint[])"
CHOSEN_FOR = "placement_id = ANY((SELECT mint.my_chosen_placements())::bigint[])"
