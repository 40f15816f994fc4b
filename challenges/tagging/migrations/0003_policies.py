from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("projects", "0002_functions"),
        ("tagging", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="tag",
            constraint=mint.isolation.constraints.TenantKey(
                name="tag_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="tag",
            constraint=mint.isolation.constraints.DeletedWith(name="tag_of_challenge", parent="challenge"),
        ),
        mint.isolation.operations.AddRule(
            model_name="tag",
            constraint=mint.isolation.constraints.Isolated(
                changed="(EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND ((parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND parent.state IN ('draft', 'returned')) OR (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))) AND state IN ('confirmed', 'refused') AND decided_by_id = (SELECT mint.my_user()))",
                delete="false",
                insert="(EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND ((parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND parent.state IN ('draft', 'returned')) OR (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))) AND state IN ('confirmed', 'refused') AND decided_by_id = (SELECT mint.my_user()))",
                name="tag_isolated",
                read="(EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND ((parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND parent.state IN ('draft', 'returned')) OR (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))) OR (state = 'confirmed' AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND true)))",
                update="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND ((parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND parent.state IN ('draft', 'returned')) OR (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="tagreading",
            constraint=mint.isolation.constraints.DeletedWith(name="tag_reading_of_challenge", parent="challenge"),
        ),
        mint.isolation.operations.AddRule(
            model_name="tagreading",
            constraint=mint.isolation.constraints.Isolated(
                delete="false", insert="false", name="tag_reading_isolated", read="false", update="false"
            ),
        ),
    ]
