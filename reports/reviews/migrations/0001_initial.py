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
        ("reports", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("content", models.JSONField(help_text="Figures and texts, in three languages where there are three.")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["-ends_on", "-id"],
                "indexes": [models.Index(fields=["-ends_on", "-id"], name="review_newest_first")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="review_ends_after_start"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="review_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="project_id = ANY((SELECT mint.my_managed())::bigint[])",
                        insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.kind IN ('ecosystem') AND parent.state IN ('accepted', 'submitted') AND parent.project_id = reviews_review.project_id)))",
                        name="review_isolated",
                        read="true",
                        update="false",
                    ),
                ],
            },
        ),
    ]
