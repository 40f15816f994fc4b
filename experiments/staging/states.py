"""Words of stages and of what a gate asks (leaf). The states themselves are the experiment's, and no template removes one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from experiments.states import State

# In this order a template goes through the lifecycle; pausing and cancelling are no stages.
ORDER = (
    State.IDEA, State.PLANNING, State.IN_REVIEW, State.APPROVED, State.RUNNING, State.EVALUATING, State.DECIDED,
    State.FOLLOW_UP, State.CLOSED,
)  # fmt: skip
STANDS_IN = {State.PAUSED: State.RUNNING}  # a pause leaves the experiment at its stage
STAGED = (*ORDER, State.PAUSED)  # the states in which an experiment stands at a stage


class Mover(models.TextChoices):
    """Who moves an experiment on to a further stage of the same state. Into the first one it comes by the lifecycle's move."""

    OWNER = "owner", _("The owner")
    PARTIES = "parties", _("The owner or a party")
    CURATOR = "curator", _("The municipality's coordinator or a curator")
    STEERS = "steers", _("The owner, the municipality's coordinator or a curator")


class Kind(models.TextChoices):
    """The catalogue: what a gate can ask."""

    FIELD = "field", _("A field is filled")
    CHECKLIST = "checklist", _("A line of a checklist is ticked")
    APPROVAL = "approval", _("Somebody approves")
    DOCUMENT = "document", _("A document is attached")
    MEASUREMENTS = "measurements", _("There are so many measurements")
    DATE = "date", _("A date has come")


class Strength(models.TextChoices):
    """Whether one may move on although it is not done."""

    REQUIRED = "required", _("Required: nobody moves on without it")
    REASON = "reason", _("One may move on despite it, with a reason")
    NOTE = "note", pgettext_lazy("gate", "A reminder: does not hold anybody up")


class Role(models.TextChoices):
    """Whose approval a gate may ask for."""

    OWNER = "owner", _("The owner")
    PARTY = "party", _("A party beside the owner")
    COORDINATOR = "coordinator", _("The municipality's coordinator")
    CURATOR = "curator", _("A curator of the project")
    OUTSIDE = "outside", _("Somebody from outside, by a mailed link")


FIELDS = {
    "kind": _("Kind of experiment"),
    "hypothesis": _("Hypothesis"),
    "riskiest": _("Riskiest assumption"),
    "population": _("With whom and where"),
    "recruiting": _("How participants are found"),
    "guardrail": _("What must not get worse"),
    "roles": _("Roles"),
    "budget": _("Budget, euros"),
    "funding": _("Where the money comes from"),
    "risks": _("Risks"),
    "communication": _("Communication"),
    "consent_text": _("Consent and impact assessment"),
    "aid_basis": _("Basis of aid"),
    "rights": _("Rights to the results"),
    "public_summary": _("Public summary"),
    "result": _("Result"),
    "learnings": _("Lessons learned"),
    "responsible": _("Who answers for the follow-up"),
}
WRITTEN_IN_RESULT = ("result", "learnings")
DATES = {
    "starts_on": _("The first day of the plan"),
    "ends_on": _("The last day of the plan"),
    "entered": _("So many days at the stage before"),
}
