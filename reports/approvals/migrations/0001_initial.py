import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
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
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("built_at", models.DateTimeField(help_text="Which building of the report.")),
                ("is_given", models.BooleanField(help_text="No: the partner objects.")),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="approvals", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "report", "built_at"), name="approval_once_of_a_building"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_given", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="approval_objects_with_a_reason",
                    ),
                    mint.isolation.constraints.Isolated(
                        changed="(organisation_id = ANY((SELECT mint.my_approving())::bigint[]) AND by_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.state IN ('pre_check') AND parent.built_at = approvals_approval.built_at AND parent.organisation_id <> approvals_approval.organisation_id AND EXISTS (SELECT 1 FROM projects_partner p WHERE p.project_id = parent.project_id AND p.organisation_id = approvals_approval.organisation_id))))",
                        delete="false",
                        insert="(organisation_id = ANY((SELECT mint.my_approving())::bigint[]) AND by_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.state IN ('pre_check') AND parent.built_at = approvals_approval.built_at AND parent.organisation_id <> approvals_approval.organisation_id AND EXISTS (SELECT 1 FROM projects_partner p WHERE p.project_id = parent.project_id AND p.organisation_id = approvals_approval.organisation_id))))",
                        name="approval_isolated",
                        read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_overseen())::bigint[]))))",
                        update="organisation_id = ANY((SELECT mint.my_approving())::bigint[])",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Asking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("built_at", models.DateTimeField(help_text="Which building of the report.")),
                ("due_on", models.DateField()),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="askings", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "built_at"), name="asked_once_of_a_building"),
                    mint.isolation.constraints.TenantKey(
                        name="asking_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('pre_check') AND parent.built_at = approvals_asking.built_at))",
                        name="asking_isolated",
                        read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND true)",
                        update="false",
                    ),
                ],
            },
        ),
    ]
