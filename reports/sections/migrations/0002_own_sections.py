from django.conf import settings
from django.db import migrations, models

import mint.isolation.constraints
import mint.isolation.operations
from reports.sections.rules import KEPT


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("projects", "0003_policies"),
        ("reports", "0007_own_figures"),
        ("sections", "0001_initial"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="principleaim",
            name="principle_of_own_section",
        ),
        migrations.RemoveConstraint(
            model_name="section",
            name="section_of_own_report",
        ),
        migrations.RemoveConstraint(
            model_name="sectiontext",
            name="section_text_of_own_section",
        ),
        mint.isolation.operations.AddRule(
            model_name="principleaim",
            constraint=mint.isolation.constraints.TenantKey(
                name="principle_of_own_section", organisation="organisation", parent="section", shared="report"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="section",
            constraint=models.UniqueConstraint(
                fields=("organisation", "report", "id"), name="section_of_tenants_report"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="section",
            constraint=mint.isolation.constraints.TenantKey(
                name="section_of_own_report", organisation="organisation", parent="report", shared="project"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="sectiontext",
            constraint=mint.isolation.constraints.TenantKey(
                name="section_text_of_own_section", organisation="organisation", parent="section", shared="report"
            ),
        ),
        *KEPT,
    ]
