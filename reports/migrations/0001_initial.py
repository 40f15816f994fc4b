import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.files.models
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        ("projects", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=200)),
                ("name_sv", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("code", models.CharField(max_length=20)),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("co", "Common, 2014–2020"),
                            ("rco", "Common output, 2021–2027"),
                            ("rcr", "Common result, 2021–2027"),
                            ("fi", "National"),
                            ("mint", "MINT's own"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("pieces", "pcs"),
                            ("companies", "companies"),
                            ("organisations", "organisations"),
                            ("people", "people"),
                            ("credits", "credits"),
                            ("fte", "FTE"),
                            ("eur", "EUR"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(choices=[("output", "Output"), ("result", "Result")], max_length=10)),
                (
                    "aggregation",
                    models.CharField(
                        choices=[
                            ("sum", "Sum"),
                            ("count", "Count"),
                            ("distinct_by_business_id", "Each company once, by business ID"),
                            ("latest", "The latest value of each"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "counter",
                    models.CharField(
                        blank=True,
                        help_text="Key of a counting function of reports.counting.counters; empty: nothing in MINT.",
                        max_length=60,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "breakdowns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("size", "Size class"),
                                ("municipality", "Municipality"),
                                ("industry", "Industry"),
                                ("gender", "Gender"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("definition_en", models.TextField(blank=True, max_length=1000)),
                ("definition_fi", models.TextField(blank=True, max_length=1000)),
                ("definition_sv", models.TextField(blank=True, max_length=1000)),
                ("evidence_en", models.CharField(blank=True, max_length=300)),
                (
                    "evidence_fi",
                    models.CharField(blank=True, help_text="What has to be there to show it.", max_length=300),
                ),
                ("evidence_sv", models.CharField(blank=True, max_length=300)),
                (
                    "number",
                    models.PositiveSmallIntegerField(default=1, help_text="Of the version that it is defined by now."),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose own it is; empty: everybody's.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_indicators",
                        to="projects.project",
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(blank=True, help_text="Reports that end before this day leave it out.", null=True),
                ),
                (
                    "valid_until",
                    models.DateField(
                        blank=True, help_text="Reports that begin after this day leave it out.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["order", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scheme__in", ["co", "rco", "rcr", "fi", "mint"])),
                        name="indicator_scheme_known",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "code"), name="indicator_code_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("aggregation__in", ["sum", "count", "distinct_by_business_id", "latest"])),
                        name="indicator_aggregation_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("project__isnull", True), ("scheme__in", ("mint", "fi")), _connector="OR"),
                        name="indicator_of_the_eu_is_nobodys_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="indicator_ends_after_start",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("collecting", "Being put together"),
                            ("pre_check", "To be checked"),
                            ("approved", "Approved by the steering group"),
                            ("submitted", "Locked"),
                            ("accepted", "Accepted by the funder"),
                            ("returned", "Returned by the funder"),
                        ],
                        default="collecting",
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("funder", "Monitoring report"),
                            ("interim", "Interim report"),
                            ("final", "Final report"),
                            ("ecosystem", "Ecosystem review"),
                        ],
                        default="funder",
                        max_length=20,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "slot",
                    models.CharField(
                        blank=True,
                        help_text="What makes one report once: the month that builds itself, or the form.",
                        max_length=60,
                    ),
                ),
                (
                    "content",
                    models.JSONField(default=dict, help_text="Experiments, companies, drawings and gaps, as counted."),
                ),
                ("built_at", models.DateTimeField(blank=True, null=True)),
                ("steering_on", models.DateField(blank=True, null=True)),
                ("steering_paragraph", models.CharField(blank=True, max_length=40)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "author",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="tenancy.organisation"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="projects.period",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="projects.project"
                    ),
                ),
                (
                    "keeps_figures",
                    models.BooleanField(
                        default=False,
                        help_text="Opened again after a later one was submitted: figures and rows stay, texts and files may change.",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-id"], name="report_by_owner")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="report_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("slot", ""), _negated=True),
                        fields=("kind", "slot"),
                        name="report_once_in_its_slot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["collecting", "pre_check", "approved", "submitted", "accepted", "returned"])
                        ),
                        name="report_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="report_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("collecting", "pre_check")),
                            models.Q(
                                ("steering_on__isnull", False), models.Q(("steering_paragraph", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="report_approved_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("submitted", "accepted", "returned")), _negated=True),
                            models.Q(("submitted_at__isnull", False), models.Q(("sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="report_submitted_is_hashed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["funder", "interim", "final", "ecosystem"])),
                        name="report_kind_known",
                    ),
                    models.UniqueConstraint(fields=("organisation", "project", "id"), name="report_of_tenants_project"),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="ReportFile",
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
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("xlsx", "XLSX"), ("csv", "CSV"), ("docx", "DOCX"), ("json", "JSON")],
                        max_length=10,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="reports.report"
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
                "constraints": [models.UniqueConstraint(fields=("report", "kind"), name="report_file_once")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="IndicatorTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="reports.indicator"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="projects.project"
                    ),
                ),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="projects.period",
                    ),
                ),
            ],
            options={
                "ordering": ["indicator__order"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                        name="target_is_positive",
                    ),
                    models.UniqueConstraint(
                        fields=("project", "indicator", "period"), name="target_once_in_a_period", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("baseline__isnull", True),
                            models.Q(("baseline__gte", 0), ("period__isnull", True)),
                            _connector="OR",
                        ),
                        name="baseline_is_the_projects",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="IndicatorVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=200)),
                ("name_sv", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("definition_fi", models.TextField(blank=True, max_length=1000)),
                ("definition_sv", models.TextField(blank=True, max_length=1000)),
                ("definition_en", models.TextField(blank=True, max_length=1000)),
                (
                    "evidence_fi",
                    models.CharField(blank=True, help_text="What has to be there to show it.", max_length=300),
                ),
                ("evidence_sv", models.CharField(blank=True, max_length=300)),
                ("evidence_en", models.CharField(blank=True, max_length=300)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("pieces", "pcs"),
                            ("companies", "companies"),
                            ("organisations", "organisations"),
                            ("people", "people"),
                            ("credits", "credits"),
                            ("fte", "FTE"),
                            ("eur", "EUR"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(choices=[("output", "Output"), ("result", "Result")], max_length=10)),
                (
                    "aggregation",
                    models.CharField(
                        choices=[
                            ("sum", "Sum"),
                            ("count", "Count"),
                            ("distinct_by_business_id", "Each company once, by business ID"),
                            ("latest", "The latest value of each"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "counter",
                    models.CharField(
                        blank=True,
                        help_text="Key of a counting function of reports.counting.counters; empty: nothing in MINT.",
                        max_length=60,
                    ),
                ),
                (
                    "breakdowns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("size", "Size class"),
                                ("municipality", "Municipality"),
                                ("industry", "Industry"),
                                ("gender", "Gender"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(blank=True, help_text="Reports that end before this day leave it out.", null=True),
                ),
                (
                    "valid_until",
                    models.DateField(
                        blank=True, help_text="Reports that begin after this day leave it out.", null=True
                    ),
                ),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="reports.indicator"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("indicator", "number"), name="indicator_version_once")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_fi", models.CharField(max_length=200)),
                ("name_sv", models.CharField(max_length=200)),
                ("name_en", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("code", models.CharField(max_length=20)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("pieces", "pcs"),
                            ("companies", "companies"),
                            ("organisations", "organisations"),
                            ("people", "people"),
                            ("credits", "credits"),
                            ("fte", "FTE"),
                            ("eur", "EUR"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "aggregation",
                    models.CharField(
                        choices=[
                            ("sum", "Sum"),
                            ("count", "Count"),
                            ("distinct_by_business_id", "Each company once, by business ID"),
                            ("latest", "The latest value of each"),
                        ],
                        max_length=30,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("value", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("total", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="reports.indicator"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="reports.report"
                    ),
                ),
                ("baseline", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("period_target", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                (
                    "definition",
                    models.ForeignKey(
                        blank=True,
                        help_text="Which version of the indicator it was counted by; empty: before there were versions.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="reports.indicatorversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "indicator"), name="figure_once"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="figure_tenant"),
                    models.UniqueConstraint(fields=("organisation", "report", "id"), name="figure_of_tenants_report"),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="FigureRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("record", models.CharField(help_text="The model's label.", max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("party", models.CharField(blank=True, max_length=200)),
                ("business_id", models.CharField(blank=True, max_length=9)),
                ("on", models.DateField()),
                ("in_period", models.DecimalField(decimal_places=2, max_digits=14)),
                ("in_total", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="reports.figure"
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="reports.report"
                    ),
                ),
                (
                    "industry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.industry",
                    ),
                ),
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
                    "size",
                    models.CharField(
                        blank=True, help_text="Of the company when the record first counted.", max_length=10
                    ),
                ),
            ],
            options={
                "ordering": ["on", "id"],
                "indexes": [models.Index(fields=["figure", "on", "id"], name="figure_row_by_day")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Standing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("record", models.CharField(help_text="The label of the record's model.", max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("business_id", models.CharField(blank=True, max_length=9)),
                (
                    "size",
                    models.CharField(
                        blank=True, help_text="Of companies.states.Size; empty: not known then.", max_length=10
                    ),
                ),
                (
                    "industry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.industry",
                    ),
                ),
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("project", "record", "object_id", "party"), name="standing_once")
                ],
            },
        ),
    ]
