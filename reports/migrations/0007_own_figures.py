from django.conf import settings
from django.db import migrations, models

import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("projects", "0003_policies"),
        ("reports", "0006_partners"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="figurerow",
            name="row_of_own_figure",
        ),
        mint.isolation.operations.AddRule(
            model_name="figure",
            constraint=models.UniqueConstraint(
                fields=("organisation", "report", "id"), name="figure_of_tenants_report"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="figurerow",
            constraint=mint.isolation.constraints.TenantKey(
                name="row_of_own_figure", organisation="organisation", parent="figure", shared="report"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("organisation", "project", "id"), name="report_of_tenants_project"
            ),
        ),
    ]
