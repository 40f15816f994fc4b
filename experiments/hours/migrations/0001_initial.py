from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("experiments", "0003_policies"),
        ("tenancy", "0004_policies"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Tariff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("name_fi", models.CharField(max_length=80)),
                ("name_sv", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=8,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(Decimal(1000)),
                        ],
                    ),
                ),
                ("valid_from", models.DateField()),
                (
                    "valid_until",
                    models.DateField(blank=True, help_text="The last day; empty: until further notice.", null=True),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tariffs", to="tenancy.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["name_fi", "-valid_from", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="tariff_tenant"),
                    models.UniqueConstraint(
                        fields=("organisation", "name_fi", "valid_from"), name="tariff_begins_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_fi", ""), _negated=True),
                            models.Q(("name_sv", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                        ),
                        name="tariff_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gte", Decimal("0.01")), ("rate__lte", Decimal(1000))),
                        name="tariff_rate_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="tariff_ends_later",
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND (parent.kind = 'municipality' AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))))",
                        name="tariff_isolated",
                        read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                        update="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND (parent.kind = 'municipality' AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("work", models.CharField(help_text="What is done.", max_length=120)),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=7,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(Decimal(10000)),
                        ],
                    ),
                ),
                ("rate", models.DecimalField(decimal_places=2, max_digits=8)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="experiments.experiment"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="hours.tariff"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("experiment", "giver", "work"), name="hours_of_work_once"),
                    models.CheckConstraint(condition=models.Q(("work", ""), _negated=True), name="hours_name_the_work"),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", Decimal("0.01")), ("hours__lte", Decimal(10000))),
                        name="hours_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gte", Decimal("0.01")), ("rate__lte", Decimal(1000))),
                        name="hours_rate_sensible",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="hours_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="hours_by_own_tariff", organisation="giver", parent="tariff"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="((giver_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[]))) OR (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND giver_id <> organisation_id AND NOT EXISTS (SELECT 1 FROM experiments_experimentparty party\n  WHERE party.experiment_id = hours_line.experiment_id AND party.party_id = giver_id)))",
                        insert="(giver_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])))",
                        name="hours_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[])))",
                        update="(giver_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])))",
                    ),
                ],
            },
        ),
    ]
