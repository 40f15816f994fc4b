import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations
from reports.freezing import INDICATOR_OPERATIONS


class Migration(migrations.Migration):
    dependencies = [
        ("challenges", "0003_policies"),
        ("companies", "0003_policies"),
        ("experiments", "0003_policies"),
        ("matching", "0003_policies"),
        ("placements", "0001_initial"),
        ("places", "0001_initial"),
        ("projects", "0003_policies"),
        ("reports", "0003_policies"),
        ("tenancy", "0004_policies"),
    ]

    operations = [
        migrations.CreateModel(
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
                        help_text="Key of a counting function of reports.counters; empty: nothing in MINT.",
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
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
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
            ],
        ),
        migrations.RemoveConstraint(
            model_name="indicator",
            name="indicator_aggregation_known",
        ),
        migrations.RemoveConstraint(
            model_name="indicator",
            name="indicator_isolated",
        ),
        migrations.RemoveConstraint(
            model_name="indicatortarget",
            name="target_once",
        ),
        migrations.RemoveConstraint(
            model_name="indicatortarget",
            name="target_isolated",
        ),
        migrations.AddField(
            model_name="figure",
            name="baseline",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name="figure",
            name="period_target",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name="figurerow",
            name="industry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.industry",
            ),
        ),
        migrations.AddField(
            model_name="figurerow",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.municipality",
            ),
        ),
        migrations.AddField(
            model_name="figurerow",
            name="size",
            field=models.CharField(
                blank=True, help_text="Of the company when the record first counted.", max_length=10
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="breakdowns",
            field=django.contrib.postgres.fields.ArrayField(
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
        migrations.AddField(
            model_name="indicator",
            name="definition_en",
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="indicator",
            name="definition_fi",
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="indicator",
            name="definition_sv",
            field=models.TextField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="indicator",
            name="evidence_en",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="indicator",
            name="evidence_fi",
            field=models.CharField(blank=True, help_text="What has to be there to show it.", max_length=300),
        ),
        migrations.AddField(
            model_name="indicator",
            name="evidence_sv",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="indicator",
            name="number",
            field=models.PositiveSmallIntegerField(default=1, help_text="Of the version that it is defined by now."),
        ),
        migrations.AddField(
            model_name="indicator",
            name="project",
            field=models.ForeignKey(
                blank=True,
                help_text="Whose own it is; empty: everybody's.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="own_indicators",
                to="projects.project",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="valid_from",
            field=models.DateField(blank=True, help_text="Reports that end before this day leave it out.", null=True),
        ),
        migrations.AddField(
            model_name="indicator",
            name="valid_until",
            field=models.DateField(blank=True, help_text="Reports that begin after this day leave it out.", null=True),
        ),
        migrations.AddField(
            model_name="indicatortarget",
            name="baseline",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
            ),
        ),
        migrations.AddField(
            model_name="indicatortarget",
            name="period",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="targets",
                to="projects.period",
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="aggregation",
            field=models.CharField(
                choices=[
                    ("sum", "Sum"),
                    ("count", "Count"),
                    ("distinct_by_business_id", "Each company once, by business ID"),
                    ("latest", "The latest value of each"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="unit",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="indicator",
            name="aggregation",
            field=models.CharField(
                choices=[
                    ("sum", "Sum"),
                    ("count", "Count"),
                    ("distinct_by_business_id", "Each company once, by business ID"),
                    ("latest", "The latest value of each"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="code",
            field=models.CharField(max_length=20),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="counter",
            field=models.CharField(
                blank=True,
                help_text="Key of a counting function of reports.counters; empty: nothing in MINT.",
                max_length=60,
            ),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="unit",
            field=models.CharField(
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
        mint.isolation.operations.AddRule(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                fields=("project", "code"), name="indicator_code_once", nulls_distinct=False
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("aggregation__in", ["sum", "count", "distinct_by_business_id", "latest"])),
                name="indicator_aggregation_known",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("project__isnull", True), ("scheme__in", ("mint", "fi")), _connector="OR"),
                name="indicator_of_the_eu_is_nobodys_own",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="indicator_ends_after_start",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicator",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND scheme IN ('fi', 'mint'))",
                name="indicator_isolated",
                read="true",
                update="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND scheme IN ('fi', 'mint'))",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicatortarget",
            constraint=models.UniqueConstraint(
                fields=("project", "indicator", "period"), name="target_once_in_a_period", nulls_distinct=False
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicatortarget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("baseline__isnull", True),
                    models.Q(("baseline__gte", 0), ("period__isnull", True)),
                    _connector="OR",
                ),
                name="baseline_is_the_projects",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicatortarget",
            constraint=mint.isolation.constraints.Isolated(
                delete="project_id = ANY((SELECT mint.my_managed())::bigint[])",
                insert="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND (period_id IS NULL OR EXISTS (SELECT 1 FROM projects_period parent WHERE parent.id = period_id AND parent.project_id = reports_indicatortarget.project_id)) AND EXISTS (SELECT 1 FROM reports_indicator parent WHERE parent.id = indicator_id AND (parent.project_id IS NULL OR parent.project_id = reports_indicatortarget.project_id)))",
                name="target_isolated",
                read="true",
                update="(project_id = ANY((SELECT mint.my_managed())::bigint[]) AND (period_id IS NULL OR EXISTS (SELECT 1 FROM projects_period parent WHERE parent.id = period_id AND parent.project_id = reports_indicatortarget.project_id)) AND EXISTS (SELECT 1 FROM reports_indicator parent WHERE parent.id = indicator_id AND (parent.project_id IS NULL OR parent.project_id = reports_indicatortarget.project_id)))",
            ),
        ),
        migrations.AddField(
            model_name="indicatorversion",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="reports.indicator"
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="definition",
            field=models.ForeignKey(
                blank=True,
                help_text="Which version of the indicator it was counted by; empty: before there were versions.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="reports.indicatorversion",
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="industry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.industry",
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.municipality",
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenancy.organisation"
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicatorversion",
            constraint=models.UniqueConstraint(fields=("indicator", "number"), name="indicator_version_once"),
        ),
        mint.isolation.operations.AddRule(
            model_name="indicatorversion",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="EXISTS (SELECT 1 FROM reports_indicator parent WHERE parent.id = indicator_id AND (parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) AND parent.scheme IN ('fi', 'mint')))",
                name="indicator_version_isolated",
                read="true",
                update="false",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="standing",
            constraint=models.UniqueConstraint(
                fields=("project", "record", "object_id", "party"), name="standing_once"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="standing",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="project_id = ANY((SELECT mint.my_managed())::bigint[])",
                name="standing_isolated",
                read="(project_id = ANY((SELECT mint.my_curated())::bigint[]) OR project_id = ANY((SELECT mint.my_managed())::bigint[]))",
                update="false",
            ),
        ),
        *INDICATOR_OPERATIONS,
    ]
