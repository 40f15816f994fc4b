import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("isolation", "0001_schema_and_privileges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
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
                "constraints": [models.UniqueConstraint(fields=("user", "source"), name="told_once")],
            },
        ),
    ]
