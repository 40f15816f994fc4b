from django.conf import settings
from django.db import migrations, models

import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0003_policies"),
        ("reports", "0004_indicators"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="report",
            name="report_kind_known",
        ),
        migrations.AlterField(
            model_name="report",
            name="kind",
            field=models.CharField(
                choices=[
                    ("funder", "Monitoring report"),
                    ("interim", "Interim report"),
                    ("final", "Final report"),
                    ("ecosystem", "Ecosystem review"),
                ],
                default="funder",
                max_length=20,
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["funder", "interim", "final", "ecosystem"])), name="report_kind_known"
            ),
        ),
    ]
