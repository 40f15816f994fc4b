from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0004_keeping"),
        ("tenancy", "0004_policies"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="jobpart",
            name="job_part_isolated",
        ),
        mint.isolation.operations.AddRule(
            model_name="jobpart",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="false",
                name="job_part_isolated",
                read="false",
                update="false",
            ),
        ),
    ]
