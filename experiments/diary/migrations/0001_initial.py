import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.files.models
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("experiments", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="DiaryNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("noted_on", models.DateField()),
                ("text", models.TextField(max_length=4000)),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("form_key", models.UUIDField(help_text="Of the form it was written in: a double click makes one.")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="diary", to="experiments.experiment"
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
                "ordering": ["-noted_on", "-id"],
                "indexes": [models.Index(fields=["experiment", "-noted_on", "-id"], name="diary_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="diary_note_tenant"),
                    models.UniqueConstraint(fields=("experiment", "form_key"), name="diary_note_once_per_form"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="diary_note_says_something"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="diary_note_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="((author_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))) OR organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]))",
                        insert="(author_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
                        name="diary_note_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[])))",
                        update="(author_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="DiaryFile",
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
                    "alt",
                    models.CharField(
                        blank=True, help_text="What a picture shows, for who does not see it.", max_length=300
                    ),
                ),
                ("width", models.PositiveIntegerField(blank=True, help_text="Of a picture, in pixels.", null=True)),
                ("height", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="diary_files",
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
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="diary.diarynote"
                    ),
                ),
                (
                    "form_key",
                    models.UUIDField(
                        editable=False, help_text="Of the form that sent it: a double click is one.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content_type__startswith", "image/"), _negated=True),
                            models.Q(
                                models.Q(("alt", ""), _negated=True),
                                ("height__isnull", False),
                                ("width__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="diary_picture_has_words",
                    ),
                    models.UniqueConstraint(fields=("note", "form_key"), name="diary_file_once_per_form"),
                    mint.isolation.constraints.TenantKey(
                        name="diary_file_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="diary_file_of_own_note", organisation="organisation", parent="note"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="((uploaded_by_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))) OR organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]))",
                        insert="(uploaded_by_id = (SELECT mint.my_user()) AND EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))) AND EXISTS (SELECT 1 FROM diary_diarynote parent WHERE parent.id = note_id AND parent.author_id = (SELECT mint.my_user())))",
                        name="diary_file_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[])))",
                        update="false",
                    ),
                ],
            },
        ),
    ]
