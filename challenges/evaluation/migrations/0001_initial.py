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
        ("places", "0001_initial"),
        ("projects", "0001_initial"),
        ("proposals", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("prepared", "In preparation"), ("released", "Released")],
                        default="prepared",
                        max_length=20,
                    ),
                ),
                ("reasons", models.TextField(blank=True, max_length=2000)),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="challenges.challenge"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="decision_tenant"),
                    models.UniqueConstraint(fields=("challenge",), name="decision_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["prepared", "released"])), name="decision_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("released_at__isnull", False), ("state", "released")),
                            models.Q(("released_at__isnull", True), ("state", "prepared")),
                            _connector="OR",
                        ),
                        name="decision_released_has_time",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Memo",
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
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("sha256", models.CharField(max_length=64)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memos", to="evaluation.decision"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
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
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "language"), name="memo_once_in_a_language")
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("open", "Under way"), ("closed", "Ended")],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("shows_names", models.BooleanField(default=False)),
                (
                    "shows_others",
                    models.CharField(
                        choices=[("always", "Always"), ("after_own", "After scoring it oneself"), ("never", "Never")],
                        default="after_own",
                        max_length=12,
                    ),
                ),
                ("least_reviews", models.PositiveSmallIntegerField(default=2)),
                ("seed", models.PositiveIntegerField()),
                (
                    "reminded_on",
                    models.DateField(help_text="The calendar has reminded on this day already.", null=True),
                ),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="challenges.challenge"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation phase",
                "verbose_name_plural": "evaluation phases",
                "ordering": ["opens_on", "id"],
                "indexes": [models.Index(fields=["challenge", "opens_on", "id"], name="phase_of_challenge")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="phase_tenant"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("challenge",), name="phase_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "open", "closed"])), name="phase_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shows_others__in", ["always", "after_own", "never"])),
                        name="phase_sharing_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="phase_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("least_reviews__gte", 2), ("least_reviews__lte", 10)),
                        name="phase_reviews_in_reason",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Evaluator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("token_hash", models.CharField(blank=True, max_length=64)),
                ("expires_at", models.DateTimeField()),
                ("declared_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="challenges.challenge"
                    ),
                ),
                (
                    "invited_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evaluators", to="evaluation.phase"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["user", "expires_at"], name="evaluator_of_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="evaluator_tenant"),
                    models.UniqueConstraint(fields=("phase", "user"), name="evaluator_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("token_hash", ""), _negated=True),
                        fields=("token_hash",),
                        name="evaluator_link_once",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("team", "belongs to the proposing team"),
                            ("company", "has a role in the proposer's or the owner's organisation"),
                            ("employer", "has an organisation in common with the proposers"),
                            ("joint_work", "has worked together with the proposer"),
                            ("declared", "said so"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True, help_text="What the evaluator wrote of it.", max_length=1000)),
                (
                    "waiver",
                    models.TextField(blank=True, help_text="Why the person may score in spite of it.", max_length=1000),
                ),
                ("waived_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="proposals.proposal"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "waived_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conflicts", to="evaluation.phase"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("phase", "user", "proposal"), name="conflict_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["team", "company", "employer", "joint_work", "declared"])),
                        name="conflict_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("waived_at__isnull", True), ("waiver", "")),
                            models.Q(models.Q(("waiver", ""), _negated=True), ("waived_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="conflict_waived_says_why",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("given", "Not finished"),
                            ("submitted", "Finished"),
                            ("conflicted", "Conflict of interest"),
                            ("removed", "Taken off"),
                        ],
                        default="given",
                        max_length=20,
                    ),
                ),
                ("is_manual", models.BooleanField(default=False, help_text="Given by hand, not by the allocation.")),
                ("saved_at", models.DateTimeField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="challenges.challenge"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="proposals.proposal"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "evaluator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="evaluation.evaluator",
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="evaluation.phase"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["user", "state"], name="assignment_of_person"),
                    models.Index(fields=["phase", "proposal"], name="assignment_of_proposal"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="assignment_tenant"),
                    models.UniqueConstraint(fields=("phase", "user", "proposal"), name="assignment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["given", "submitted", "conflicted", "removed"])),
                        name="assignment_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="assignment_submitted_has_time",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("points", models.PositiveSmallIntegerField(null=True)),
                ("reason", models.TextField(blank=True, max_length=2000)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="evaluation.assignment"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.criterion"
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
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("assignment", "criterion"), name="score_once"),
                    models.CheckConstraint(
                        condition=models.Q(("points__isnull", True), ("points__lte", 5), _connector="OR"),
                        name="score_within_scale",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("selected", "Selected"), ("reserve", "In reserve"), ("not_selected", "Not selected")],
                        max_length=20,
                    ),
                ),
                ("feedback", models.TextField(blank=True, max_length=4000)),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="evaluation.decision"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verdict", to="proposals.proposal"
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposer_organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "selected", "reserve", "not_selected"])),
                        name="verdict_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at__isnull", True),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True), models.Q(("feedback", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="verdict_released_is_complete",
                    ),
                ],
            },
        ),
    ]
