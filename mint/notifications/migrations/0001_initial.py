import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
        ("tenancy", "0002_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("source", models.UUIDField(help_text="The event told of: the same is told to nobody twice.")),
                ("kind", models.CharField(max_length=80)),
                ("text", models.CharField(max_length=300)),
                ("path", models.CharField(blank=True, max_length=300)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["user", "-id"], name="notification_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "source"), name="told_once"),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="false",
                        name="notification_isolated",
                        read="user_id = (SELECT mint.my_user())",
                        update="user_id = (SELECT mint.my_user())",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                (
                    "has_names",
                    models.BooleanField(
                        default=False, help_text="Does it tell what a duty is about, and not only that it is?"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("token_hash", ""), _negated=True), name="calendar_feed_has_address"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="user_id = (SELECT mint.my_user())",
                        insert="user_id = (SELECT mint.my_user())",
                        name="calendar_feed_isolated",
                        read="(user_id = (SELECT mint.my_user()) OR token_hash = NULLIF(current_setting('mint.link', true), ''))",
                        update="user_id = (SELECT mint.my_user())",
                    ),
                ],
            },
        ),
    ]
