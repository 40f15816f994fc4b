from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0002_functions"),
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="comment",
            constraint=mint.isolation.constraints.Isolated(
                changed="((author_id = (SELECT mint.my_user()) AND (acting_for_id IS NULL OR acting_for_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND ((audience IN ('everyone') AND (acting_for_id = organisation_id OR EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = acting_for_id AND o.is_verified))) OR (audience IN ('parties', 'team') AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]))) OR (audience IN ('parties') AND (project_id = ANY((SELECT mint.my_curated())::bigint[]) OR mint.joins_subject(subject_type, subject_id, (SELECT mint.my_writable_orgs())::bigint[]))) OR (audience IN ('evaluators') AND (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR mint.evaluates_subject(subject_type, subject_id)))) AND mint.sees_subject(subject_type, subject_id)) OR ((text = '' AND removed_at IS NOT NULL) AND (author_id = (SELECT mint.my_user()) OR (organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[])))))",
                delete="false",
                insert="(author_id = (SELECT mint.my_user()) AND (acting_for_id IS NULL OR acting_for_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) AND ((audience IN ('everyone') AND (acting_for_id = organisation_id OR EXISTS (SELECT 1 FROM tenancy_organisation o WHERE o.id = acting_for_id AND o.is_verified))) OR (audience IN ('parties', 'team') AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]))) OR (audience IN ('parties') AND (project_id = ANY((SELECT mint.my_curated())::bigint[]) OR mint.joins_subject(subject_type, subject_id, (SELECT mint.my_writable_orgs())::bigint[]))) OR (audience IN ('evaluators') AND (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR mint.evaluates_subject(subject_type, subject_id)))) AND mint.sees_subject(subject_type, subject_id))",
                name="comment_isolated",
                read="((audience IN ('everyone') OR (audience IN ('parties', 'team') AND (organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]))) OR (audience IN ('parties') AND (project_id = ANY((SELECT mint.my_curated())::bigint[]) OR mint.joins_subject(subject_type, subject_id, (SELECT mint.my_orgs())::bigint[]))) OR (audience IN ('evaluators') AND (municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR mint.evaluates_subject(subject_type, subject_id)))) AND mint.sees_subject(subject_type, subject_id))",
                update="(author_id = (SELECT mint.my_user()) OR (organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[])))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="revision",
            constraint=mint.isolation.constraints.TenantKey(
                name="revision_of_own_comment", organisation="organisation", parent="comment"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="revision",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM discussion_comment parent WHERE parent.id = comment_id AND (parent.author_id = (SELECT mint.my_user()) OR (parent.organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))))",
                insert="EXISTS (SELECT 1 FROM discussion_comment parent WHERE parent.id = comment_id AND parent.author_id = (SELECT mint.my_user()))",
                name="revision_isolated",
                read="EXISTS (SELECT 1 FROM discussion_comment parent WHERE parent.id = comment_id AND true)",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="mention",
            constraint=mint.isolation.constraints.TenantKey(
                name="mention_in_own_comment", organisation="organisation", parent="comment"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="mention",
            constraint=mint.isolation.constraints.Isolated(
                delete="EXISTS (SELECT 1 FROM discussion_comment parent WHERE parent.id = comment_id AND (parent.author_id = (SELECT mint.my_user()) OR (parent.organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))))",
                insert="EXISTS (SELECT 1 FROM discussion_comment parent WHERE parent.id = comment_id AND parent.author_id = (SELECT mint.my_user()))",
                name="mention_isolated",
                read="EXISTS (SELECT 1 FROM discussion_comment parent WHERE parent.id = comment_id AND true)",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="following",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(user_id = (SELECT mint.my_user()) AND mint.sees_subject(subject_type, subject_id))",
                name="following_isolated",
                read="user_id = (SELECT mint.my_user())",
                update="user_id = (SELECT mint.my_user())",
            ),
        ),
    ]
