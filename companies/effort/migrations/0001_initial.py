import django.db.models.deletion
from django.db import migrations, models

import mint.clock
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0001_initial"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Sitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField(help_text="Of the challenge, for its steps.")),
                ("seconds", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField(help_text="Up to when it is counted.")),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at__isnull", False)), fields=["kind"], name="sitting_finished"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "kind", "subject_id"), name="sitting_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("challenge.problem", "challenge.sought", "challenge.check"))),
                        name="sitting_kind_known",
                    ),
                ],
            },
        ),
    ]
