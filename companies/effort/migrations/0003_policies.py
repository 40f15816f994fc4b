from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("effort", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="sitting",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                name="effort_sitting_isolated",
                read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
            ),
        ),
    ]
