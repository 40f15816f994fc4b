import django.core.validators
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
        ("experiments", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Material",
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
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="experiments.experiment",
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
                        name="replication_material_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                        insert="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                        name="replication_material_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[])))",
                        update="false",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="MetricReplication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "metric",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lineage", to="experiments.metric"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="family", to="experiments.metric"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replications",
                        to="experiments.metric",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("metric", models.F("source")), _negated=True),
                            models.Q(("metric", models.F("root")), _negated=True),
                        ),
                        name="metric_replication_of_another",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="metric_replication_of_own_metric", organisation="organisation", parent="metric"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                        insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM experiments_metric parent WHERE parent.id = source_id AND true))",
                        name="metric_replication_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_metric parent WHERE parent.id = metric_id AND true)",
                        update="false",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Replication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("people_there", models.PositiveIntegerField(blank=True, help_text="Whom it concerns.", null=True)),
                ("people_here", models.PositiveIntegerField(blank=True, help_text="Whom it concerns.", null=True)),
                (
                    "distance_there",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="Kilometres.",
                        max_digits=7,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "distance_here",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="Kilometres.",
                        max_digits=7,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("provider_there", models.CharField(blank=True, max_length=120)),
                ("provider_here", models.CharField(blank=True, max_length=120)),
                ("differs", models.TextField(help_text="What else is not as it was there.", max_length=1000)),
                (
                    "shares_participants",
                    models.BooleanField(default=False, help_text="The same people or objects are measured."),
                ),
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
                    "experiment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lineage", to="experiments.experiment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="family", to="experiments.experiment"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replications",
                        to="experiments.experiment",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("experiment", models.F("source")), _negated=True),
                            models.Q(("experiment", models.F("root")), _negated=True),
                        ),
                        name="replication_of_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("differs", ""), _negated=True), name="replication_says_what_differs"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("distance_there__isnull", True), ("distance_there__gte", 0), _connector="OR"),
                            models.Q(("distance_here__isnull", True), ("distance_here__gte", 0), _connector="OR"),
                        ),
                        name="replication_distances_positive",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="replication_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                        insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = source_id AND true))",
                        name="replication_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND true)",
                        update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[]))",
                    ),
                ],
            },
        ),
    ]
