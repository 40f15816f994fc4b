import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.files.models
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("reports", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("file", models.FileField(max_length=200, upload_to=mint.files.models.private_path)),
                ("name", models.CharField(max_length=150)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                (
                    "quarantine",
                    models.CharField(
                        choices=[
                            ("free", "Checked"),
                            ("waiting", "Waits for the virus check"),
                            ("infected", "Removed: the virus check found something harmful in it"),
                        ],
                        db_default="free",
                        default="free",
                        max_length=10,
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("evidence", models.PositiveIntegerField(help_text="How many files of evidence are in it.")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dossier", to="reports.report"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    mint.isolation.constraints.TenantKey(
                        name="dossier_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('accepted', 'returned', 'submitted')))",
                        insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('accepted', 'returned', 'submitted')))",
                        name="dossier_isolated",
                        read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND parent.project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                        update="false",
                    ),
                ],
            },
        ),
    ]
