"""The third array of the policies, projects; and all that a request must know of a person, in one call."""

from django.db.migrations.operations.base import Operation

from mint.isolation.functions import definer, readable_by_definer

PROJECTS = """SELECT COALESCE(array_agg(DISTINCT p.project_id), '{}') FROM mint.membership m
JOIN public.projects_partner p ON p.organisation_id = m.organisation_id WHERE m.user_id = (SELECT mint.my_user())"""

# a role that its holder's kind of organisation cannot give opens nothing
OF_UNIVERSITY = "EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = m.organisation_id AND o.kind = 'university')"

OPERATIONS: list[Operation] = [
    readable_by_definer("projects_partner"),
    definer(
        "my_curated()",
        "bigint[]",
        f"{PROJECTS} AND 'curator' = ANY(m.roles) AND {OF_UNIVERSITY}",
    ),
    definer(
        "my_managed()",
        "bigint[]",
        f"{PROJECTS} AND 'project_manager' = ANY(m.roles) AND p.part = 'lead'",
    ),
    definer(
        "me(p_user bigint)",
        "jsonb",
        """SELECT jsonb_build_object(
          'organisations', COALESCE((SELECT jsonb_agg(jsonb_build_object(
              'id', o.id, 'slug', o.slug, 'name', o.name, 'kind', o.kind, 'municipality_id', o.municipality_id,
              'is_verified', o.is_verified, 'roles', to_jsonb(m.roles),
              'visit', (SELECT to_jsonb(v) FROM mint.visit v WHERE v.organisation_id = o.id
                ORDER BY v.operator_id <> p_user, v.until DESC LIMIT 1)) ORDER BY m.id)
            FROM mint.membership m JOIN public.tenancy_organisation o ON o.id = m.organisation_id
            WHERE m.user_id = p_user AND p_user = (SELECT mint.my_user())), '[]'::jsonb),
          'curated', to_jsonb(mint.my_curated()), 'managed', to_jsonb(mint.my_managed()))""",
        volatility="VOLATILE",
    ),
]
