import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
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
        ("projects", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Commonness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2, unique=True
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("usual", models.JSONField()),
                ("keys", models.BinaryField()),
                ("counts", models.BinaryField()),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "commonness",
            },
        ),
        mint.isolation.operations.AddTable(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                (
                    "dimensions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("content", "Content"),
                                ("technology", "Technology"),
                                ("resource", "Resource"),
                                ("method", "Method"),
                                ("competence", "Competence"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "concepts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=90), blank=True, default=list, editable=False, size=None
                    ),
                ),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True, help_text="The public part only.")),
                ("path", models.CharField(max_length=300)),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="places.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "-id"], name="need_by_owner"),
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["municipality", "-id"], name="need_by_place"
                    ),
                    models.Index(condition=models.Q(("closed_at", None)), fields=["-id"], name="need_newest"),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("closed_at", None)), fields=["terms", "concepts"], name="need_marked"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("subject_type", "subject_id", "organisation"), name="need_once"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="need_tenant"),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="NeedReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("body", models.BinaryField()),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="matching.need"
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
                "constraints": [models.UniqueConstraint(fields=("need", "language"), name="one_reading_a_language")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Offer",
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
                (
                    "dimensions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("content", "Content"),
                                ("technology", "Technology"),
                                ("resource", "Resource"),
                                ("method", "Method"),
                                ("competence", "Competence"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                (
                    "terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "concepts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=90), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "On offer"), ("paused", "Paused")], default="active", max_length=20
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("expertise", "Expertise"),
                            ("technology", "Technology or equipment"),
                            ("lab", "Laboratory"),
                            ("student_group", "Student group"),
                            ("course_window", "Course window"),
                            ("funding", "Funding"),
                            ("test_site", "Test site"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField(max_length=4000)),
                ("capacity", models.PositiveSmallIntegerField(default=1)),
                ("available_from", models.DateField(blank=True, null=True)),
                ("available_until", models.DateField(blank=True, null=True)),
                ("is_public", models.BooleanField(default=False)),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="places.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "-id"], name="offer_by_owner"),
                    models.Index(condition=models.Q(("state", "active")), fields=["-id"], name="offer_newest"),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("state", "active")), fields=["terms", "concepts"], name="offer_marked"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="offer_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active", "paused"])), name="offer_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "expertise",
                                    "technology",
                                    "lab",
                                    "student_group",
                                    "course_window",
                                    "funding",
                                    "test_site",
                                ],
                            )
                        ),
                        name="offer_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("available_until__gte", models.F("available_from"))),
                        name="offer_ends_after_start",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="OfferReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                ("body", models.BinaryField()),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reading", to="matching.offer"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
            ],
        ),
        mint.isolation.operations.AddTable(
            name="Recomputation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0, help_text="Needs whose first five became others.")),
                ("last_need", models.BigIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recomputations",
                        to="projects.project",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["project", "-id"], name="recomputation_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("project",), name="one_recomputation_at_a_time"
                    )
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="TrackRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("realised", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField()),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="track_record",
                        to="tenancy.organisation",
                    ),
                ),
            ],
        ),
        mint.isolation.operations.AddTable(
            name="WeightSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("number", models.PositiveIntegerField()),
                ("text", models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                (
                    "concepts",
                    models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)]),
                ),
                ("needs", models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                (
                    "themes",
                    models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)]),
                ),
                ("place", models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                ("time", models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                (
                    "record",
                    models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)]),
                ),
                (
                    "diversity",
                    models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)]),
                ),
                ("note", models.CharField(max_length=500)),
                (
                    "created_by",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weight_sets",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "number"), name="weights_have_one_number", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "text",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            models.Value(100), "-", models.F("concepts")
                                                        ),
                                                        "-",
                                                        models.F("needs"),
                                                    ),
                                                    "-",
                                                    models.F("themes"),
                                                ),
                                                "-",
                                                models.F("place"),
                                            ),
                                            "-",
                                            models.F("time"),
                                        ),
                                        "-",
                                        models.F("record"),
                                    ),
                                    "-",
                                    models.F("diversity"),
                                ),
                            )
                        ),
                        name="weights_are_a_hundred",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Match",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suggested", "Suggested"),
                            ("interest", "Waiting for an answer"),
                            ("mutual", "Both are interested"),
                            ("in_discussion", "In discussion"),
                            ("agreed", "Agreed"),
                            ("realised", "Realised"),
                            ("declined", "Declined"),
                            ("lapsed", "Lapsed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="suggested",
                        max_length=20,
                    ),
                ),
                (
                    "interest_from",
                    models.CharField(
                        blank=True,
                        choices=[("owner", "The owner of the need"), ("partner", "The partner")],
                        max_length=10,
                    ),
                ),
                ("message", models.TextField(blank=True, max_length=2000)),
                ("score", models.PositiveSmallIntegerField(default=0)),
                ("reasons", models.JSONField(default=list, help_text="As they were when it was made.")),
                (
                    "agreement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("experiment", "Experiment"),
                            ("placement", "Placement"),
                            ("assignment", "Assignment"),
                            ("rd_cooperation", "R&D cooperation"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=mint.clock.now, help_text="Since when an answer is waited for."),
                ),
                ("agreed_at", models.DateTimeField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="places.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches_of_needs",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches_of_offers",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="projects.project",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="matches", to="matching.need"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="matching.offer",
                    ),
                ),
                (
                    "weights",
                    models.ForeignKey(
                        help_text="The version it was scored with.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="matching.weightset",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "matches",
                "indexes": [
                    models.Index(fields=["organisation", "-id"], name="match_by_owner"),
                    models.Index(fields=["partner", "-id"], name="match_by_partner"),
                    models.Index(fields=["municipality", "-id"], name="match_by_place"),
                    models.Index(fields=["project", "state"], name="match_by_project"),
                    models.Index(
                        condition=models.Q(("state__in", ("suggested", "interest"))),
                        fields=["asked_at"],
                        name="match_asking",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("suggested", "interest", "mutual", "in_discussion", "agreed"))
                        ),
                        fields=("need", "partner"),
                        name="one_live_match",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="match_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "suggested",
                                    "interest",
                                    "mutual",
                                    "in_discussion",
                                    "agreed",
                                    "realised",
                                    "declined",
                                    "lapsed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="match_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", models.F("partner")), _negated=True),
                        name="match_has_two_sides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["interest", "mutual", "in_discussion", "agreed", "realised"]),
                                _negated=True,
                            ),
                            models.Q(("interest_from", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="interest_is_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("agreed", "realised")), _negated=True),
                            models.Q(
                                ("agreement__in", ["experiment", "placement", "assignment", "rd_cooperation"]),
                                ("agreed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="agreed_is_of_a_kind",
                    ),
                    models.CheckConstraint(condition=models.Q(("score__lte", 100)), name="score_of_a_hundred"),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="PrivateReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("text", models.TextField(max_length=1000)),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="private_reasons", to="matching.match"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
            ],
        ),
        mint.isolation.operations.AddTable(
            name="Shortlist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "edition",
                    models.CharField(
                        help_text="Stands for the vocabulary that the texts were read with.", max_length=64
                    ),
                ),
                ("need_version", models.PositiveIntegerField()),
                ("found", models.PositiveSmallIntegerField()),
                ("best", models.PositiveSmallIntegerField()),
                ("best_matter", models.PositiveSmallIntegerField()),
                ("computed_at", models.DateTimeField()),
                (
                    "stale_at",
                    models.DateTimeField(help_text="Since when something that counts has changed.", null=True),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "need",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shortlist", to="matching.need"
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
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "weights",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.weightset",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("stale_at__isnull", False)), fields=["stale_at"], name="shortlist_stale"
                    ),
                    models.Index(fields=["municipality", "best_matter"], name="shortlist_by_place"),
                    models.Index(fields=["project", "best_matter"], name="shortlist_by_project"),
                ],
                "constraints": [models.UniqueConstraint(fields=("organisation", "id"), name="shortlist_tenant")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("rank", models.PositiveSmallIntegerField()),
                ("score", models.PositiveSmallIntegerField()),
                ("reasons", models.JSONField(default=list)),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="matching.need"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="matching.offer"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "shortlist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="matching.shortlist"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("rank", 1)), fields=["organisation", "partner"], name="suggestion_first"
                    ),
                    models.Index(fields=["partner", "-score"], name="suggestion_by_partner"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("need", "rank"), name="one_suggestion_a_rank"),
                    models.UniqueConstraint(fields=("need", "offer"), name="an_offer_once_a_need"),
                    models.CheckConstraint(
                        condition=models.Q(("rank__gte", 1), ("score__lte", 100)), name="suggestion_of_a_hundred"
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Shown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "rank",
                    models.PositiveSmallIntegerField(help_text="Empty where the offer was not in the list.", null=True),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("month", models.DateField(help_text="Its first day.")),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="matching.need"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="matching.offer"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "weights",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.weightset",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "shown",
                "indexes": [
                    models.Index(fields=["municipality", "-month", "-id"], name="shown_by_place"),
                    models.Index(fields=["project", "-month", "-id"], name="shown_by_project"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("need", "partner", "month"), name="shown_once_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(("rank__isnull", False), ("rank__lte", 5)), name="shown_among_the_first_five"
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "rank",
                    models.PositiveSmallIntegerField(help_text="Empty where the offer was not in the list.", null=True),
                ),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "verdict",
                    models.CharField(choices=[("invited", "Invited"), ("passed", "Passed over")], max_length=10),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("other_matter", "It is about something else"),
                            ("known", "We know already that it does not suit us"),
                            ("not_now", "Not now: the time or the size does not fit"),
                            ("too_far", "Too far away"),
                            ("another_chosen", "Another partner has been found"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="matching.need"
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="matching.offer"
                    ),
                ),
                (
                    "weights",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.weightset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("need", "partner", "verdict"),
                        name="one_decision_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["invited", "passed"])), name="decision_verdict_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("verdict", "invited")),
                            models.Q(
                                (
                                    "reason__in",
                                    ["other_matter", "known", "not_now", "too_far", "another_chosen", "other"],
                                ),
                                ("verdict", "passed"),
                            ),
                            _connector="OR",
                        ),
                        name="passing_over_has_a_reason",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="matching.match"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("match", "organisation"), name="one_contact_a_side")],
            },
        ),
    ]
