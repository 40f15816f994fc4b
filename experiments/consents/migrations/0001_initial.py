import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations
from experiments.consents.guarding import GUARDS


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("experiments", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="ConsentText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("number", models.PositiveSmallIntegerField(help_text="Of the version, in its language.")),
                ("text", models.TextField(max_length=8000)),
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
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consent_texts",
                        to="experiments.experiment",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["language", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="consent_text_tenant"),
                    models.UniqueConstraint(fields=("experiment", "language", "number"), name="consent_text_once"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("text", ""), _negated=True), ("number__gte", 1)),
                        name="consent_text_says_something",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="consent_text_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(author_id = (SELECT mint.my_user()) AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])))",
                        name="consent_text_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[])))",
                        update="false",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="GivenConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("code", models.CharField(max_length=20)),
                ("given_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "fate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("deleted", "The data was deleted"),
                            ("anonymised", "The data was made anonymous"),
                            ("kept", "What had been collected is kept, as the text told; nothing more is collected"),
                        ],
                        help_text="What was done with the data.",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
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
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="given", to="consents.consenttext"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who wrote it down.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["code", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on", None)), fields=("text", "code"), name="given_consent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^(?=.*[0-9])[A-Za-z0-9ÅÄÖåäö][A-Za-z0-9ÅÄÖåäö-]{0,19}$")),
                        name="given_consent_by_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fate", ""), ("withdrawn_on__isnull", True)),
                            models.Q(
                                ("fate__in", ["deleted", "anonymised", "kept"]),
                                ("withdrawn_on__gte", models.F("given_on")),
                                ("withdrawn_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="given_consent_withdrawn_says_what_becomes",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="given_consent_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="given_consent_to_own_text", organisation="organisation", parent="text"
                    ),
                    mint.isolation.constraints.Isolated(
                        changed="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])) AND withdrawn_on IS NOT NULL)",
                        delete="((recorded_by_id = (SELECT mint.my_user()) AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[]))) AND withdrawn_on IS NULL)",
                        insert="(recorded_by_id = (SELECT mint.my_user()) AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])))",
                        name="given_consent_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[])))",
                        update="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])) AND withdrawn_on IS NULL)",
                    ),
                ],
            },
        ),
        *GUARDS,
    ]
