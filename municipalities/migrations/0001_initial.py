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
            name="MunicipalityProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("lead", models.CharField(blank=True, max_length=300)),
                ("intro", models.TextField(blank=True, max_length=3000)),
                ("contact", models.CharField(blank=True, max_length=160)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("website", models.URLField(blank=True, max_length=400)),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="profile", to="places.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="municipality_profile",
                        to="tenancy.organisation",
                    ),
                ),
            ],
        ),
        mint.isolation.operations.AddTable(
            name="AttractionFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("archived", "Archived")],
                        default="draft",
                        max_length=20,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("work", "Work and enterprise"),
                            ("living", "Living"),
                            ("community", "Community"),
                            ("tourism", "Tourism"),
                            ("participation", "Participation"),
                            ("mobility", "Mobility"),
                            ("nature", "Nature"),
                            ("services", "Services"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True, max_length=2000)),
                ("indicator", models.CharField(blank=True, max_length=120)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("baseline", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("target", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("value", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("value_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("source_url", models.URLField(blank=True, max_length=400)),
                (
                    "licence",
                    models.CharField(
                        choices=[("cc_by", "CC BY 4.0"), ("cc0", "CC0 1.0"), ("other", "Other terms, see the source")],
                        default="cc_by",
                        max_length=20,
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("next_check_on", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Of the form it came from: sent twice, it makes one row."
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="factors", to="places.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="factors", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factors",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "published")),
                        fields=["municipality", "category", "id"],
                        name="factor_by_place",
                    ),
                    models.Index(fields=["organisation", "-id"], name="factor_by_owner"),
                    models.Index(fields=["project", "state"], name="factor_by_project"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="factor_tenant"),
                    models.UniqueConstraint(fields=("organisation", "once"), name="factor_made_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "published", "archived"])), name="factor_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "work",
                                    "living",
                                    "community",
                                    "tourism",
                                    "participation",
                                    "mobility",
                                    "nature",
                                    "services",
                                ],
                            )
                        ),
                        name="factor_category_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                models.Q(("indicator", ""), _negated=True),
                                models.Q(("unit", ""), _negated=True),
                                models.Q(("source", ""), _negated=True),
                                ("baseline__isnull", False),
                                ("checked_on__isnull", False),
                                ("target__isnull", False),
                                ("next_check_on__isnull", False),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="factor_published_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("value_on__isnull", False), _connector="OR"),
                        name="factor_value_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_check_on__isnull", True),
                            ("next_check_on__gt", models.F("checked_on")),
                            _connector="OR",
                        ),
                        name="factor_next_check_is_later",
                    ),
                ],
            },
        ),
    ]
