from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="seal",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="false",
                name="seal_isolated",
                read="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
                update="false",
            ),
        ),
    ]
