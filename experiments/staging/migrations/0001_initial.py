import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.files.models
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("experiments", "0003_policies"),
        ("projects", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Template",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.SlugField(blank=True, help_text="Of the built-in one.", max_length=40)),
                ("name_fi", models.CharField(max_length=80)),
                ("name_sv", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("is_retired", models.BooleanField(default=False, help_text="New experiments do not begin by it.")),
                (
                    "form_key",
                    models.UUIDField(help_text="Of the form it was made in: a double click makes one.", null=True),
                ),
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
                        related_name="stage_templates",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stage_templates",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "form_key"), name="stage_template_once_per_form"),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation", None)), fields=("key",), name="stage_template_built_in_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_retired", False), ("organisation__isnull", False), ("project", None)),
                        fields=("organisation",),
                        name="stage_template_one_of_university",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_retired", False), ("project__isnull", False)),
                        fields=("project",),
                        name="stage_template_one_of_project",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), ("organisation__isnull", False)),
                            models.Q(("organisation", None), ("project", None), models.Q(("key", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="stage_template_built_in_or_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_fi", ""), _negated=True),
                            models.Q(("name_sv", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                        ),
                        name="stage_template_is_named",
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(((project_id IS NULL AND organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR project_id = ANY((SELECT mint.my_curated())::bigint[])) AND created_by_id = (SELECT mint.my_user()))",
                        name="stage_template_isolated",
                        read="(SELECT mint.my_user()) IS NOT NULL",
                        update="((project_id IS NULL AND organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR project_id = ANY((SELECT mint.my_curated())::bigint[]))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveIntegerField()),
                ("note", models.CharField(blank=True, help_text="What is new in it, and why.", max_length=500)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
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
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="staging.template"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("template", "number"), name="stage_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at", None)), fields=("template",), name="stage_version_one_draft"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="(published_at IS NULL AND EXISTS (SELECT 1 FROM staging_template parent WHERE parent.id = template_id AND ((parent.project_id IS NULL AND parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
                        insert="EXISTS (SELECT 1 FROM staging_template parent WHERE parent.id = template_id AND ((parent.project_id IS NULL AND parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                        name="stage_version_isolated",
                        read="(EXISTS (SELECT 1 FROM staging_template parent WHERE parent.id = template_id AND (staging_version.published_at IS NOT NULL OR ((parent.project_id IS NULL AND parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))) OR EXISTS (SELECT 1 FROM staging_visit parent WHERE parent.version_id = staging_version.id AND true))",
                        update="EXISTS (SELECT 1 FROM staging_template parent WHERE parent.id = template_id AND ((parent.project_id IS NULL AND parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("key", models.SlugField(max_length=40)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("planning", "Being planned"),
                            ("in_review", "Plan in review"),
                            ("approved", "Plan approved"),
                            ("running", "Running"),
                            ("evaluating", "In evaluation"),
                            ("decided", "Decided"),
                            ("follow_up", "In follow-up"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name_fi", models.CharField(help_text="As the public reads it.", max_length=60)),
                ("name_sv", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=60)),
                ("staff_fi", models.CharField(help_text="As those who work on it read it.", max_length=60)),
                ("staff_sv", models.CharField(max_length=60)),
                ("staff_en", models.CharField(max_length=60)),
                (
                    "moved_by",
                    models.CharField(
                        choices=[
                            ("owner", "The owner"),
                            ("parties", "The owner or a party"),
                            ("curator", "The municipality's coordinator or a curator"),
                            ("steers", "The owner, the municipality's coordinator or a curator"),
                        ],
                        default="steers",
                        max_length=10,
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="How long it is expected to last.", null=True
                    ),
                ),
                (
                    "artefacts_fi",
                    models.CharField(
                        blank=True, help_text="What is left of it: papers, data, records.", max_length=300
                    ),
                ),
                ("artefacts_sv", models.CharField(blank=True, max_length=300)),
                ("artefacts_en", models.CharField(blank=True, max_length=300)),
                (
                    "guards",
                    models.JSONField(blank=True, default=list, help_text="What its gate asks: see catalogue.Guard."),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="staging.version"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("version", "position"),
                        name="stage_one_at_a_place",
                    ),
                    models.UniqueConstraint(fields=("version", "key"), name="stage_key_once"),
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
                                    "evaluating",
                                    "decided",
                                    "follow_up",
                                    "closed",
                                ],
                            )
                        ),
                        name="stage_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("moved_by__in", ["owner", "parties", "curator", "steers"])),
                        name="stage_mover_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_fi", ""), _negated=True),
                            models.Q(("name_sv", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                            models.Q(("staff_fi", ""), _negated=True),
                            models.Q(("staff_sv", ""), _negated=True),
                            models.Q(("staff_en", ""), _negated=True),
                        ),
                        name="stage_is_named",
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="EXISTS (SELECT 1 FROM staging_version parent WHERE parent.id = version_id AND (parent.published_at IS NULL AND parent.template_id IN (SELECT own.id FROM staging_template own WHERE ((project_id IS NULL AND organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                        insert="EXISTS (SELECT 1 FROM staging_version parent WHERE parent.id = version_id AND (parent.published_at IS NULL AND parent.template_id IN (SELECT own.id FROM staging_template own WHERE ((project_id IS NULL AND organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                        name="stage_isolated",
                        read="EXISTS (SELECT 1 FROM staging_version parent WHERE parent.id = version_id AND true)",
                        update="EXISTS (SELECT 1 FROM staging_version parent WHERE parent.id = version_id AND (parent.published_at IS NULL AND parent.template_id IN (SELECT own.id FROM staging_template own WHERE ((project_id IS NULL AND organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])) OR project_id = ANY((SELECT mint.my_curated())::bigint[])))))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("entered_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "despite",
                    models.TextField(
                        blank=True, help_text="Why it came here although its gate was open.", max_length=1000
                    ),
                ),
                (
                    "skipped",
                    models.JSONField(blank=True, default=list, help_text="What was not done then: lines of the gate."),
                ),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="visits", to="experiments.experiment"
                    ),
                ),
                (
                    "moved_by",
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
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="staging.stage"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="staging.version"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["stage", "left_at"], name="visit_by_stage"),
                    models.Index(fields=["experiment", "-id"], name="visit_by_experiment"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at", None)), fields=("experiment",), name="visit_one_open"
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="visit_tenant"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at__isnull", True), ("left_at__gte", models.F("entered_at")), _connector="OR"
                        ),
                        name="visit_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("skipped", []), models.Q(("despite", ""), _negated=True), _connector="OR"),
                        name="visit_despite_says_why",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="visit_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                        insert="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                        name="visit_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND true)",
                        update="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("guard_key", models.SlugField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("checklist", "A line of a checklist is ticked"), ("approval", "Somebody approves")],
                        max_length=12,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("owner", "The owner"),
                            ("party", "A party beside the owner"),
                            ("coordinator", "The municipality's coordinator"),
                            ("curator", "A curator of the project"),
                            ("outside", "Somebody from outside, by a mailed link"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(blank=True, help_text="Of somebody from outside.", max_length=120)),
                (
                    "email",
                    models.EmailField(
                        blank=True, help_text="Where the link went; emptied with the answer.", max_length=254
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                (
                    "shown",
                    models.JSONField(
                        blank=True, default=dict, help_text="What the holder of the link reads: as it was when asked."
                    ),
                ),
                ("plan_hash", models.CharField(blank=True, help_text="Of the plan that was approved.", max_length=64)),
                ("token_hash", models.CharField(blank=True, max_length=64)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "is_given",
                    models.BooleanField(blank=True, help_text="No: refused. Empty: not answered yet.", null=True),
                ),
                ("reason", models.CharField(blank=True, max_length=1000)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
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
                        related_name="sign_offs",
                        to="experiments.experiment",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sign_offs", to="staging.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_given", True), ("is_given", None), _connector="OR"),
                        fields=("visit", "guard_key"),
                        name="sign_off_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("token_hash", ""), _negated=True),
                        fields=("token_hash",),
                        name="sign_off_one_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("checklist", "approval"))), name="sign_off_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["", "owner", "party", "coordinator", "curator", "outside"])),
                        name="sign_off_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("is_given__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("is_given__isnull", False)),
                            _connector="OR",
                        ),
                        name="sign_off_answered_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_given", False), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="sign_off_refused_with_a_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_given__isnull", False),
                            models.Q(
                                models.Q(("token_hash", ""), _negated=True),
                                models.Q(("email", ""), _negated=True),
                                ("expires_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sign_off_waits_with_a_link",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="sign_off_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="sign_off_of_own_visit", organisation="organisation", parent="visit"
                    ),
                    mint.isolation.constraints.Isolated(
                        changed="(token_hash = NULLIF(current_setting('mint.link', true), '') AND is_given IS NOT NULL)",
                        delete="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                        insert="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND ((parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])) AND ((staging_signoff.by_id IS NULL AND staging_signoff.role = 'outside') OR (staging_signoff.by_id = (SELECT mint.my_user()) AND (staging_signoff.kind = 'checklist' OR ((parent.author_id = (SELECT mint.my_user())) IS NOT TRUE AND (parent.submitted_by_id = (SELECT mint.my_user())) IS NOT TRUE AND ((SELECT mint.my_user()) = ANY(parent.writer_ids)) IS NOT TRUE))))))",
                        name="sign_off_isolated",
                        read="(EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[]))) OR token_hash = NULLIF(current_setting('mint.link', true), ''))",
                        update="(token_hash = NULLIF(current_setting('mint.link', true), '') AND is_given IS NULL AND expires_at > now())",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Document",
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
                ("guard_key", models.SlugField(max_length=40)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stage_documents",
                        to="experiments.experiment",
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
                    mint.isolation.constraints.TenantKey(
                        name="stage_document_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                        insert="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                        name="stage_document_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[])))",
                        update="false",
                    ),
                ],
            },
        ),
    ]
