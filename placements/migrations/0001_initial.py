import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.files.models
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("challenges", "0001_initial"),
        ("experiments", "0001_initial"),
        ("places", "0001_initial"),
        ("projects", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("open", "Open"),
                            ("filled", "Filled"),
                            ("agreement", "Being agreed"),
                            ("running", "Running"),
                            ("finished", "Finished"),
                            ("archived", "Archived"),
                            ("lapsed", "Not filled"),
                            ("interrupted", "Interrupted"),
                            ("cancelled", "Cancelled"),
                        ],
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("internship", "Internship"),
                            ("thesis", "Thesis"),
                            ("masters_thesis", "Master's thesis"),
                            ("project_work", "Project work"),
                            ("job", "Job"),
                            ("summer_job", "Summer job"),
                            ("apprenticeship", "Apprenticeship"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("slug", models.SlugField(default="paikka", max_length=80)),
                ("unit", models.CharField(blank=True, max_length=120)),
                ("tasks", models.TextField(blank=True, max_length=4000)),
                ("goals", models.TextField(blank=True, max_length=2000)),
                ("field", models.CharField(blank=True, max_length=120)),
                ("credits", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("hours", models.PositiveIntegerField(blank=True, null=True)),
                ("weeks", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("is_paid", models.BooleanField(default=False)),
                ("pay_basis", models.CharField(blank=True, max_length=200)),
                ("remote_percent", models.PositiveSmallIntegerField(default=0)),
                ("places", models.PositiveSmallIntegerField(default=1)),
                ("fte", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                ("apply_by", models.DateField(blank=True, null=True)),
                ("housing_help", models.CharField(blank=True, max_length=300)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                    "challenge",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="challenges.challenge",
                    ),
                ),
                (
                    "experiment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="experiments.experiment",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="places.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["apply_by", "id"], name="placement_open"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("state__in", ("open", "filled", "agreement", "running", "finished", "archived"))
                        ),
                        fields=["-published_at", "-id"],
                        name="placement_newest",
                    ),
                    models.Index(fields=["municipality", "state", "-id"], name="placement_by_place"),
                    models.Index(fields=["organisation", "-id"], name="placement_by_owner"),
                    models.Index(fields=["project", "state"], name="placement_by_project"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="placement_tenant"),
                    models.UniqueConstraint(fields=("organisation", "once"), name="placement_made_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "in_review",
                                    "open",
                                    "filled",
                                    "agreement",
                                    "running",
                                    "finished",
                                    "archived",
                                    "lapsed",
                                    "interrupted",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="placement_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "internship",
                                    "thesis",
                                    "masters_thesis",
                                    "project_work",
                                    "job",
                                    "summer_job",
                                    "apprenticeship",
                                ],
                            )
                        ),
                        name="placement_kind_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("places__gte", 1)), name="placement_has_places"),
                    models.CheckConstraint(
                        condition=models.Q(("remote_percent__lte", 100)), name="placement_remote_is_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="placement_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    (
                                        "open",
                                        "filled",
                                        "agreement",
                                        "running",
                                        "finished",
                                        "archived",
                                        "in_review",
                                        "lapsed",
                                        "interrupted",
                                    ),
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("title", ""), _negated=True),
                                models.Q(("tasks", ""), _negated=True),
                                ("apply_by__isnull", False),
                                ("starts_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="placement_submitted_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "cancelled")), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="placement_sent_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("open", "filled", "agreement", "running", "finished", "archived")),
                                _negated=True,
                            ),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="placement_public_has_a_date",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("shortlisted", "Shortlisted"),
                            ("chosen", "Chosen"),
                            ("reserve", "In reserve"),
                            ("not_chosen", "Not chosen"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, help_text="As the applicant wants to be called.", max_length=120),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("motivation", models.TextField(blank=True, max_length=3000)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="What the host wants to say to the applicant.", max_length=1000
                    ),
                ),
                ("report", models.TextField(blank=True, max_length=6000)),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                ("credits_confirmed", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("credits_confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="applications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="applications",
                        to="placements.placement",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "state", "-id"], name="application_by_host"),
                    models.Index(fields=["school", "-id"], name="application_by_school"),
                    models.Index(fields=["decided_at"], name="application_by_choice"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="application_tenant"),
                    models.UniqueConstraint(fields=("placement", "applicant"), name="application_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "shortlisted",
                                    "chosen",
                                    "reserve",
                                    "not_chosen",
                                    "accepted",
                                    "declined",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="application_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "draft"), ("submitted_at__isnull", False), _connector="OR"),
                        name="application_submitted_has_a_date",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="ApplicationAttachment",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="placements.application",
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
            ],
            options={
                "ordering": ["id"],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Supervisor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "placement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supervisor",
                        to="placements.placement",
                    ),
                ),
            ],
        ),
        mint.isolation.operations.AddTable(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "party",
                    models.CharField(
                        choices=[("host", "Host"), ("student", "Student"), ("school", "University")], max_length=20
                    ),
                ),
                ("terms_hash", models.CharField(max_length=64)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="placements.application",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "constraints": [
                    models.UniqueConstraint(fields=("application", "party"), name="confirmed_once_by_each"),
                    models.CheckConstraint(
                        condition=models.Q(("party__in", ["host", "student", "school"])),
                        name="confirmation_party_known",
                    ),
                ],
            },
        ),
    ]
