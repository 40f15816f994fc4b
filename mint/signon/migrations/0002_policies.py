from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("signon", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="provider",
            constraint=mint.isolation.constraints.Isolated(
                delete="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
                insert="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
                name="provider_isolated",
                read="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR (SELECT mint.is_operator()))",
                update="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="domain",
            constraint=mint.isolation.constraints.TenantKey(
                name="domain_of_provider", organisation="organisation", parent="provider"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="domain",
            constraint=mint.isolation.constraints.Isolated(
                delete="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
                insert="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) AND confirmed_at IS NULL)",
                name="domain_isolated",
                read="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR (SELECT mint.is_operator()))",
                update="(SELECT mint.is_operator())",
            ),
        ),
    ]
