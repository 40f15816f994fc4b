import datetime as dt

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Municipality"),
                            ("company", "Company"),
                            ("university", "University"),
                            ("public_body", "Other public body"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("business_id", models.CharField(blank=True, max_length=9)),
                ("website", models.URLField(blank=True)),
                (
                    "is_verified",
                    models.BooleanField(default=False, help_text="Known to be who they say: sees confidential parts."),
                ),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "industry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.industry",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="places.municipality",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["municipality", "company", "university", "public_body"])),
                        name="organisation_kind_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "company"), models.Q(("business_id", ""), _negated=True)),
                        fields=("business_id",),
                        name="company_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "municipality"), _negated=True),
                            ("municipality__isnull", False),
                            _connector="OR",
                        ),
                        name="municipality_has_a_place",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "municipality")),
                        fields=("municipality",),
                        name="one_tenant_per_municipality",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("owner", "Owner"),
                                ("editor", "Editor"),
                                ("viewer", "Viewer"),
                                ("coordinator", "Coordinator"),
                                ("curator", "Curator"),
                                ("teacher", "Teacher"),
                                ("student", "Student"),
                                ("project_manager", "Project manager"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="What the person does there, in their own words.", max_length=120
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        default=mint.clock.now, help_text="When an owner last said that the person belongs here."
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(help_text="When the owners were last asked to confirm it.", null=True),
                ),
                (
                    "paused_at",
                    models.DateTimeField(
                        help_text="Nobody confirmed it in time: access waits for an owner.", null=True
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "organisation"), name="one_membership_each"),
                    models.CheckConstraint(
                        condition=models.Q(("roles", []), _negated=True), name="membership_has_a_role"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paused_at__isnull", True),
                            models.Q(("asked_at__gt", models.F("confirmed_at")), ("asked_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="membership_paused_when_asked_in_vain",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="JoinRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for an answer"),
                            ("accepted", "Accepted as a member"),
                            ("declined", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("message", models.TextField(blank=True, max_length=1000)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        help_text="Who accepted or declined; nobody, where the asker withdrew.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "accepted", "declined", "withdrawn"])),
                        name="join_request_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "waiting")),
                            models.Q(
                                ("decided_at__isnull", False), ("decided_by__isnull", True), ("state", "withdrawn")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ("accepted", "declined")),
                            ),
                            _connector="OR",
                        ),
                        name="join_request_decided_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("organisation", "asker"),
                        name="one_waiting_join_request",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("email", models.EmailField(max_length=254)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("owner", "Owner"),
                                ("editor", "Editor"),
                                ("viewer", "Viewer"),
                                ("coordinator", "Coordinator"),
                                ("curator", "Curator"),
                                ("teacher", "Teacher"),
                                ("student", "Student"),
                                ("project_manager", "Project manager"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="tenancy.organisation",
                    ),
                ),
            ],
        ),
        mint.isolation.operations.AddTable(
            name="EmergencyAccess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("reason", models.TextField(max_length=500)),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(help_text="When the owners were written to.", null=True)),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emergencies",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["operator", "expires_at"], name="emergency_of_operator")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_at__gt", models.F("created_at")),
                            (
                                "expires_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("created_at"), "+", models.Value(dt.timedelta(seconds=3600))
                                ),
                            ),
                        ),
                        name="emergency_is_short",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("ended_at__gte", models.F("created_at")), _connector="OR"
                        ),
                        name="emergency_ends_after_it_began",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("operator",),
                        name="one_emergency_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S.{8,}\\S")), name="emergency_has_a_reason"
                    ),
                ],
            },
        ),
    ]
