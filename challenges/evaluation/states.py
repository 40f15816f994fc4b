"""States and choices of an evaluation (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PhaseState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("evaluation", "Planned")
    OPEN = "open", pgettext_lazy("evaluation", "Under way")
    CLOSED = "closed", pgettext_lazy("evaluation", "Ended")


class Sharing(models.TextChoices):
    """When an evaluator sees what the others gave to the same proposal."""

    ALWAYS = "always", _("Always")
    AFTER_OWN = "after_own", _("After scoring it oneself")
    NEVER = "never", _("Never")


class AssignmentState(models.TextChoices):
    GIVEN = "given", pgettext_lazy("evaluation", "Not finished")
    SUBMITTED = "submitted", pgettext_lazy("evaluation", "Finished")
    CONFLICTED = "conflicted", _("Conflict of interest")
    REMOVED = "removed", pgettext_lazy("evaluation", "Taken off")


LIVE = (AssignmentState.GIVEN, AssignmentState.SUBMITTED)


class Tie(models.TextChoices):
    """What binds an evaluator to a proposal; the database says the same words (`functions.py`)."""

    TEAM = "team", _("belongs to the proposing team")
    COMPANY = "company", _("has a role in the proposer's or the owner's organisation")
    EMPLOYER = "employer", _("has an organisation in common with the proposers")
    JOINT_WORK = "joint_work", _("has worked together with the proposer")
    DECLARED = "declared", _("said so")


class DecisionState(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("decision", "In preparation")
    RELEASED = "released", pgettext_lazy("decision", "Released")


class Outcome(models.TextChoices):
    SELECTED = "selected", pgettext_lazy("proposal", "Selected")
    RESERVE = "reserve", pgettext_lazy("proposal", "In reserve")
    NOT_SELECTED = "not_selected", pgettext_lazy("proposal", "Not selected")
