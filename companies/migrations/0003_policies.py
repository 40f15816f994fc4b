from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="companyprofile",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                name="company_profile_isolated",
                read="(is_listed OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[])))",
                update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
            ),
        ),
    ]
