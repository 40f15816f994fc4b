import uuid

from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("not_before", models.DateTimeField(default=mint.clock.now)),
                (
                    "undo_key",
                    models.UUIDField(db_index=True, help_text="The audit entry whose undo cancels this.", null=True),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("task", models.CharField(max_length=100)),
                ("arguments", models.JSONField(default=dict)),
                ("actor_id", models.BigIntegerField(help_text="As whom it runs; empty: as the system.", null=True)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None), ("failed_at", None)),
                        fields=["not_before"],
                        name="job_due",
                    )
                ],
                "constraints": [
                    mint.isolation.constraints.Isolated(
                        delete="false", insert="true", name="outbox_job_isolated", read="false", update="false"
                    )
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("not_before", models.DateTimeField(default=mint.clock.now)),
                (
                    "undo_key",
                    models.UUIDField(db_index=True, help_text="The audit entry whose undo cancels this.", null=True),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("kind", models.CharField(max_length=80)),
                ("to", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None), ("failed_at", None)),
                        fields=["not_before"],
                        name="mail_due",
                    )
                ],
                "constraints": [
                    mint.isolation.constraints.Isolated(
                        delete="false", insert="true", name="outbox_mail_isolated", read="false", update="false"
                    )
                ],
            },
        ),
    ]
