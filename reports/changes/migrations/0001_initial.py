import django.db.models.deletion
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("corrections", "0001_initial"),
        ("reports", "0003_policies"),
        ("tenancy", "0004_policies"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Carry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="carried", to="corrections.correction"
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="carries", to="reports.figure"
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="carries", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount", 0), _negated=True), name="carry_is_something"),
                    mint.isolation.constraints.TenantKey(
                        name="carry_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="carry_of_own_figure", organisation="organisation", parent="figure"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="carry_of_own_correction", organisation="organisation", parent="correction"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND parent.project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                        insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('accepted', 'returned', 'submitted')))",
                        name="carry_isolated",
                        read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_overseen())::bigint[])))",
                        update="false",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[("added", "Added"), ("gone", "Gone"), ("changed", "Changed")], max_length=10
                    ),
                ),
                ("record", models.CharField(help_text="The model's label.", max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("business_id", models.CharField(blank=True, max_length=9)),
                ("title", models.CharField(max_length=200)),
                ("on", models.DateField()),
                ("was_in_period", models.DecimalField(decimal_places=2, max_digits=14)),
                ("was_in_total", models.DecimalField(decimal_places=2, max_digits=14)),
                ("in_period", models.DecimalField(decimal_places=2, max_digits=14)),
                ("in_total", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="reports.figure"
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "id"],
                "indexes": [models.Index(fields=["figure", "on", "id"], name="change_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["added", "gone", "changed"])), name="change_kind_known"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="change_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="change_of_own_figure", organisation="organisation", parent="figure"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND parent.project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                        insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('accepted', 'returned', 'submitted')))",
                        name="change_isolated",
                        read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_overseen())::bigint[])))",
                        update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('accepted', 'returned', 'submitted')))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Comparison",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("compared_at", models.DateTimeField()),
                (
                    "redefined",
                    models.JSONField(default=list, help_text="Codes of figures whose definition has changed since."),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comparison", to="reports.report"
                    ),
                ),
            ],
            options={
                "constraints": [
                    mint.isolation.constraints.TenantKey(
                        name="comparison_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND parent.project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                        insert="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('accepted', 'returned', 'submitted')))",
                        name="comparison_isolated",
                        read="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_overseen())::bigint[])))",
                        update="EXISTS (SELECT 1 FROM reports_report parent WHERE parent.id = report_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.state IN ('accepted', 'returned', 'submitted')))",
                    ),
                ],
            },
        ),
    ]
