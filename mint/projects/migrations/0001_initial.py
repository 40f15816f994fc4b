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
            name="FunderProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("key", models.SlugField(unique=True)),
                ("fund_fi", models.CharField(max_length=200)),
                ("fund_sv", models.CharField(max_length=200)),
                ("fund_en", models.CharField(max_length=200)),
                ("sentence_fi", models.CharField(max_length=200)),
                ("sentence_sv", models.CharField(max_length=200)),
                ("sentence_en", models.CharField(max_length=200)),
                (
                    "emblem",
                    models.FileField(
                        blank=True, help_text="The official file; it wins over our own.", upload_to="funders/"
                    ),
                ),
            ],
            options={
                "verbose_name": "funder",
                "verbose_name_plural": "funders",
            },
        ),
        mint.isolation.operations.AddTable(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=200)),
                ("name_sv", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("code", models.CharField(max_length=20, unique=True)),
                ("short_name", models.CharField(max_length=80)),
                ("priority_axis", models.CharField(blank=True, max_length=300)),
                ("specific_objective", models.CharField(blank=True, max_length=300)),
                ("authority", models.CharField(blank=True, max_length=200)),
                ("planned_start_on", models.DateField()),
                ("planned_end_on", models.DateField()),
                ("actual_start_on", models.DateField(blank=True, null=True)),
                ("actual_end_on", models.DateField(blank=True, null=True)),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "funder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="projects.funderprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
                "ordering": ["-planned_start_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("planned_end_on__gt", models.F("planned_start_on"))),
                        name="project_ends_after_start",
                    )
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Period",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("number", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="periods", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "reporting period",
                "verbose_name_plural": "reporting periods",
                "ordering": ["project", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("project", "number"), name="period_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="period_ends_after_start"
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "part",
                    models.CharField(choices=[("lead", "Lead"), ("co_implementer", "Co Implementer")], max_length=20),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="partners", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "partner of a project",
                "verbose_name_plural": "partners of projects",
                "constraints": [
                    models.UniqueConstraint(fields=("project", "organisation"), name="partner_once"),
                    models.UniqueConstraint(condition=models.Q(("part", "lead")), fields=("project",), name="one_lead"),
                ],
            },
        ),
    ]
