import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.constraints
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("challenges", "0001_initial"),
        ("projects", "0002_functions"),
        ("tenancy", "0002_functions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("text", models.TextField(max_length=1000)),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("form_key", models.UUIDField(help_text="Of the form it was asked in: a double click asks once.")),
                (
                    "asker",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="challenges.challenge"
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["challenge", "published_at"], name="question_by_challenge"),
                    models.Index(fields=["asker", "-created_at"], name="question_by_asker"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("challenge", "asker", "form_key"), name="question_once_per_form"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(("published_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="question_answered_in_public",
                    ),
                    mint.isolation.constraints.TenantKey(
                        name="question_of_own_challenge", organisation="organisation", parent="challenge"
                    ),
                    mint.isolation.constraints.Isolated(
                        changed="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))))",
                        delete="organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[])",
                        insert="(asker_id = (SELECT mint.my_user()) AND published_at IS NULL AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND parent.state = 'open'))",
                        name="challenge_question_isolated",
                        read="((published_at IS NOT NULL AND EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND true)) OR asker_id = (SELECT mint.my_user()) OR organisation_id = ANY((SELECT mint.my_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.project_id = ANY((SELECT mint.my_curated())::bigint[]))))",
                        update="(organisation_id = ANY((SELECT mint.my_writable_orgs())::bigint[]) OR EXISTS (SELECT 1 FROM challenges_challenge parent WHERE parent.id = challenge_id AND (parent.state IN ('archived', 'closed', 'evaluating', 'experimenting', 'in_review', 'not_solved', 'open', 'returned', 'selected', 'solved', 'withdrawn') AND parent.municipality_id = ANY((SELECT mint.my_munis())::bigint[]))) OR (asker_id = (SELECT mint.my_user()) AND published_at IS NULL))",
                    ),
                ],
            },
        ),
    ]
