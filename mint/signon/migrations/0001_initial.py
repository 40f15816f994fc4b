import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0002_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Provider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "server_url",
                    models.URLField(
                        help_text="The issuer: its configuration is read at /.well-known/openid-configuration."
                    ),
                ),
                ("client_id", models.CharField(max_length=200)),
                (
                    "sealed_secret",
                    models.TextField(blank=True, help_text="Opened only to be sent to the provider; no page shows it."),
                ),
                ("is_on", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signon", to="tenancy.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="provider_of_organisation"),
                    mint.isolation.constraints.Isolated(
                        delete="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
                        insert="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
                        name="provider_isolated",
                        read="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR (SELECT mint.is_operator()))",
                        update="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Domain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "name",
                    models.CharField(
                        max_length=120,
                        validators=[django.core.validators.RegexValidator("^(?!-)[a-z0-9-]+(\\.[a-z0-9-]+)+$")],
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "confirmed_url",
                    models.URLField(
                        blank=True, help_text="The issuer that was confirmed: for another it is asked again."
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenancy.organisation"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="domains", to="signon.provider"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", django.db.models.functions.text.Lower(models.F("name")))),
                        name="domain_in_small_letters",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True), ("confirmed_by__isnull", True), ("confirmed_url", "")
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_url", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="domain_confirmed_by_somebody",
                    ),
                    models.UniqueConstraint(fields=("organisation", "name"), name="domain_claimed_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", False)), fields=("name",), name="domain_of_one"
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="domain_of_provider", organisation="organisation", parent="provider"
                    ),
                    mint.isolation.constraints.Isolated(
                        delete="organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[])",
                        insert="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) AND confirmed_at IS NULL)",
                        name="domain_isolated",
                        read="(organisation_id = ANY((SELECT mint.my_owned_orgs())::bigint[]) OR (SELECT mint.is_operator()))",
                        update="(SELECT mint.is_operator())",
                    ),
                ],
            },
        ),
    ]
