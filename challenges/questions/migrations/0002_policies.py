from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("projects", "0002_functions"),
        ("questions", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="question",
            constraint=mint.isolation.constraints.TenantKey(
                name="question_of_own_challenge", organisation="organisation", parent="challenge"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="question",
            constraint=mint.isolation.constraints.Isolated(
                changed="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))))",
                delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                insert="(asker_id = (SELECT mint.my_user()) AND published_at IS NULL AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.state = 'open'))",
                name="challenge_question_isolated",
                read="((published_at IS NOT NULL AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND true)) OR asker_id = (SELECT mint.my_user()) OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))) OR (asker_id = (SELECT mint.my_user()) AND published_at IS NULL))",
            ),
        ),
    ]
