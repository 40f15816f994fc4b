from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="attractionfactor",
            constraint=mint.isolation.constraints.Isolated(
                delete="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND state = 'draft')",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = municipalities_attractionfactor.organisation_id AND parent.kind = 'municipality' AND parent.municipality_id = municipalities_attractionfactor.municipality_id))",
                name="factor_isolated",
                read="(state IN ('published') OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR municipality_id = ANY((SELECT mint.my_munis())::bigint[]))",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = municipalities_attractionfactor.organisation_id AND parent.kind = 'municipality' AND parent.municipality_id = municipalities_attractionfactor.municipality_id))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="municipalityprofile",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = municipalities_municipalityprofile.organisation_id AND parent.kind = 'municipality' AND parent.municipality_id = municipalities_municipalityprofile.municipality_id))",
                name="municipality_profile_isolated",
                read="true",
                update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = municipalities_municipalityprofile.organisation_id AND parent.kind = 'municipality' AND parent.municipality_id = municipalities_municipalityprofile.municipality_id))",
            ),
        ),
    ]
