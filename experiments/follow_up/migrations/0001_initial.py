import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("experiments", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("months", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("waiting", "Not asked yet"),
                            ("asked", "Asked, no answer yet"),
                            ("reminded", "Reminded, no answer yet"),
                            ("second", "The second contact has been asked, no answer yet"),
                            ("answered", "Answered"),
                            ("silent", "No answer"),
                            ("missed", "Was not asked in time"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("stepped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopted", "In use as it was tried"),
                            ("scaled", "In use more widely"),
                            ("changed", "In use, but changed"),
                            ("stopped", "No longer in use"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "annual_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "owned_by",
                    models.CharField(blank=True, help_text="The unit or role that owns it now.", max_length=120),
                ),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "is_settled",
                    models.BooleanField(default=False, help_text="Somebody has seen that there was no answer."),
                ),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
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
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who wrote the answer down; empty when it came by the link.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["months"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("step__in", ("waiting", "asked", "reminded", "second"))),
                        fields=["due_on"],
                        name="follow_up_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="follow_up_round_tenant"),
                    models.UniqueConstraint(fields=("experiment", "months"), name="follow_up_round_once"),
                    models.CheckConstraint(
                        condition=models.Q(("months__in", (3, 6, 12))), name="follow_up_round_months_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__in", ["waiting", "asked", "reminded", "second", "answered", "silent", "missed"])
                        ),
                        name="follow_up_round_step_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer__in", ["adopted", "scaled", "changed", "stopped"]),
                                ("answered_at__isnull", False),
                                ("step", "answered"),
                            ),
                            models.Q(
                                models.Q(("step", "answered"), _negated=True),
                                ("answer", ""),
                                ("answered_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_round_answered_with_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("annual_cost__isnull", True), ("annual_cost__gte", 0), _connector="OR"),
                        name="follow_up_round_cost_positive",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="follow_up_round_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="false",
                        name="follow_up_round_isolated",
                        read="(EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND true) OR EXISTS (SELECT 1 FROM follow_up_asking held WHERE held.round_id = follow_up_round.id AND held.token_hash = NULLIF(current_setting('mint.link', true), '')))",
                        update="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Asking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("place", models.PositiveSmallIntegerField(choices=[(1, "First contact"), (2, "Second contact")])),
                ("name", models.CharField(max_length=120)),
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
                    models.JSONField(default=dict, help_text="What the holder of the link reads of the experiment."),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("mail_key", models.UUIDField(null=True)),
                ("bounced_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "detailed_at",
                    models.DateTimeField(
                        blank=True, help_text="When cost and owner were told, or passed over.", null=True
                    ),
                ),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_up_askings",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="askings", to="follow_up.round"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("place__in", [1, 2])), name="follow_up_asking_place_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("detailed_at__isnull", True), ("answered_at__isnull", False), _connector="OR"
                        ),
                        name="follow_up_details_after_answer",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="follow_up_asking_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="follow_up_asking_of_own_round", organisation="organisation", parent="round"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="false",
                        name="follow_up_asking_isolated",
                        read="(EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[]))) OR token_hash = NULLIF(current_setting('mint.link', true), ''))",
                        update="false",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("place", models.PositiveSmallIntegerField(choices=[(1, "First contact"), (2, "Second contact")])),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_up_contacts",
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
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(fields=("experiment", "place"), name="follow_up_contact_once"),
                    models.CheckConstraint(
                        condition=models.Q(("place__in", [1, 2])), name="follow_up_contact_place_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("email", ""), _negated=True)
                        ),
                        name="follow_up_contact_is_whole",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="follow_up_contact_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                        insert="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                        name="follow_up_contact_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_managed())::bigint[]) OR parent.id = ANY((SELECT mint.my_experiments())::bigint[])))",
                        update="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND (parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR parent.id = ANY((SELECT mint.my_writable_experiments())::bigint[]) OR parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]) OR parent.project_id = ANY((SELECT mint.my_curated())::bigint[])))",
                    ),
                ],
            },
        ),
    ]
