import datetime as dt

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import experiments.models.dates
import mint.clock
import mint.isolation.operations


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
        mint.isolation.operations.AddTable(
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
                (
                    "evidence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Very weak evidence"),
                            (2, "Weak evidence"),
                            (3, "Moderate evidence"),
                            (4, "Strong evidence"),
                        ],
                        help_text="As computed, or as confirmed or lowered from outside.",
                        null=True,
                    ),
                ),
                (
                    "evidence_computed",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Very weak evidence"),
                            (2, "Weak evidence"),
                            (3, "Moderate evidence"),
                            (4, "Strong evidence"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "outcome_computed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supported", "The hypothesis is supported"),
                            ("not_supported", "The hypothesis is not supported"),
                            ("inconclusive", "The result is inconclusive"),
                        ],
                        help_text="By the decision rule of the frozen plan.",
                        max_length=20,
                    ),
                ),
                (
                    "outcome_reason",
                    models.TextField(
                        blank=True, help_text="Why the outcome is not what the rule says.", max_length=1000
                    ),
                ),
                (
                    "aid_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No aid: no company benefits from the experiment"),
                            ("market", "No aid: what a company gives or gets is paid at the market price"),
                            ("de_minimis", "De minimis aid"),
                            ("block_exemption", "Aid under the general block exemption"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "public_summary",
                    models.TextField(blank=True, help_text="What is tried, for everybody.", max_length=1500),
                ),
                (
                    "rights",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Open: anybody may use the results and the data"),
                            ("owner", "The owner’s"),
                            ("maker", "Of whoever makes them; the others may use them"),
                            ("shared", "Shared, as the parties have agreed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "rights_text",
                    models.TextField(blank=True, help_text="What was agreed on rights and data.", max_length=1000),
                ),
                (
                    "rule_across",
                    models.CharField(
                        choices=[
                            ("every", "Every primary metric must be supported"),
                            ("any", "One supported primary metric is enough"),
                        ],
                        default="every",
                        max_length=5,
                    ),
                ),
                (
                    "rule_basis",
                    models.CharField(
                        choices=[
                            ("smallest", "The smallest worthwhile change: the whole interval is beyond it"),
                            ("no_change", "No change: the whole interval is on the better side of it"),
                            ("target", "The target: the whole interval reaches it"),
                        ],
                        default="smallest",
                        max_length=10,
                    ),
                ),
                (
                    "rule_guarded",
                    models.BooleanField(
                        default=True, help_text="A limit that was passed: nothing is supported without a doubt."
                    ),
                ),
                (
                    "contact",
                    models.CharField(blank=True, help_text="The unit or role that answers questions.", max_length=120),
                ),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                (
                    "cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="What it cost, work included; the budget of the plan stays with the parties.",
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cc_by", "CC BY 4.0: free to use, the source is named"),
                            ("cc0", "CC0 1.0: free to use without conditions"),
                            ("ask", "Not licensed: ask the owner before you use more than a citation"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "communication",
                    models.TextField(blank=True, help_text="Who is told what, and when.", max_length=1000),
                ),
                ("funding", models.TextField(blank=True, help_text="Where the money comes from.", max_length=500)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("prototype", "Prototype: an unfinished thing is shown or tried out"),
                            ("service_trial", "Service trial: a service is given in a new way for a while"),
                            ("pilot", "Pilot: a finished solution in real use, in a small way"),
                            ("comparison", "Comparison: several ways side by side"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "recruiting",
                    models.TextField(blank=True, help_text="How those who take part are found.", max_length=1000),
                ),
                (
                    "riskiest",
                    models.TextField(
                        blank=True, help_text="What must be true, and is known the least.", max_length=1000
                    ),
                ),
                (
                    "risks",
                    models.TextField(
                        blank=True, help_text="What may go wrong, and what is done then.", max_length=1500
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome_computed", ""),
                            ("outcome", models.F("outcome_computed")),
                            models.Q(("outcome_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="experiment_overridden_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evidence__isnull", True),
                            models.Q(
                                ("evidence__in", [1, 2, 3, 4]),
                                ("evidence_computed__in", [1, 2, 3, 4]),
                                ("evidence__lte", models.F("evidence_computed")),
                            ),
                            _connector="OR",
                        ),
                        name="experiment_evidence_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rule_basis__in", ["smallest", "no_change", "target"]),
                            ("rule_across__in", ["every", "any"]),
                        ),
                        name="experiment_rule_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("aid_basis__in", ["", "none", "market", "de_minimis", "block_exemption"]),
                            ("rights__in", ["", "open", "owner", "maker", "shared"]),
                        ),
                        name="experiment_aid_and_rights_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                        name="experiment_cost_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("licence__in", ["", "cc_by", "cc0", "ask"])),
                        name="experiment_licence_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "prototype", "service_trial", "pilot", "comparison"])),
                        name="experiment_kind_known",
                    ),
                ],
            },
            bases=(experiments.models.dates.Dated, models.Model),
        ),
        mint.isolation.operations.AddTable(
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
        mint.isolation.operations.AddTable(
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
                (
                    "design",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("before_after", "Before and after: values before the experiment and during it"),
                            ("paired", "Pairs: the same people or objects before and during"),
                            ("comparison", "Comparison group: the own group and another at the same time"),
                            ("did", "Before and after with a comparison group: the difference of the changes"),
                            ("proportions", "Shares: how many of how many"),
                            ("counts", "Counts: how many times in how many days, kilometres or other exposure"),
                            ("its", "A long series with a break: the level against the earlier course"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "effect",
                    models.JSONField(
                        blank=True, help_text="As the worker reckoned it: see `experiments.results`.", null=True
                    ),
                ),
                (
                    "smallest_worthwhile",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Shares in percentage points, counts in per cent.",
                        max_digits=18,
                        null=True,
                    ),
                ),
                (
                    "spread",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="The standard deviation that is expected.",
                        max_digits=18,
                        null=True,
                    ),
                ),
                (
                    "values_version",
                    models.PositiveIntegerField(default=0, help_text="Grows with every value that is written."),
                ),
                (
                    "frequency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("daily", "Every day"),
                            ("weekly", "Every week"),
                            ("fortnightly", "Every two weeks"),
                            ("monthly", "Every month"),
                            ("ends", "At the beginning and at the end only"),
                        ],
                        help_text="How often a value is due; empty: every week.",
                        max_length=12,
                    ),
                ),
                (
                    "limit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Of a guardrail: the value must not get worse than this.",
                        max_digits=18,
                        null=True,
                    ),
                ),
                (
                    "reminded_for",
                    models.DateField(blank=True, help_text="The due day of which one was reminded last.", null=True),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "design__in",
                                ["", "before_after", "paired", "comparison", "did", "proportions", "counts", "its"],
                            )
                        ),
                        name="metric_design_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("smallest_worthwhile__isnull", True), ("smallest_worthwhile__gt", 0), _connector="OR"
                            ),
                            models.Q(("spread__isnull", True), ("spread__gt", 0), _connector="OR"),
                        ),
                        name="metric_change_and_spread_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frequency__in", ["", "daily", "weekly", "fortnightly", "monthly", "ends"])
                        ),
                        name="metric_frequency_known",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
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
                        choices=[("entered", "Entered by hand"), ("imported", "Imported"), ("sensor", "From a sensor")],
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
                (
                    "arm",
                    models.CharField(
                        choices=[
                            ("own", "Own group: where something is tried"),
                            ("comparison", "Comparison group: where nothing is changed"),
                        ],
                        default="own",
                        max_length=10,
                    ),
                ),
                ("out_of", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                (
                    "subject",
                    models.CharField(blank=True, help_text="Which one was measured: a code, no name.", max_length=40),
                ),
                (
                    "measured_at",
                    models.DateTimeField(blank=True, help_text="The moment of that day, where it is known.", null=True),
                ),
            ],
            options={
                "ordering": ["measured_on", "id"],
                "indexes": [models.Index(fields=["metric", "measured_on"], name="measurement_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True),
                            models.Q(("replaces", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="measurement_replaces_another",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="measurement_of_organisation"),
                    models.CheckConstraint(
                        condition=models.Q(("arm__in", ["own", "comparison"])), name="measurement_arm_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("out_of__isnull", True), ("out_of__gt", 0), _connector="OR"),
                        name="measurement_total_positive",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True), ("measured_at__isnull", True)),
                        fields=("metric", "measured_on", "arm", "subject"),
                        name="measurement_once_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True), ("measured_at__isnull", False)),
                        fields=("metric", "measured_at", "arm", "subject"),
                        name="measurement_once_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("measured_at__isnull", True),
                            ("measured_at__date", models.F("measured_on")),
                            _connector="OR",
                        ),
                        name="measurement_moment_of_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["entered", "imported", "sensor"])),
                        name="measurement_source_known",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="EvidenceReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "computed",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Very weak evidence"),
                            (2, "Weak evidence"),
                            (3, "Moderate evidence"),
                            (4, "Strong evidence"),
                        ]
                    ),
                ),
                (
                    "grade",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Very weak evidence"),
                            (2, "Weak evidence"),
                            (3, "Moderate evidence"),
                            (4, "Strong evidence"),
                        ]
                    ),
                ),
                ("reason", models.TextField(max_length=1000)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="experiments.experiment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewing",
                    models.ForeignKey(
                        help_text="For whom the reviewer acts.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", [1, 2, 3, 4]), ("computed__in", [1, 2, 3, 4])),
                        name="evidence_grade_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade__lte", models.F("computed"))), name="evidence_never_raised"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="evidence_reviewed_with_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reviewing", models.F("organisation")), _negated=True),
                        name="evidence_not_graded_by_its_owner",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("happened_on", models.DateField()),
                ("text", models.CharField(max_length=120)),
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
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="experiments.experiment",
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
                "ordering": ["happened_on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("experiment", "happened_on", "text"), name="occurrence_once"),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="occurrence_is_told"),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="PartyInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Invited, has not answered"),
                            ("joined", "Takes part"),
                            ("declined", "Declined"),
                            ("withdrawn", "Invitation taken back"),
                            ("left", "Left"),
                            ("removed", "No longer takes part"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(help_text="Of the experiment, when it was asked.", max_length=120)),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("solution", "Brings the solution"),
                            ("site", "Gives the place to try it"),
                            ("users", "Brings the users"),
                            ("method", "Guides the method"),
                            ("measuring", "Measures and analyses"),
                            ("funding", "Pays a part"),
                            ("other", "Takes part otherwise"),
                        ],
                        max_length=10,
                    ),
                ),
                ("does", models.CharField(blank=True, help_text="What it would do.", max_length=200)),
                (
                    "message",
                    models.CharField(
                        help_text="What it is about, for who may not see the experiment yet.", max_length=1000
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "joined_at",
                    models.DateTimeField(
                        blank=True, help_text="Stays when it leaves: it grades no evidence.", null=True
                    ),
                ),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="experiments.experiment",
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
                    "member",
                    models.ForeignKey(
                        help_text="Who is asked.",
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
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "invited")), fields=["member"], name="invitation_waits")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("experiment", "member"), name="party_invited_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["invited", "joined", "declined", "withdrawn", "left", "removed"])
                        ),
                        name="party_invitation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["solution", "site", "users", "method", "measuring", "funding", "other"])
                        ),
                        name="party_invitation_part_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("member", models.F("organisation")), _negated=True),
                        name="party_invitation_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("message", ""), _negated=True)
                        ),
                        name="party_invitation_says_what",
                    ),
                ],
            },
        ),
    ]
