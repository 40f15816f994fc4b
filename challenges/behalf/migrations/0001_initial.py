import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mint.clock
import mint.isolation.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("challenges", "0001_initial"),
        ("places", "0001_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        mint.isolation.operations.AddTable(
            name="OnBehalf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField(default=mint.clock.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("waiting", "Waits for the company"),
                            ("confirmed", "Confirmed by the company"),
                            ("declined", "Declined by the company"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("saved_at", models.DateTimeField(default=mint.clock.now)),
                (
                    "form_key",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Of the form it was begun in, and of the challenge it becomes."
                    ),
                ),
                ("company_name", models.CharField(max_length=200)),
                ("business_id", models.CharField(blank=True, max_length=9)),
                ("contact_name", models.CharField(blank=True, max_length=120)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                (
                    "contact_at",
                    models.DateTimeField(
                        default=mint.clock.now, help_text="When the contact was given, or last written to."
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("data", models.JSONField(blank=True, default=dict)),
                ("token_hash", models.CharField(blank=True, max_length=64)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mails",
                    models.PositiveSmallIntegerField(default=0, help_text="How many times the link has been sent."),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, help_text="Why it was declined.", max_length=1000)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who confirmed it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "challenge",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="challenges.challenge",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: not in MINT yet.",
                        null=True,
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
                        help_text="The municipality whose coordinator writes.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "expires_at"], name="behalf_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "waiting", "confirmed", "declined"])),
                        name="behalf_state_known",
                    ),
                    models.UniqueConstraint(fields=("organisation", "form_key"), name="behalf_once_per_form"),
                    models.UniqueConstraint(
                        condition=models.Q(("token_hash", ""), _negated=True),
                        fields=("token_hash",),
                        name="behalf_one_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waiting"), _negated=True),
                            models.Q(
                                ("expires_at__isnull", False),
                                ("sent_at__isnull", False),
                                models.Q(("token_hash", ""), _negated=True),
                                models.Q(("contact_email", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="behalf_waits_with_a_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "draft"), _negated=True), ("token_hash", ""), _connector="OR"
                        ),
                        name="behalf_draft_has_no_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_by__isnull", False),
                                ("challenge__isnull", False),
                                ("company__isnull", False),
                                ("contact_email", ""),
                                ("state", "confirmed"),
                            ),
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("answered_by__isnull", True),
                                ("challenge__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="behalf_challenge_when_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            models.Q(("answered_by", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        name="behalf_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", False), ("state__in", ("confirmed", "declined"))),
                            models.Q(
                                models.Q(("state__in", ("confirmed", "declined")), _negated=True),
                                ("answered_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="behalf_answered_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="behalf_declined_with_a_word",
                    ),
                ],
            },
        ),
    ]
