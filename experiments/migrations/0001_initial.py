import datetime as dt

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import experiments.models.dates
import mint.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("challenges", "0001_initial"),
        ("matching", "0001_initial"),
        ("places", "0001_initial"),
        ("projects", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Experiment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("planning", "Being planned"),
                            ("in_review", "Plan in review"),
                            ("approved", "Plan approved"),
                            ("running", "Running"),
                            ("paused", "Paused"),
                            ("evaluating", "In evaluation"),
                            ("decided", "Decided"),
                            ("follow_up", "In follow-up"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="idea",
                        max_length=20,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("slug", models.SlugField(default="kokeilu", max_length=80)),
                ("hypothesis", models.TextField(blank=True, max_length=2000)),
                ("population", models.TextField(blank=True, help_text="With whom and where.", max_length=1000)),
                ("guardrail", models.CharField(blank=True, help_text="What must not get worse.", max_length=300)),
                ("roles", models.TextField(blank=True, help_text="Who does what.", max_length=1000)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "ethics",
                    models.JSONField(blank=True, default=dict, help_text="The key of each fixed question: yes or no."),
                ),
                ("personal_data", models.BooleanField(blank=True, null=True)),
                (
                    "consent_text",
                    models.TextField(blank=True, help_text="Consent and impact assessment.", max_length=4000),
                ),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("none", "Not public: only people who have signed in see it"),
                            ("summary", "Summary: stage, result and lessons"),
                            ("open", "Open: also the measurements"),
                        ],
                        default="summary",
                        max_length=10,
                    ),
                ),
                ("plan", models.JSONField(blank=True, help_text="As it was when it was sent to review.", null=True)),
                ("plan_hash", models.CharField(blank=True, max_length=64)),
                ("plan_number", models.PositiveSmallIntegerField(default=0)),
                (
                    "writer_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        help_text="Who has written the plan: none of them approves it.",
                        size=None,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("pause_reason", models.TextField(blank=True, max_length=1000)),
                ("review_on", models.DateField(blank=True, help_text="When a pause is looked at again.", null=True)),
                ("early_stop_reason", models.TextField(blank=True, max_length=1000)),
                ("result", models.TextField(blank=True, max_length=4000)),
                ("learnings", models.TextField(blank=True, max_length=4000)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supported", "The hypothesis is supported"),
                            ("not_supported", "The hypothesis is not supported"),
                            ("inconclusive", "The result is inconclusive"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("scale", "Scale up"),
                            ("develop_on", "Develop on"),
                            ("new_round", "A new round"),
                            ("hand_over", "Hand over"),
                            ("stop", "Stop with learnings"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decision_reason", models.TextField(blank=True, max_length=2000)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "responsible",
                    models.CharField(blank=True, help_text="Who answers in the follow-up.", max_length=120),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "form_key",
                    models.UUIDField(
                        editable=False, help_text="Of the form that made it: sent twice, made once.", null=True
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="experiments",
                        to="challenges.challenge",
                    ),
                ),
                (
                    "match",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="experiments",
                        to="matching.match",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="experiments",
                        to="places.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="experiments",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="experiments",
                        to="projects.project",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("state__in", ("running", "paused", "evaluating", "decided", "follow_up", "closed"))
                        ),
                        fields=["-started_at", "-id"],
                        name="experiment_newest",
                    ),
                    models.Index(fields=["organisation", "-id"], name="experiment_by_owner"),
                    models.Index(fields=["municipality", "state"], name="experiment_by_place"),
                    models.Index(fields=["project", "state"], name="experiment_by_project"),
                    models.Index(fields=["challenge", "-id"], name="experiment_by_challenge"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="experiment_tenant"),
                    models.UniqueConstraint(fields=("organisation", "form_key"), name="experiment_once_per_form"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "idea",
                                    "planning",
                                    "in_review",
                                    "approved",
                                    "running",
                                    "paused",
                                    "evaluating",
                                    "decided",
                                    "follow_up",
                                    "closed",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="experiment_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="experiment_is_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("publication__in", ["none", "summary", "open"])),
                        name="experiment_publication_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "supported", "not_supported", "inconclusive"])),
                        name="experiment_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__in", ["", "scale", "develop_on", "new_round", "hand_over", "stop"])
                        ),
                        name="experiment_decision_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            models.Q(
                                ("ends_on__gt", models.F("starts_on")),
                                (
                                    "ends_on__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("starts_on"), "+", models.Value(dt.timedelta(days=366))
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="experiment_lasts_a_year_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget__isnull", True), ("budget__gte", 0), _connector="OR"),
                        name="experiment_budget_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    (
                                        "in_review",
                                        "approved",
                                        "running",
                                        "paused",
                                        "evaluating",
                                        "decided",
                                        "follow_up",
                                        "closed",
                                    ),
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("hypothesis", ""), _negated=True),
                                models.Q(("plan_hash", ""), _negated=True),
                                ("budget__isnull", False),
                                ("ends_on__isnull", False),
                                ("personal_data__isnull", False),
                                ("plan__isnull", False),
                                ("starts_on__isnull", False),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="experiment_reviewed_has_plan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    ("approved", "running", "paused", "evaluating", "decided", "follow_up", "closed"),
                                ),
                                _negated=True,
                            ),
                            models.Q(("approved_at__isnull", False), ("approver__isnull", False)),
                            _connector="OR",
                        ),
                        name="experiment_approved_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            models.Q(
                                models.Q(
                                    ("author__isnull", True),
                                    models.Q(("approver", models.F("author")), _negated=True),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("submitted_by__isnull", True),
                                    models.Q(("approver", models.F("submitted_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="experiment_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            models.Q(("writer_ids__contains", [models.F("approver")]), _negated=True),
                            _connector="OR",
                        ),
                        name="experiment_writers_do_not_approve",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("running", "paused", "evaluating", "decided", "follow_up", "closed")),
                                _negated=True,
                            ),
                            ("started_at__isnull", False),
                            _connector="OR",
                        ),
                        name="experiment_shown_has_begun",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "paused"), _negated=True),
                            models.Q(models.Q(("pause_reason", ""), _negated=True), ("review_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="experiment_paused_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("evaluating", "decided", "follow_up", "closed")), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="experiment_evaluated_has_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("decided", "follow_up", "closed")), _negated=True),
                            models.Q(
                                models.Q(("learnings", ""), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("decision", ""), _negated=True),
                                models.Q(("decision_reason", ""), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="experiment_decided_has_decision",
                    ),
                ],
            },
            bases=(experiments.models.dates.Dated, models.Model),
        ),
        migrations.CreateModel(
            name="ExperimentParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="experiments.experiment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="experiment_parts",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "experiment parties",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("experiment", "party"), name="experiment_party_once"),
                    models.CheckConstraint(
                        condition=models.Q(("party", models.F("organisation")), _negated=True),
                        name="experiment_party_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Metric",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("name", models.CharField(max_length=120)),
                ("unit", models.CharField(max_length=30)),
                (
                    "direction",
                    models.CharField(
                        choices=[("up", "The value should rise"), ("down", "The value should fall")],
                        default="up",
                        max_length=10,
                    ),
                ),
                ("baseline", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("baseline_on", models.DateField(blank=True, null=True)),
                ("baseline_source", models.CharField(blank=True, max_length=200)),
                ("target", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("is_primary", models.BooleanField(default=False)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="metrics", to="experiments.experiment"
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
                "ordering": ["-is_primary", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="metric_tenant"),
                    models.UniqueConstraint(fields=("experiment", "name"), name="metric_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("unit", ""), _negated=True)
                        ),
                        name="metric_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["up", "down"])), name="metric_direction_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("baseline__isnull", True), ("baseline_on__isnull", True)),
                            models.Q(("baseline__isnull", False), ("baseline_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="metric_baseline_has_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("measured_on", models.DateField()),
                ("value", models.DecimalField(decimal_places=6, max_digits=18)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "source",
                    models.CharField(
                        choices=[("entered", "Entered by hand"), ("imported", "Imported")],
                        default="entered",
                        max_length=10,
                    ),
                ),
                ("is_current", models.BooleanField(default=True)),
                (
                    "entered_by",
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
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="experiments.measurement",
                    ),
                ),
                (
                    "metric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measurements",
                        to="experiments.metric",
                    ),
                ),
            ],
            options={
                "ordering": ["measured_on", "id"],
                "indexes": [models.Index(fields=["metric", "measured_on"], name="measurement_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("metric", "measured_on"),
                        name="measurement_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["entered", "imported"])), name="measurement_source_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True),
                            models.Q(("replaces", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="measurement_replaces_another",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="measurement_of_organisation"),
                ],
            },
        ),
    ]
