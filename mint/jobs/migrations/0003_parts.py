import django.db.models.deletion
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0002_policies"),
        ("tenancy", "0004_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="JobPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("step", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="queued",
                        max_length=12,
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("result", models.JSONField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="job",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["started_at"], name="job_by_start"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(fields=("organisation", "id"), name="job_tenant"),
        ),
        migrations.AddField(
            model_name="jobpart",
            name="job",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="jobs.job"),
        ),
        migrations.AddField(
            model_name="jobpart",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenancy.organisation"
            ),
        ),
        migrations.AddIndex(
            model_name="jobpart",
            index=models.Index(fields=["started_at"], name="job_part_by_start"),
        ),
        migrations.AddConstraint(
            model_name="jobpart",
            constraint=models.UniqueConstraint(fields=("job", "step", "key"), name="job_part_once"),
        ),
        migrations.AddConstraint(
            model_name="jobpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "running", "done", "failed", "cancelled"])),
                name="job_part_state_known",
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="jobpart",
            constraint=mint.isolation.constraints.TenantKey(
                name="part_of_own_job", organisation="organisation", parent="job"
            ),
        ),
        mint.isolation.operations.AddRule(
            model_name="jobpart",
            constraint=mint.isolation.constraints.Isolated(
                delete="false",
                insert="false",
                name="job_part_isolated",
                read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                update="false",
            ),
        ),
    ]
