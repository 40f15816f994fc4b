from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0001_initial"),
        ("lineage", "0002_functions"),
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="lineage",
            constraint=mint.isolation.constraints.DeletedWith(name="lineage_of_its_source", parent="source"),
        ),
        mint.isolation.operations.AddRule(
            model_name="lineage",
            constraint=mint.isolation.constraints.DeletedWith(name="lineage_of_its_target", parent="target"),
        ),
        mint.isolation.operations.AddRule(
            model_name="lineage",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="((kind = 'copied' AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = source_id AND true) AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = target_id AND parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]))) OR ((kind IN ('merged', 'split') AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = source_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))) AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = target_id AND true)))",
                name="lineage_isolated",
                read="((EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = target_id AND true) AND ((was_public AND undone_at IS NULL) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = source_id AND true))) OR (kind IN ('merged', 'split') AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = source_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))))",
                update="(kind IN ('merged', 'split') AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = source_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND (parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
            ),
        ),
    ]
