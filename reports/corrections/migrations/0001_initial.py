import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.files.models
import mint.isolation.constraints
import mint.isolation.operations
from reports.corrections.rules import OPERATIONS


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
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for a second person"),
                            ("approved", "Approved"),
                            ("refused", "Not approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("on", models.DateField(help_text="Counts from this day.")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("reason", models.TextField(max_length=1000)),
                (
                    "record",
                    models.CharField(
                        blank=True, help_text="The model of the record that is the evidence.", max_length=60
                    ),
                ),
                ("object_id", models.BigIntegerField(blank=True, null=True)),
                ("title", models.CharField(blank=True, help_text="What that record was called.", max_length=200)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, help_text="Why it was not approved.", max_length=1000)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="reports.indicator"
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="projects.project"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "is_carried",
                    models.BooleanField(
                        default=False,
                        help_text="What an earlier report lacked: it counts in the period, and the total has it already.",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["project", "-id"], name="correction_by_project")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="correction_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "approved", "refused", "withdrawn"])),
                        name="correction_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount", 0), _negated=True), models.Q(("reason", ""), _negated=True)
                        ),
                        name="correction_has_amount_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("approved", "refused")), _negated=True),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_needs_a_second_person",
                    ),
                    mint.isolation.constraints.Isolated(
                        changed="((project_id = ANY((SELECT mint.my_overseen())::bigint[]) AND state IN ('approved', 'refused') AND decided_by_id = (SELECT mint.my_user()) AND proposed_by_id <> decided_by_id) OR (project_id = ANY((SELECT mint.my_managed())::bigint[]) AND state IN ('withdrawn') AND proposed_by_id = (SELECT mint.my_user())))",
                        delete="false",
                        insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) AND state IN ('proposed') AND proposed_by_id = (SELECT mint.my_user()) AND decided_by_id IS NULL AND EXISTS (SELECT 1 FROM reports_indicator parent WHERE parent.id = indicator_id AND (parent.project_id IS NULL OR parent.project_id = corrections_correction.project_id)))",
                        name="correction_isolated",
                        read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR project_id = ANY((SELECT mint.my_overseen())::bigint[]))",
                        update="project_id = ANY((SELECT mint.my_overseen())::bigint[])",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="CorrectionFile",
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
                (
                    "correction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="corrections.correction"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
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
                "ordering": ["id"],
                "constraints": [
                    mint.isolation.constraints.TenantKey(
                        name="correction_file_of_own_correction", organisation="organisation", parent="correction"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="EXISTS (SELECT 1 FROM corrections_correction parent WHERE parent.id = correction_id AND (parent.state IN ('proposed') AND parent.proposed_by_id = (SELECT mint.my_user())))",
                        name="correction_file_isolated",
                        read="EXISTS (SELECT 1 FROM corrections_correction parent WHERE parent.id = correction_id AND true)",
                        update="false",
                    ),
                ],
            },
        ),
        *OPERATIONS,
    ]
