from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("curation", "0001_initial"),
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="screening",
            constraint=mint.isolation.constraints.DeletedWith(name="screening_of_challenge", parent="challenge"),
        ),
        mint.isolation.operations.AddRule(
            model_name="screening",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
                name="screening_isolated",
                read="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
                update="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="curatornote",
            constraint=mint.isolation.constraints.DeletedWith(name="note_of_its_challenge", parent="challenge"),
        ),
        mint.isolation.operations.AddRule(
            model_name="curatornote",
            constraint=mint.isolation.constraints.Isolated(
                delete="(author_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                insert="(author_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                name="note_isolated",
                read="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="replytext",
            constraint=mint.isolation.constraints.Isolated(
                delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                name="reply_isolated",
                read="(organisation_id IS NULL AND (SELECT mint.my_user()) IS NOT NULL OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]))",
                update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
            ),
        ),
    ]
