import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations
from reports.yearly.rules import OPERATIONS


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="YearReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Being written"), ("confirmed", "Confirmed")], default="draft", max_length=10
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=10000)),
                ("next_year", models.TextField(blank=True, max_length=10000)),
                ("content", models.JSONField(default=list, help_text="The tables as they were when it was confirmed.")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
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
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
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
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "year"), name="year_review_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "confirmed"])), name="year_review_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2019), ("year__lte", 2100)), name="year_review_of_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("confirmed_at__isnull", False), models.Q(("summary", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="year_review_confirmed_says_something",
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="((municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND (parent.kind IN ('municipality') AND parent.municipality_id = yearly_yearreview.municipality_id)))",
                        name="year_review_isolated",
                        read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                        update="((municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])) AND EXISTS (SELECT 1 FROM tenancy_organisation parent WHERE parent.id = organisation_id AND (parent.kind IN ('municipality') AND parent.municipality_id = yearly_yearreview.municipality_id)))",
                    ),
                ],
            },
        ),
        *OPERATIONS,
    ]
