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
        ("places", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="CuratorNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("text", models.TextField(max_length=4000)),
                ("form_key", models.UUIDField(help_text="Of the form it was written in: a double click writes one.")),
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
                    "challenge",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="curators_notes",
                        to="challenges.challenge",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["challenge", "-id"], name="note_of_challenge")],
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "author", "form_key"), name="note_once_per_form"),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="note_says_something"),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="ReplyText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.SlugField(blank=True, help_text="Of a built-in text.", max_length=40)),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("returned", "Returned for completing"),
                            ("withdrawn", "Withdrawn"),
                            ("not_solved", "Not solved"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name_fi", models.CharField(blank=True, max_length=80)),
                ("name_sv", models.CharField(blank=True, max_length=80)),
                ("name_en", models.CharField(blank=True, max_length=80)),
                ("text_fi", models.TextField(blank=True, max_length=1500)),
                ("text_sv", models.TextField(blank=True, max_length=1500)),
                ("text_en", models.TextField(blank=True, max_length=1500)),
                (
                    "form_key",
                    models.UUIDField(help_text="Of the form it was written in: a double click makes one.", null=True),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply_texts",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["occasion", "organisation_id", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "form_key"), name="reply_once_per_form"),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation", None)), fields=("key",), name="reply_built_in_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("occasion__in", ["returned", "withdrawn", "not_solved"])),
                        name="reply_occasion_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), ("organisation__isnull", False)),
                            models.Q(("organisation", None), models.Q(("key", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="reply_built_in_or_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("name_fi", ""), _negated=True), models.Q(("text_fi", ""), _negated=True)
                            ),
                            models.Q(("name_fi", ""), ("text_fi", "")),
                            _connector="OR",
                        ),
                        name="reply_whole_in_fi",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("name_sv", ""), _negated=True), models.Q(("text_sv", ""), _negated=True)
                            ),
                            models.Q(("name_sv", ""), ("text_sv", "")),
                            _connector="OR",
                        ),
                        name="reply_whole_in_sv",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("name_en", ""), _negated=True), models.Q(("text_en", ""), _negated=True)
                            ),
                            models.Q(("name_en", ""), ("text_en", "")),
                            _connector="OR",
                        ),
                        name="reply_whole_in_en",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("name_fi", ""), _negated=True), models.Q(("text_fi", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("name_sv", ""), _negated=True), models.Q(("text_sv", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("name_en", ""), _negated=True), models.Q(("text_en", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="reply_in_some_language",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Screening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("looked_at", "Being looked at"),
                            ("owner", "Waits for the owner"),
                            ("ready", "Ready to publish"),
                        ],
                        default="new",
                        max_length=20,
                    ),
                ),
                (
                    "staged_at",
                    models.DateTimeField(help_text="A stage from before the newest sending counts no more.", null=True),
                ),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("personal", "Personal data in the text"),
                                ("procurement", "Procurement question"),
                                ("outside", "Outside the scope"),
                                ("duplicate", "Perhaps here already"),
                                ("urgent", "Urgent"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "challenge",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="screening",
                        to="challenges.challenge",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["assignee", "challenge"], name="screening_by_assignee")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["new", "looked_at", "owner", "ready"])),
                        name="screening_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("flags__contained_by", ["personal", "procurement", "outside", "duplicate", "urgent"])
                        ),
                        name="screening_flags_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage", "new"), ("staged_at__isnull", False), _connector="OR"),
                        name="screening_stage_since_when",
                    ),
                ],
            },
        ),
    ]
