import uuid

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
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("team", "Owner's team"),
                            ("evaluators", "Evaluators"),
                            ("parties", "Parties"),
                            ("everyone", "Everyone"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=4000)),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("edited_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "removed_reason",
                    models.CharField(
                        blank=True, help_text="Of a moderator, shown in the text's place.", max_length=300
                    ),
                ),
                (
                    "form_key",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Of the form it was written in: a double click makes one."
                    ),
                ),
                (
                    "acting_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
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
                    "project",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id", "-id"], name="comment_of_subject"),
                    models.Index(fields=["author", "-created_at"], name="comment_by_author"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="comment_tenant"),
                    models.UniqueConstraint(fields=("author", "form_key"), name="comment_once_per_form"),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["team", "evaluators", "parties", "everyone"])),
                        name="comment_audience_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("removed_at__isnull", True), ("text", ""), _connector="OR"),
                        name="comment_removed_keeps_no_text",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Following",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("all", "Every new comment"),
                            ("mentions", "Only when I am mentioned"),
                            ("nothing", "Nothing"),
                        ],
                        default="all",
                        max_length=10,
                    ),
                ),
                (
                    "told_at",
                    models.DateTimeField(help_text="When the last message of new comments was written.", null=True),
                ),
                (
                    "told_of_id",
                    models.BigIntegerField(default=0, help_text="The newest comment that a message has told of."),
                ),
                ("waiting_since", models.DateTimeField(help_text="A message of what is new is on its way.", null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject_type", "subject_id"], name="following_of_subject")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "subject_type", "subject_id"), name="followed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["all", "mentions", "nothing"])), name="following_mode_known"
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="discussion.comment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("comment", "user"), name="mentioned_once")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("written_at", models.DateTimeField(help_text="Since when it said this.")),
                ("text", models.TextField(blank=True, max_length=4000)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="discussion.comment"
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
                "ordering": ["-id"],
            },
        ),
    ]
