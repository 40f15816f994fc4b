import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
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
            name="Form",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("form", models.CharField(max_length=60)),
                ("lemma", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["lemma", "language"], name="form_of_lemma")],
                "constraints": [models.UniqueConstraint(fields=("form", "language"), name="form_once")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("state", models.CharField(blank=True, max_length=20)),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        help_text="Concepts that a person has confirmed.",
                        size=None,
                    ),
                ),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("title", models.CharField(blank=True, max_length=300)),
                ("body", models.TextField(blank=True, help_text="The part that all its readers may read.")),
                (
                    "body_for",
                    models.CharField(
                        help_text="Who may look for it by its body, and not only by its title.", max_length=20
                    ),
                ),
                ("shown_at", models.DateTimeField(help_text="Since when it is as it is: published, sent or made.")),
                (
                    "search",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="Its words as written, and once it was read their base forms and concepts."
                    ),
                ),
                (
                    "read_as",
                    models.CharField(
                        blank=True, help_text="The vocabulary it was read with; empty: not yet.", max_length=64
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="projects.project"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["search"], name="document_search"),
                    models.Index(fields=["subject_type", "-shown_at", "-id"], name="document_newest"),
                    models.Index(condition=models.Q(("read_as", "")), fields=["id"], name="document_unread"),
                ],
                "constraints": [models.UniqueConstraint(fields=("subject_type", "subject_id"), name="document_once")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("name", models.CharField(max_length=80)),
                ("query", models.CharField(blank=True, help_text="As in the address of the page.", max_length=600)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("never", "No e-mail"), ("daily", "Once a day"), ("weekly", "Once a week")],
                        default="never",
                        max_length=10,
                    ),
                ),
                (
                    "told_until",
                    models.DateTimeField(default=mint.clock.now, help_text="What was there by then has been told."),
                ),
                (
                    "told",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=90),
                        blank=True,
                        default=list,
                        help_text="Told lately.",
                        size=None,
                    ),
                ),
                ("feed_hash", models.CharField(blank=True, max_length=64)),
                ("stop_hash", models.CharField(blank=True, max_length=64)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-id"], name="saved_search_of"),
                    models.Index(
                        condition=models.Q(("rhythm", "never"), _negated=True),
                        fields=["rhythm", "told_until"],
                        name="saved_search_due",
                    ),
                    models.Index(
                        condition=models.Q(("feed_hash", ""), _negated=True),
                        fields=["feed_hash"],
                        name="saved_search_feed",
                    ),
                    models.Index(
                        condition=models.Q(("stop_hash", ""), _negated=True),
                        fields=["stop_hash"],
                        name="saved_search_stop",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "name"), name="saved_search_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", ["never", "daily", "weekly"])),
                        name="saved_search_rhythm_known",
                    ),
                ],
            },
        ),
    ]
