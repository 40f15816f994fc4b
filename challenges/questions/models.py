"""A question about an open challenge; public once its owner publishes it, answered or not."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from challenges.models import Challenge
from challenges.questions.querysets import QuestionQuerySet
from challenges.states import SUBMITTED
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.isolation.rules import all_of, any_of, coordinated, curated, mine, seen_by, through, within, written_by
from mint.tenancy.models import Organisation

CHALLENGE = "challenges_challenge"
SENT = within("parent.state", SUBMITTED)
COORDINATED = through(CHALLENGE, "challenge_id", all_of(SENT, coordinated("parent.municipality_id")))
CURATED = through(CHALLENGE, "challenge_id", all_of(SENT, curated("parent.project_id")))
SHOWN = all_of("published_at IS NOT NULL", through(CHALLENGE, "challenge_id"))
OPEN = through(CHALLENGE, "challenge_id", "parent.state = 'open'")


class Question(models.Model):
    """No page of a challenge says who asked: neither its readers are told nor who answers. The event log knows."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="Of the challenge.")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="questions")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=1000)
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(help_text="Of the form it was asked in: a double click asks once.")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "asker", "form_key"], name="question_once_per_form"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(published_at__isnull=False) & ~Q(answer=""),
                name="question_answered_in_public",
            ),
            TenantKey(name="question_of_own_challenge", parent="challenge"),
            Isolated(
                name="challenge_question_isolated",
                read=any_of(SHOWN, mine("asker_id"), seen_by(), COORDINATED, CURATED),
                insert=all_of(mine("asker_id"), "published_at IS NULL", OPEN),
                update=any_of(written_by(), COORDINATED, all_of(mine("asker_id"), "published_at IS NULL")),
                changed=any_of(written_by(), COORDINATED),
                delete=written_by(),  # with its challenge only
            ),
        ]
        indexes = [
            models.Index(fields=["challenge", "published_at"], name="question_by_challenge"),
            models.Index(fields=["asker", "-created_at"], name="question_by_asker"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
