import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import challenges.models.challenge
import mint.clock
import mint.files.models
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("places", "0001_initial"),
        ("projects", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Challenge",
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
                            ("returned", "Returned"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                            ("evaluating", "Being evaluated"),
                            ("selected", "Selected"),
                            ("experimenting", "Experiment under way"),
                            ("solved", "Solved"),
                            ("not_solved", "Not solved"),
                            ("archived", "Archived"),
                            ("withdrawn", "Withdrawn"),
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
                ("title", models.CharField(blank=True, max_length=120)),
                ("slug", models.SlugField(default="haaste", max_length=80)),
                ("question", models.CharField(blank=True, help_text="In one sentence: How might we …", max_length=200)),
                ("problem", models.TextField(blank=True, max_length=4000)),
                ("affected", models.TextField(blank=True, max_length=1000)),
                ("tried", models.TextField(blank=True, max_length=2000)),
                ("outcome", models.TextField(blank=True, max_length=2000)),
                (
                    "ip_terms",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("solver", "The solver keeps the rights, and you may use the result"),
                            ("joint", "Jointly, by an agreement made together"),
                            ("transferred", "Transferred to you for compensation, by a contract of its own"),
                            ("open", "Open to everybody (CC BY for texts, EUPL for code)"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "data_terms",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Open data (CC BY 4.0)"),
                            ("this_challenge", "For solving this challenge only"),
                            ("agreement", "Under a separate agreement"),
                            ("none", "No data is handed over"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "confidential_terms",
                    models.TextField(
                        blank=True,
                        help_text="Who accepts them may read the confidential part; empty: no partner may.",
                        max_length=4000,
                    ),
                ),
                (
                    "needs",
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
                    "tags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        help_text="Concepts that a person has confirmed.",
                        size=None,
                    ),
                ),
                ("limits", models.TextField(blank=True, help_text="Law, budget, technology, season.", max_length=2000)),
                (
                    "answerers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("company", "Companies"),
                                ("university", "Universities"),
                                ("students", "Student groups"),
                                ("association", "Associations"),
                                ("person", "Single people"),
                                ("public", "Municipalities and other public bodies"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "answer_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("idea", "An idea on one page"),
                            ("plan", "A plan with a timetable and costs"),
                            ("prototype", "A prototype or a demonstration"),
                            ("product", "A finished product or service"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "answer_languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("accessibility", models.TextField(blank=True, max_length=1000)),
                ("deadline_on", models.DateField(blank=True, null=True)),
                (
                    "questions_until",
                    models.DateField(blank=True, help_text="Empty: as long as the call is open.", null=True),
                ),
                ("decision_on", models.DateField(blank=True, null=True)),
                ("timetable", models.TextField(blank=True, max_length=1000)),
                (
                    "offered_hours",
                    models.PositiveSmallIntegerField(blank=True, help_text="Of its people, altogether.", null=True),
                ),
                (
                    "offered_money",
                    models.DecimalField(blank=True, decimal_places=2, help_text="EUR.", max_digits=12, null=True),
                ),
                ("premises", models.TextField(blank=True, max_length=1000)),
                ("test_users", models.TextField(blank=True, max_length=1000)),
                ("materials", models.TextField(blank=True, max_length=2000)),
                (
                    "materials_access",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Open to everybody"),
                            ("on_request", "On request, to whoever answers"),
                            ("confidential", "Confidential, to the partners chosen"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "afterwards",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("experiment", "An experiment together"),
                            ("assignment", "A small assignment"),
                            ("purchase", "A purchase, put out to tender separately where the law asks for it"),
                            ("cooperation", "Research and development cooperation"),
                            ("nothing", "Nothing is promised yet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("afterwards_note", models.TextField(blank=True, max_length=1000)),
                ("reward", models.TextField(blank=True, max_length=1000)),
                ("measure", models.TextField(blank=True, max_length=1000)),
                (
                    "publicity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chosen", "The chosen answer, summarised"),
                            ("all", "All answers, summarised"),
                            ("number", "How many answers came, and no more"),
                        ],
                        max_length=20,
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=120)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                (
                    "contact_is_public",
                    models.BooleanField(default=False, help_text="Otherwise the owner and the curators see it."),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "amended_at",
                    models.DateTimeField(blank=True, help_text="When its newest version was made.", null=True),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="Why it was returned, withdrawn or not solved: to the owner."
                    ),
                ),
                (
                    "form_key",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Of the form it was begun in: a double click makes one."
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            "title", "problem", "outcome", config="simple"
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
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
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="challenges.challenge",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="challenges", to="places.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "challenge",
                "verbose_name_plural": "challenges",
                "permissions": [("evaluate_challenge", "Can read and evaluate the challenge")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=["-published_at", "-id"],
                        name="challenge_newest",
                    ),
                    models.Index(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=["municipality", "-published_at", "-id"],
                        name="challenge_by_place",
                    ),
                    models.Index(fields=["organisation", "-id"], name="challenge_by_owner"),
                    models.Index(fields=["municipality", "state", "submitted_at"], name="challenge_queue"),
                    models.Index(fields=["project", "state"], name="challenge_by_project"),
                    models.Index(fields=["state", "deadline_on"], name="challenge_deadline"),
                    django.contrib.postgres.indexes.GinIndex(fields=["search"], name="challenge_search"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="challenge_tenant"),
                    models.UniqueConstraint(fields=("organisation", "form_key"), name="challenge_once_per_form"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "in_review",
                                    "returned",
                                    "open",
                                    "closed",
                                    "evaluating",
                                    "selected",
                                    "experimenting",
                                    "solved",
                                    "not_solved",
                                    "archived",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="challenge_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "returned")),
                            models.Q(
                                models.Q(("title", ""), _negated=True),
                                models.Q(("problem", ""), _negated=True),
                                models.Q(("needs", []), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="challenge_submitted_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    (
                                        "open",
                                        "closed",
                                        "evaluating",
                                        "selected",
                                        "experimenting",
                                        "solved",
                                        "not_solved",
                                        "archived",
                                    ),
                                ),
                                _negated=True,
                            ),
                            models.Q(("deadline_on__isnull", False), ("published_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="challenge_public_has_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    (
                                        "open",
                                        "closed",
                                        "evaluating",
                                        "selected",
                                        "experimenting",
                                        "solved",
                                        "not_solved",
                                        "archived",
                                    ),
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("data_terms__in", ["open", "this_challenge", "agreement", "none"]),
                                ("ip_terms__in", ["solver", "joint", "transferred", "open"]),
                            ),
                            _connector="OR",
                        ),
                        name="challenge_public_has_terms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("offered_money__gte", 0)), name="challenge_money_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("copied_from", models.F("id")), _negated=True),
                        name="challenge_not_its_own_copy",
                    ),
                ],
            },
            bases=(challenges.models.challenge.Read, models.Model),
        ),
        mint.isolation.operations.AddTable(
            name="ChallengeAttachment",
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
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="challenges.challenge",
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
            },
        ),
        mint.isolation.operations.AddTable(
            name="ChallengeConfidential",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("text", models.TextField(max_length=4000)),
                (
                    "challenge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_apart",
                        to="challenges.challenge",
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
            name="ChallengeGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("expires_at", models.DateTimeField()),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="challenges.challenge"
                    ),
                ),
                (
                    "granted_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenancy.organisation"
                    ),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["user", "expires_at"], name="challenge_grant_of_person")],
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        mint.isolation.operations.AddTable(
            name="ChallengeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("number", models.PositiveIntegerField(help_text="From 1 on, of each challenge.")),
                (
                    "note",
                    models.CharField(blank=True, help_text="What changed and why, to the readers.", max_length=300),
                ),
                ("is_material", models.BooleanField(help_text="Those who take part were told.")),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="challenges.challenge"
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
                "constraints": [models.UniqueConstraint(fields=("challenge", "number"), name="version_once")],
            },
        ),
        mint.isolation.operations.AddTable(
            name="ConfidentialAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("terms_hash", models.CharField(max_length=64)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="challenges.challenge",
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
                        help_text="Of the challenge.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        help_text="For whom it was accepted.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "user", "partner", "terms_hash"), name="accepted_once")
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="CoOwner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("asked", "Asks to join"),
                            ("joined", "Takes part"),
                            ("declined", "Declined"),
                            ("left", "Left"),
                            ("refused", "Request declined"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="invited",
                        max_length=20,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="co_owners", to="challenges.challenge"
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
                    "lead",
                    models.ForeignKey(
                        help_text="The challenge's organisation.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
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
            ],
            options={
                "verbose_name": "co-owner",
                "verbose_name_plural": "co-owners",
                "indexes": [models.Index(fields=["municipality", "state"], name="co_owner_by_place")],
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "organisation"), name="co_owner_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["invited", "asked", "joined", "declined", "left", "refused", "withdrawn"])
                        ),
                        name="co_owner_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lead", models.F("organisation")), _negated=True),
                        name="lead_is_no_co_owner",
                    ),
                ],
            },
        ),
    ]
