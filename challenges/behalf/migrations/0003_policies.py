from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("behalf", "0002_functions"),
        ("challenges", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="onbehalf",
            constraint=mint.isolation.constraints.DeletedWith(name="behalf_of_challenge", parent="challenge"),
        ),
        mint.isolation.operations.AddRule(
            model_name="onbehalf",
            constraint=mint.isolation.constraints.Isolated(
                changed="(((municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND state IN ('draft', 'waiting')) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND parent.kind = 'municipality' AND parent.municipality_id = behalf_onbehalf.municipality_id)) OR ((token_hash = NULLIF(current_setting('mint.link', true), '') AND (municipality_id = ANY((SELECT mint.my_munis())::bigint[])) IS NOT TRUE AND (author_id = (SELECT mint.my_user())) IS NOT TRUE) AND expires_at > now() AND (state IN ('declined', 'waiting') OR (state = 'confirmed' AND answered_by_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]))))))",
                delete="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND state = 'draft')",
                insert="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND state = 'draft' AND author_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND parent.kind = 'municipality' AND parent.municipality_id = behalf_onbehalf.municipality_id))",
                name="behalf_isolated",
                read="(municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR token_hash = NULLIF(current_setting('mint.link', true), ''))",
                update="((municipality_id = ANY((SELECT mint.my_munis())::bigint[]) AND state IN ('draft', 'waiting')) OR ((token_hash = NULLIF(current_setting('mint.link', true), '') AND (municipality_id = ANY((SELECT mint.my_munis())::bigint[])) IS NOT TRUE AND (author_id = (SELECT mint.my_user())) IS NOT TRUE) AND state <> 'draft'))",
            ),
        ),
    ]
