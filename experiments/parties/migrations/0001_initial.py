import django.db.models.deletion
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("experiments", "0003_policies"),
        ("tenancy", "0004_policies"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="PartyRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
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
                ("does", models.CharField(blank=True, help_text="What it does, in its own words.", max_length=200)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="party_roles",
                        to="experiments.experiment",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.organisation"
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
                    models.UniqueConstraint(fields=("experiment", "member"), name="party_role_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["solution", "site", "users", "method", "measuring", "funding", "other"])
                        ),
                        name="party_role_known",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="party_role_of_own_experiment", organisation="organisation", parent="experiment"
                    ),
                    mint.isolation.constraints.Isolated(
                        changed="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (member_id = organisation_id OR EXISTS (SELECT 1 FROM experiments_experimentparty parent WHERE parent.experiment_id = parties_partyrole.experiment_id AND parent.party_id = member_id)))",
                        delete="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR member_id = ANY((SELECT mint.my_writable_orgs())::bigint[]))",
                        insert="((organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR (member_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND EXISTS (SELECT 1 FROM experiments_partyinvitation parent WHERE parent.experiment_id = parties_partyrole.experiment_id AND parent.member_id = parties_partyrole.member_id AND parent.part = parties_partyrole.part AND parent.state = 'joined'))) AND (member_id = organisation_id OR EXISTS (SELECT 1 FROM experiments_experimentparty parent WHERE parent.experiment_id = parties_partyrole.experiment_id AND parent.party_id = member_id)))",
                        name="party_role_isolated",
                        read="EXISTS (SELECT 1 FROM experiments_experiment parent WHERE parent.id = experiment_id AND true)",
                        update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                    ),
                ],
            },
        ),
    ]
