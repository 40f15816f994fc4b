import uuid

import django.contrib.postgres.fields
from django.db import migrations, models

import mint.clock
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(db_index=True, default=mint.clock.now)),
                ("verb", models.CharField(max_length=80)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("actor_id", models.BigIntegerField(null=True)),
                (
                    "actor_name",
                    models.CharField(blank=True, help_text="The name of a system job; people go by id.", max_length=80),
                ),
                ("acting_for_id", models.BigIntegerField(null=True)),
                ("from_state", models.CharField(blank=True, max_length=40)),
                ("to_state", models.CharField(blank=True, max_length=40)),
                ("reason", models.TextField(blank=True)),
                ("data", models.JSONField(default=dict, help_text="Ids and plain values only, no personal data.")),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("organisation_id", models.BigIntegerField(null=True)),
                (
                    "reader_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("municipality_id", models.BigIntegerField(null=True)),
                ("project_id", models.BigIntegerField(null=True)),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id", "-id"], name="entry_subject"),
                    models.Index(fields=["organisation_id", "-created_at", "-id"], name="entry_of_organisation"),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("organisation_id", models.BigIntegerField()),
                ("number", models.BigIntegerField(help_text="From 1 on, without gaps.")),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("digest", models.CharField(help_text="SHA-256 of the one before and of the entry.", max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation_id", "number"), name="seal_has_its_place")
                ],
            },
        ),
    ]
