import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
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
            name="Key",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("name", models.CharField(help_text="Of the device.", max_length=80)),
                (
                    "metric_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("ending", models.CharField(help_text="The last letters of the key, to know it by.", max_length=4)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sensor_keys",
                        to="experiments.experiment",
                    ),
                ),
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
                    "made_for",
                    models.ForeignKey(
                        help_text="For whom its maker acts.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="sensor_key_tenant"),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="sensor_key_is_named"),
                    models.CheckConstraint(
                        condition=models.Q(("metric_ids__len__gt", 0)), name="sensor_key_has_metrics"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))), name="sensor_key_expires_later"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="sensor_key_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(made_by_id = (SELECT mint.my_user()) AND made_for_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])))",
                        name="sensor_key_isolated",
                        read="(token_hash = NULLIF(current_setting('mint.link', true), '') OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_experiments())::bigint[]))",
                        update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[]))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("idempotency_key", models.CharField(max_length=100)),
                ("body_hash", models.CharField(max_length=64)),
                ("answer", models.JSONField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="sensing.key"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["created_at"], name="delivery_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "idempotency_key"), name="delivery_once"),
                    models.CheckConstraint(
                        condition=models.Q(("idempotency_key", ""), _negated=True), name="delivery_is_named"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="delivery_of_own_key", organisation="organisation", parent="key"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM sensing_key parent WHERE parent.id = key_id AND parent.experiment_id = ANY((SELECT mint.my_writable_experiments())::bigint[])))",
                        name="delivery_isolated",
                        read="EXISTS (SELECT 1 FROM sensing_key parent WHERE parent.id = key_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.experiment_id = ANY((SELECT mint.my_experiments())::bigint[])))",
                        update="false",
                    ),
                ],
            },
        ),
    ]
