import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("challenges", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="TagReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("digest", models.CharField(help_text="Of the text and of the vocabulary.", max_length=64)),
                (
                    "concepts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                (
                    "challenge",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="tag_reading",
                        to="challenges.challenge",
                    ),
                ),
            ],
        ),
        mint.isolation.operations.AddTable(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("concept", models.CharField(help_text="Its key in the vocabulary: scheme:code.", max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[("suggested", "Suggested"), ("confirmed", "Confirmed"), ("refused", "Refused")],
                        default="suggested",
                        max_length=10,
                    ),
                ),
                (
                    "place",
                    models.PositiveSmallIntegerField(default=0, help_text="Among the suggestions, from the best on."),
                ),
                (
                    "excerpt",
                    models.CharField(
                        blank=True, help_text="The sentence it comes from; empty once decided.", max_length=400
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, help_text="The words of it that name the concept.", max_length=120),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "challenge",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="taggings",
                        to="challenges.challenge",
                    ),
                ),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["challenge", "place", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "concept"), name="tag_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["suggested", "confirmed", "refused"])), name="tag_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("excerpt", ""),
                                ("state__in", ("confirmed", "refused")),
                            ),
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "suggested")
                            ),
                            _connector="OR",
                        ),
                        name="tag_decided_by_a_person",
                    ),
                ],
            },
        ),
    ]
