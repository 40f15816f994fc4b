import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("challenges", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Lineage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[("copied", "Copied"), ("merged", "Merged"), ("split", "Split")], max_length=10
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000)),
                (
                    "source_title",
                    models.CharField(blank=True, help_text="As it was then; the database writes it.", max_length=120),
                ),
                (
                    "was_public",
                    models.BooleanField(default=False, help_text="Was what was merged public? The database says it."),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="went",
                        to="challenges.challenge",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="came",
                        to="challenges.challenge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["copied", "merged", "split"])), name="lineage_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True), name="lineage_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "copied"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="lineage_of_a_curator_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("undone_at__isnull", True), ("kind", "merged"), _connector="OR"),
                        name="lineage_undone_of_a_merge",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "merged"), ("undone_at__isnull", True)),
                        fields=("source",),
                        name="lineage_merged_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "merged"), _negated=True),
                        fields=("target",),
                        name="lineage_one_origin",
                    ),
                ],
            },
        ),
    ]
