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
        ("projects", "0003_policies"),
        ("reports", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Form",
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
                ("title", models.CharField(max_length=120)),
                ("number", models.PositiveSmallIntegerField(help_text="The version.")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "cells",
                    models.JSONField(
                        default=list, help_text="The map: sheet, cell, source and whether it has to be filled."
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authority_forms",
                        to="projects.project",
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
                    models.UniqueConstraint(fields=("organisation", "id"), name="authority_form_tenant"),
                    models.UniqueConstraint(fields=("project", "title", "number"), name="authority_form_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="authority_form_has_a_title"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND organisation_id = ANY((SELECT mint.my_orgs())::bigint[]))",
                        name="authority_form_isolated",
                        read="project_id = ANY((SELECT mint.my_managed())::bigint[])",
                        update="project_id = ANY((SELECT mint.my_managed())::bigint[])",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Filing",
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
                ("claim", models.CharField(help_text="The number of the payment claim.", max_length=40)),
                ("values", models.JSONField(help_text="Sheet, cell, source and the value that was put there.")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="reports.report"
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
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="authority.form"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "form", "claim"), name="filing_once_for_a_claim"),
                    models.CheckConstraint(
                        condition=models.Q(("claim", ""), _negated=True), name="filing_says_its_claim"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="filing_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="filing_on_own_form", organisation="organisation", parent="form"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('accepted', 'returned', 'submitted')))",
                        name="filing_isolated",
                        read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND parent.project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                        update="false",
                    ),
                ],
            },
        ),
    ]
