import django.db.models.deletion
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("challenges", "0001_initial"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("text", models.TextField(blank=True, max_length=4000)),
                ("contact", models.CharField(blank=True, max_length=200)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="challenges.challenge"
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
                    models.UniqueConstraint(fields=("challenge", "organisation"), name="note_once"),
                    mint.isolation.constraints.Isolated(
                        changed="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = sharing_note.organisation_id) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_note.challenge_id\n  AND o.organisation_id = sharing_note.organisation_id AND o.state = 'joined')))",
                        delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                        insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = sharing_note.organisation_id) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_note.challenge_id\n  AND o.organisation_id = sharing_note.organisation_id AND o.state = 'joined')))",
                        name="sharing_note_isolated",
                        read="organisation_id = ANY((SELECT mint.my_orgs())::bigint[])",
                        update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                    ),
                ],
            },
        ),
        mint.isolation.operations.AddTable(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                ("budget", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("join", "We take part in the experiment"),
                            ("later", "Later"),
                            ("not", "We do not take part"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decision_reason", models.CharField(blank=True, max_length=1000)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="challenges.challenge"
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
                    models.UniqueConstraint(fields=("challenge", "organisation"), name="share_once"),
                    models.CheckConstraint(condition=models.Q(("budget__gte", 0)), name="share_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decision", "")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decision__in", ["join", "later", "not"]),
                                models.Q(("decision_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="share_decided_with_reason",
                    ),
                    mint.isolation.constraints.Isolated(
                        changed="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = sharing_share.organisation_id) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_share.challenge_id\n  AND o.organisation_id = sharing_share.organisation_id AND o.state = 'joined')))",
                        delete="EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]))",
                        insert="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) AND (EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = sharing_share.organisation_id) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_share.challenge_id\n  AND o.organisation_id = sharing_share.organisation_id AND o.state = 'joined')))",
                        name="sharing_share_isolated",
                        read="(organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.organisation_id = ANY((SELECT mint.my_orgs())::bigint[])) OR EXISTS (SELECT 1 FROM challenges_coowner o WHERE o.challenge_id = sharing_share.challenge_id\n  AND o.state = 'joined' AND o.municipality_id = ANY((SELECT mint.my_munis())::bigint[])))",
                        update="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                    ),
                ],
            },
        ),
    ]
