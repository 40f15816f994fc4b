"""Kinds of lineage, and the states that allow each (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from challenges.states import State


class Kind(models.TextChoices):
    COPIED = "copied", _("Copied")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")


MERGED_FROM = (State.IN_REVIEW, State.OPEN)
MERGED_INTO = (State.OPEN, State.CLOSED, State.EVALUATING, State.SELECTED, State.EXPERIMENTING)  # public, not ended
FEWEST_PARTS, MOST_PARTS = 2, 5

# What a copy takes over: what anybody may read of the need ...
OF_NEED = (
    *("language", "title", "question", "problem", "affected", "tried", "outcome", "needs", "themes", "limits"),
    *("answerers", "answer_form", "answer_languages", "accessibility", "measure"),
)
# ... and of one's own challenge also what one gave, and on what terms. Never days, contacts or the confidential part.
OF_OWN = (
    *("offered_hours", "offered_money", "premises", "test_users", "materials", "materials_access", "afterwards"),
    *("afterwards_note", "reward", "publicity", "ip_terms", "data_terms"),
)
# A part of one that waits is its owner's as the whole was: its days and contact stay with it, too.
OF_PART = (
    *OF_NEED,
    *OF_OWN,
    *("deadline_on", "decision_on", "timetable", "contact_name", "contact_email", "contact_is_public"),
)
