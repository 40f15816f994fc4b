import uuid

import django.contrib.postgres.fields
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
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=80)),
                ("question", models.TextField(max_length=500)),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        help_text="Of a hundred, together with the others of its challenge."
                    ),
                ),
                (
                    "anchors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(blank=True, max_length=200),
                        default=list,
                        help_text="What 0, 1, … 5 points mean.",
                        size=6,
                    ),
                ),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="challenges.challenge"
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
                "ordering": ["position", "id"],
                "indexes": [models.Index(fields=["challenge", "position", "id"], name="criterion_in_order")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="criterion_tenant"),
                    models.UniqueConstraint(fields=("challenge", "id"), name="criterion_of_challenge"),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 100)), name="criterion_weight_is_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("question", ""), _negated=True)
                        ),
                        name="criterion_is_worded",
                    ),
                    models.CheckConstraint(condition=models.Q(("anchors__len", 6)), name="criterion_has_anchors"),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Proposal",
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
                            ("rejected", "Rejected in the formal check"),
                            ("evaluated", "Evaluated"),
                            ("selected", "Selected"),
                            ("reserve", "In reserve"),
                            ("not_selected", "Not selected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                (
                    "challenge_title",
                    models.CharField(
                        help_text="As it was answered: a withdrawn one is not shown any more.", max_length=120
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "Company or other organisation"),
                            ("team", "Team"),
                            ("person", "One person"),
                        ],
                        max_length=10,
                    ),
                ),
                ("team_name", models.CharField(blank=True, max_length=120)),
                ("title", models.CharField(blank=True, max_length=120)),
                ("summary", models.TextField(blank=True, max_length=2000)),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=120)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("working", models.JSONField(blank=True, default=dict, help_text="What is written and not yet sent.")),
                (
                    "submissions",
                    models.PositiveSmallIntegerField(default=0, help_text="How many times it was sent: its versions."),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("checked_at", models.DateTimeField(blank=True, help_text="Of the formal check.", null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.TextField(blank=True, help_text="Why it was rejected in the formal check.", max_length=2000),
                ),
                (
                    "form_key",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Of the form it was begun in: a double click makes one."
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="challenges.challenge"
                    ),
                ),
                (
                    "challenge_municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "challenge_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "challenge_project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["challenge", "state", "submitted_at", "id"], name="proposal_to_challenge"),
                    models.Index(fields=["organisation", "-id"], name="proposal_by_organisation"),
                    models.Index(fields=["author", "-id"], name="proposal_by_author"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "id"), name="proposal_of_challenge"),
                    models.UniqueConstraint(fields=("author", "form_key"), name="proposal_once_per_form"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "shortlisted",
                                    "rejected",
                                    "evaluated",
                                    "selected",
                                    "reserve",
                                    "not_selected",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="proposal_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["company", "team", "person"])), name="proposal_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "company"), ("organisation__isnull", False)),
                            models.Q(("kind", "person"), ("organisation__isnull", True)),
                            ("kind", "team"),
                            _connector="OR",
                        ),
                        name="proposal_kind_has_its_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                models.Q(("title", ""), _negated=True),
                                models.Q(("summary", ""), _negated=True),
                                ("submissions__gte", 1),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_sent_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "rejected"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_rejected_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", models.F("challenge_organisation")), _negated=True),
                        name="proposal_to_others",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("text", models.TextField(max_length=4000)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="challenges.challenge"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="proposals.criterion"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="proposals.proposal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "criterion"), name="answer_once_per_criterion")
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="ProposalAttachment",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="proposals.proposal"
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
            name="ProposalMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="proposals.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        mint.isolation.operations.AddTable(
            name="ProposalVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="proposals.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("proposal", "number"), name="version_number_once")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1, help_text="Of the call and its criteria together.")),
                (
                    "is_sealed",
                    models.BooleanField(default=False, help_text="Until it is over not even their number is shown."),
                ),
                (
                    "feedback_days",
                    models.PositiveSmallIntegerField(
                        default=42,
                        help_text="Each proposer is answered this many days after the deadline at the latest.",
                    ),
                ),
                (
                    "challenge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="call", to="challenges.challenge"
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
                    models.UniqueConstraint(fields=("organisation", "id"), name="call_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("feedback_days__gte", 1), ("feedback_days__lte", 365)),
                        name="call_answers_in_a_year",
                    ),
                ],
            },
        ),
    ]
