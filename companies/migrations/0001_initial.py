import django.db.models.deletion
from django.db import migrations, models

import mint.clock
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0001_initial"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="CompanyProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company_form",
                    models.CharField(
                        choices=[
                            ("oy", "Limited company"),
                            ("tmi", "Sole trader"),
                            ("ky", "Limited partnership"),
                            ("ay", "General partnership"),
                            ("osk", "Cooperative"),
                            ("other", "Other form"),
                        ],
                        default="oy",
                        max_length=10,
                    ),
                ),
                ("employees", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "turnover",
                    models.DecimalField(
                        blank=True, decimal_places=2, help_text="EUR a year.", max_digits=12, null=True
                    ),
                ),
                (
                    "balance",
                    models.DecimalField(
                        blank=True, decimal_places=2, help_text="EUR, total.", max_digits=12, null=True
                    ),
                ),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("micro", "Micro-enterprise"),
                            ("small", "Small enterprise"),
                            ("medium", "Medium-sized enterprise"),
                            ("large", "Large enterprise"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("description", models.TextField(blank=True, max_length=2000)),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("is_listed", models.BooleanField(default=False, help_text="Agreed to be in the public directory.")),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="profile", to="tenancy.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_listed", True)), fields=["organisation"], name="profile_listed"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__in", ["", "micro", "small", "medium", "large"])),
                        name="company_size_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("company_form__in", ["oy", "tmi", "ky", "ay", "osk", "other"])),
                        name="company_form_known",
                    ),
                ],
            },
        ),
    ]
