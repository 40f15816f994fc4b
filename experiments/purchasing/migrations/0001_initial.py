import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations
from experiments.purchasing.freezing import DECIDED_STAYS
from experiments.purchasing.thresholds import ROWS, ensure


def _thresholds(apps, schema_editor):
    """As mint_system, which is bound by no policy of these rows."""
    schema_editor.execute("SET LOCAL ROLE mint_system")
    if ensure(apps.get_model("purchasing", "Threshold")) != len(ROWS):
        raise AssertionError("the thresholds are not all there")
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("RESET ROLE")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("experiments", "0003_policies"),
        ("tenancy", "0004_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Purchase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Being prepared"), ("decided", "Decided")], default="draft", max_length=10
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("goods", "Goods or services"),
                            ("works", "Works"),
                            ("social", "Social or health services"),
                        ],
                        default="goods",
                        max_length=10,
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="The whole of it with its options, without value added tax.",
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "begins_on",
                    models.DateField(help_text="When the procurement begins: the thresholds of that day hold."),
                ),
                ("supplier", models.CharField(blank=True, max_length=120)),
                (
                    "procedure",
                    models.CharField(
                        choices=[
                            ("direct", "Direct purchase"),
                            ("quotes", "Offers asked from several"),
                            ("national", "National notice"),
                            ("eu", "EU notice"),
                        ],
                        default="quotes",
                        max_length=10,
                    ),
                ),
                (
                    "exception",
                    models.TextField(
                        blank=True, help_text="Why less openness is lawful than the value asks.", max_length=1000
                    ),
                ),
                ("grounds", models.TextField(blank=True, max_length=3000)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "form_key",
                    models.UUIDField(
                        editable=False, help_text="Of the form that made it: sent twice, made once.", null=True
                    ),
                ),
                (
                    "decided_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="purchases",
                        to="experiments.experiment",
                    ),
                ),
                (
                    "made_by",
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
                    "basis",
                    models.JSONField(
                        blank=True, help_text="What the decision rested on, as it was: see `basis`.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["organisation", "-id"], name="purchase_by_buyer")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="purchase_tenant"),
                    models.UniqueConstraint(fields=("organisation", "form_key"), name="purchase_once_per_form"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("title", ""), _negated=True), ("value__gt", 0)),
                        name="purchase_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["goods", "works", "social"]),
                            ("procedure__in", ["direct", "quotes", "national", "eu"]),
                            ("state__in", ["draft", "decided"]),
                        ),
                        name="purchase_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "draft")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state", "decided"),
                                models.Q(("grounds", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="purchase_decided_with_grounds",
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND made_by_id = (SELECT mint.my_user()) AND state IN ('draft'))",
                        insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND parent.state IN ('closed', 'decided', 'follow_up')))",
                        name="purchase_isolated",
                        read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                        update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Threshold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("goods", "Goods or services"),
                            ("works", "Works"),
                            ("social", "Social or health services"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("national", "National threshold"), ("eu", "EU threshold")], max_length=10
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(help_text="The act or the regulation, to be checked before use.", max_length=120),
                ),
            ],
            options={
                "ordering": ["kind", "level", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "level", "valid_from"), name="threshold_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            models.Q(
                                ("valid_until__isnull", True),
                                ("valid_until__gte", models.F("valid_from")),
                                _connector="OR",
                            ),
                        ),
                        name="threshold_is_whole",
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(SELECT mint.is_operator())",
                        name="threshold_isolated",
                        read="true",
                        update="(SELECT mint.is_operator())",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "about",
                    models.CharField(
                        help_text="The purchase's title then; the purchase itself is not public.", max_length=120
                    ),
                ),
                ("told_on", models.DateField()),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "Everybody at once"),
                            ("dialogue", "Those in the market dialogue"),
                            ("one", "One supplier who asked"),
                            ("partner", "The partner of the experiment"),
                        ],
                        max_length=10,
                    ),
                ),
                ("what", models.TextField(max_length=2000)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="experiments.experiment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "purchase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="told", to="purchasing.purchase"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "told",
                "ordering": ["-told_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            ("audience__in", ["everybody", "dialogue", "one", "partner"]),
                        ),
                        name="told_something",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="told_of_own_purchase", organisation="organisation", parent="purchase"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="false",
                        insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM purchasing_purchase parent WHERE parent.id = purchase_id AND parent.experiment_id = purchasing_told.experiment_id))",
                        name="told_isolated",
                        read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND true))",
                        update="false",
                    ),
                ],
            },
        ),
        migrations.RunPython(_thresholds, migrations.RunPython.noop),
        DECIDED_STAYS,
    ]
