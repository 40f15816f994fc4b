import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("projects", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("sent_on", models.DateField()),
                ("things", models.PositiveSmallIntegerField(help_text="How many things were missing.")),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="Who was reminded.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "project", "sent_on"), name="reminder_once_a_day"),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND sent_by_id = (SELECT mint.my_user()))",
                        name="reminder_isolated",
                        read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                        update="false",
                    ),
                ],
            },
        ),
    ]
