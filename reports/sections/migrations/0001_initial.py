import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations
from reports.sections.rules import FUNCTIONS, KEPT, OPERATIONS


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("discussion", "0002_functions"),
        ("places", "0001_initial"),
        ("projects", "0003_policies"),
        ("reports", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *FUNCTIONS,
        mint.isolation.operations.AddTable(
            name="Template",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("funder", "Monitoring report"),
                            ("interim", "Interim report"),
                            ("final", "Final report"),
                            ("ecosystem", "Ecosystem review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "ordering": ["kind", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="template_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["funder", "interim", "final", "ecosystem"])),
                        name="template_kind_known",
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false", insert="false", name="template_isolated", read="true", update="false"
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="TemplateSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=200)),
                ("name_sv", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("key", models.SlugField(max_length=40)),
                ("order", models.PositiveSmallIntegerField()),
                ("guidance_fi", models.CharField(blank=True, max_length=500)),
                ("guidance_sv", models.CharField(blank=True, max_length=500)),
                ("guidance_en", models.CharField(blank=True, max_length=500)),
                ("most_words", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "is_required",
                    models.BooleanField(default=False, help_text="Its text is needed before the report is approved."),
                ),
                (
                    "in_all_languages",
                    models.BooleanField(default=False, help_text="Shown in Finnish, Swedish and English."),
                ),
                (
                    "block",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Text only"),
                            ("summary", "Sentences that follow from the figures"),
                            ("figures", "Figures"),
                            ("charts", "Charts"),
                            ("experiments", "Experiments"),
                            ("companies", "Companies"),
                            ("placements", "Placements"),
                            ("communication", "Communication"),
                            ("principles", "Horizontal principles"),
                            ("deviations", "Deviations from the plans"),
                            ("evidence", "Evidence"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="sections.template"
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("template", "key"), name="template_section_once"),
                    models.UniqueConstraint(fields=("template", "order"), name="template_section_in_its_place"),
                    mint.isolation.constraints.Isolated(
                        delete="false", insert="false", name="template_section_isolated", read="true", update="false"
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("funder", "Monitoring report"),
                            ("interim", "Interim report"),
                            ("final", "Final report"),
                            ("ecosystem", "Ecosystem review"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
                        help_text="Of the report.",
                        max_length=2,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "ready_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="reports.report"
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        blank=True,
                        help_text="The partner that was given it; empty: the project manager writes it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "wanted",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sections.templatesection"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="section_tenant"),
                    models.UniqueConstraint(fields=("report", "wanted"), name="section_once_in_a_report"),
                    models.CheckConstraint(
                        condition=models.Q(("person__isnull", True), ("writer__isnull", False), _connector="OR"),
                        name="section_person_of_its_writer",
                    ),
                    models.UniqueConstraint(fields=("organisation", "report", "id"), name="section_of_tenants_report"),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND mint.report_is_changeable(report_id))",
                        name="section_isolated",
                        read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]) OR writer_id = ANY((SELECT mint.my_orgs())::bigint[]))",
                        update="((project_id = ANY((SELECT mint.my_managed())::bigint[]) OR (writer_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (person_id IS NULL OR person_id = (SELECT mint.my_user())))) AND mint.report_is_changeable(report_id))",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="section_of_own_report", organisation="organisation", parent="report", shared="project"
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="PrincipleAim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "principle",
                    models.CharField(
                        choices=[
                            ("charter", "EU Charter of Fundamental Rights and the rights of persons with disabilities"),
                            ("gender", "Gender equality"),
                            ("non_discrimination", "Non-discrimination"),
                            ("sustainable", "Sustainable development"),
                            ("no_harm", "Do no significant harm (DNSH)"),
                            ("baltic", "EU Strategy for the Baltic Sea Region"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "aim",
                    models.CharField(
                        choices=[("neutral", "Neutral"), ("positive", "Positive effect"), ("main", "Main aim")],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("written_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reports.report"
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="principles", to="sections.section"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("section", "principle"), name="principle_once"),
                    models.CheckConstraint(
                        condition=models.Q(("aim__in", ["neutral", "positive", "main"])), name="principle_aim_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "principle__in",
                                ["charter", "gender", "non_discrimination", "sustainable", "no_harm", "baltic"],
                            )
                        ),
                        name="principle_known",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="principle_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(EXISTS (SELECT 1 FROM sections_section parent WHERE parent.id = section_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR (parent.writer_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (parent.person_id IS NULL OR parent.person_id = (SELECT mint.my_user()))))) AND mint.report_is_changeable(report_id))",
                        name="principle_isolated",
                        read="EXISTS (SELECT 1 FROM sections_section parent WHERE parent.id = section_id AND true)",
                        update="(EXISTS (SELECT 1 FROM sections_section parent WHERE parent.id = section_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR (parent.writer_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (parent.person_id IS NULL OR parent.person_id = (SELECT mint.my_user()))))) AND mint.report_is_changeable(report_id))",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="principle_of_own_section", organisation="organisation", parent="section", shared="report"
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="SectionText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("written_at", models.DateTimeField(help_text="When the text last changed.")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reports.report"
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="sections.section"
                    ),
                ),
                (
                    "taken_from",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose text it began as.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reports.report",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["section", "language"],
                "constraints": [
                    models.UniqueConstraint(fields=("section", "language"), name="section_text_once_in_a_language"),
                    mint.isolation.constraints.TenantKey(
                        name="section_text_of_own_report", organisation="organisation", parent="report"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="section_text_taken_from_own_report", organisation="organisation", parent="taken_from"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(EXISTS (SELECT 1 FROM sections_section parent WHERE parent.id = section_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR (parent.writer_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (parent.person_id IS NULL OR parent.person_id = (SELECT mint.my_user()))))) AND mint.report_is_changeable(report_id))",
                        name="section_text_isolated",
                        read="EXISTS (SELECT 1 FROM sections_section parent WHERE parent.id = section_id AND true)",
                        update="(EXISTS (SELECT 1 FROM sections_section parent WHERE parent.id = section_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR (parent.writer_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (parent.person_id IS NULL OR parent.person_id = (SELECT mint.my_user()))))) AND mint.report_is_changeable(report_id))",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="section_text_of_own_section",
                        organisation="organisation",
                        parent="section",
                        shared="report",
                    ),
                ],
            },
        ),
        *OPERATIONS,
        *KEPT,
    ]
