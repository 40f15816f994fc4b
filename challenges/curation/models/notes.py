"""What those who answer a challenge write to each other about it."""

from django.conf import settings
from django.db import models

from challenges.curation.models.screening import ANSWERED
from challenges.curation.querysets import CuratorNoteQuerySet
from challenges.models import Challenge
from mint import clock
from mint.isolation.constraints import DeletedWith, Isolated
from mint.isolation.rules import all_of, mine

LONGEST = 4000


class CuratorNote(models.Model):
    """Never the owner's: coordinators of the municipality and curators of the project read it; its writer takes it away."""

    created_at = models.DateTimeField(default=clock.now)
    challenge = models.ForeignKey(Challenge, models.DO_NOTHING, related_name="curators_notes", db_constraint=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=LONGEST)
    form_key = models.UUIDField(help_text="Of the form it was written in: a double click writes one.")

    objects = CuratorNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["challenge", "-id"], name="note_of_challenge")]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "author", "form_key"], name="note_once_per_form"),
            models.CheckConstraint(condition=~models.Q(text=""), name="note_says_something"),
            DeletedWith(name="note_of_its_challenge", parent="challenge"),
            Isolated(
                name="note_isolated",
                read=ANSWERED,
                insert=all_of(mine("author_id"), ANSWERED),
                delete=all_of(mine("author_id"), ANSWERED),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
