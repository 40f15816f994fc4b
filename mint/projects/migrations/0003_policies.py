from django.db import migrations

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddRule(
            model_name="project",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(SELECT mint.is_operator())",
                name="project_isolated",
                read="true",
                update="(SELECT mint.is_operator())",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="partner",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(SELECT mint.is_operator())",
                name="partner_isolated",
                read="true",
                update="(SELECT mint.is_operator())",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="period",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(SELECT mint.is_operator())",
                name="period_isolated",
                read="true",
                update="(SELECT mint.is_operator())",
            ),
        ),
    ]
