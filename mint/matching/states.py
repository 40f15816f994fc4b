"""The states of offers and matches, the kinds, and the sets that rules speak of (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferKind(models.TextChoices):
    EXPERTISE = "expertise", _("Expertise")
    TECHNOLOGY = "technology", _("Technology or equipment")
    LAB = "lab", _("Laboratory")
    STUDENT_GROUP = "student_group", _("Student group")
    COURSE_WINDOW = "course_window", _("Course window")
    FUNDING = "funding", _("Funding")
    TEST_SITE = "test_site", _("Test site")


class OfferState(models.TextChoices):
    ACTIVE = "active", _("On offer")
    PAUSED = "paused", _("Paused")


class State(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    INTEREST = "interest", _("Waiting for an answer")
    MUTUAL = "mutual", _("Both are interested")
    IN_DISCUSSION = "in_discussion", _("In discussion")
    AGREED = "agreed", _("Agreed")
    REALISED = "realised", _("Realised")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Side(models.TextChoices):
    """Of a match: whose need it is, and who would answer it."""

    OWNER = "owner", _("The owner of the need")
    PARTNER = "partner", _("The partner")


class Agreement(models.TextChoices):
    EXPERIMENT = "experiment", _("Experiment")
    PLACEMENT = "placement", _("Placement")
    ASSIGNMENT = "assignment", _("Assignment")
    RD_COOPERATION = "rd_cooperation", _("R&D cooperation")


ASKING = (State.SUGGESTED, State.INTEREST)  # somebody is to answer
REVEALED = (
    State.MUTUAL,
    State.IN_DISCUSSION,
    State.AGREED,
    State.REALISED,
)  # each side sees the other's contact person
AGREED = (State.AGREED, State.REALISED)
LIVE = (*ASKING, State.MUTUAL, State.IN_DISCUSSION, State.AGREED)
ENDED = (State.REALISED, State.DECLINED, State.LAPSED, State.WITHDRAWN)


class Verdict(models.TextChoices):
    """What somebody made of a suggestion."""

    INVITED = "invited", _("Invited")
    PASSED = "passed", _("Passed over")


class PassReason(models.TextChoices):
    OTHER_MATTER = "other_matter", _("It is about something else")
    KNOWN = "known", _("We know already that it does not suit us")
    NOT_NOW = "not_now", _("Not now: the time or the size does not fit")
    TOO_FAR = "too_far", _("Too far away")
    ANOTHER_CHOSEN = "another_chosen", _("Another partner has been found")
    OTHER = "other", _("Another reason")
