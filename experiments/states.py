"""An experiment's states and fixed words, and the sets of them that rules speak of (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    IDEA = "idea", _("Idea")
    PLANNING = "planning", _("Being planned")
    IN_REVIEW = "in_review", _("Plan in review")
    APPROVED = "approved", _("Plan approved")
    RUNNING = "running", _("Running")
    PAUSED = "paused", pgettext_lazy("experiment", "Paused")
    EVALUATING = "evaluating", _("In evaluation")
    DECIDED = "decided", _("Decided")
    FOLLOW_UP = "follow_up", _("In follow-up")
    CLOSED = "closed", pgettext_lazy("experiment", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("experiment", "Cancelled")


DRAFTED = (State.IDEA, State.PLANNING)
BEFORE = (State.IDEA, State.PLANNING, State.IN_REVIEW, State.APPROVED)
UNDER_WAY = (State.RUNNING, State.PAUSED)
DECIDED = (State.DECIDED, State.FOLLOW_UP, State.CLOSED)
SHOWN = (*UNDER_WAY, State.EVALUATING, *DECIDED)
FROZEN = (State.IN_REVIEW, State.APPROVED, *SHOWN)
APPROVED = (State.APPROVED, *SHOWN)
MEASURABLE = (*UNDER_WAY, State.EVALUATING)
CHANGEABLE = (State.IDEA, State.PLANNING, State.APPROVED, *UNDER_WAY)


class Stage(models.TextChoices):
    """The five words of the stepper: several states under one."""

    IDEATION = "ideation", _("Ideation")
    PLANNING = "planning", _("Planning")
    EXPERIMENT = "experiment", _("Experiment")
    EVALUATION = "evaluation", _("Evaluation")
    DECISION = "decision", _("Decision")


STATES_OF: dict[Stage, tuple[State, ...]] = {
    Stage.IDEATION: (State.IDEA,),
    Stage.PLANNING: (State.PLANNING, State.IN_REVIEW, State.APPROVED),
    Stage.EXPERIMENT: UNDER_WAY,
    Stage.EVALUATION: (State.EVALUATING,),
    Stage.DECISION: DECIDED,
}
SAYS_MORE = (State.IN_REVIEW, State.APPROVED, State.PAUSED, State.FOLLOW_UP, State.CANCELLED)  # than its stage
STAGE_OF = {state: stage for stage, states in STATES_OF.items() for state in states}
PILL_OF = {
    State.IDEA: "draft",
    State.PLANNING: "draft",
    State.IN_REVIEW: "match",
    State.APPROVED: "open",
    State.RUNNING: "run",
    State.PAUSED: "stop",
    State.EVALUATING: "eval",
    State.DECIDED: "done",
    State.FOLLOW_UP: "done",
    State.CLOSED: "done",
    State.CANCELLED: "stop",
}


class Publication(models.TextChoices):
    """What the public sees of an experiment that has begun. People who have signed in see it in any case."""

    NONE = "none", _("Not public: only people who have signed in see it")
    SUMMARY = "summary", _("Summary: stage, result and lessons")
    OPEN = "open", _("Open: also the measurements")


PUBLISHED = (Publication.SUMMARY, Publication.OPEN)


class Direction(models.TextChoices):
    UP = "up", _("The value should rise")
    DOWN = "down", _("The value should fall")


class Outcome(models.TextChoices):
    SUPPORTED = "supported", _("The hypothesis is supported")
    NOT_SUPPORTED = "not_supported", _("The hypothesis is not supported")
    INCONCLUSIVE = "inconclusive", _("The result is inconclusive")


class Decision(models.TextChoices):
    SCALE = "scale", _("Scale up")
    DEVELOP_ON = "develop_on", _("Develop on")
    NEW_ROUND = "new_round", _("A new round")
    HAND_OVER = "hand_over", _("Hand over")
    STOP = "stop", _("Stop with learnings")


FOLLOWED = (Decision.SCALE, Decision.HAND_OVER)


class Source(models.TextChoices):
    ENTERED = "entered", _("Entered by hand")
    IMPORTED = "imported", _("Imported")
    SENSOR = "sensor", _("From a sensor")


class Frequency(models.TextChoices):
    """How often a value is due, as the plan says; what is late is reminded of."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    ENDS = "ends", _("At the beginning and at the end only")


DAYS_OF: dict[str, int | None] = {
    Frequency.DAILY: 1,
    Frequency.WEEKLY: 7,
    Frequency.FORTNIGHTLY: 14,
    Frequency.MONTHLY: 31,
    Frequency.ENDS: None,
    "": 7,  # the plan does not say
}


class Design(models.TextChoices):
    """How a metric shows whether something changed; what each does is in `experiments.effects`."""

    BEFORE_AFTER = "before_after", _("Before and after: values before the experiment and during it")
    PAIRED = "paired", _("Pairs: the same people or objects before and during")
    COMPARISON = "comparison", _("Comparison group: the own group and another at the same time")
    DID = "did", _("Before and after with a comparison group: the difference of the changes")
    PROPORTIONS = "proportions", _("Shares: how many of how many")
    COUNTS = "counts", _("Counts: how many times in how many days, kilometres or other exposure")
    ITS = "its", _("A long series with a break: the level against the earlier course")


WITH_BEFORE = (*(design for design in Design if design != Design.COMPARISON),)  # values before the first day are needed
WITH_GROUP = (Design.COMPARISON, Design.DID, Design.PROPORTIONS, Design.COUNTS)
WITH_TOTAL = (Design.PROPORTIONS, Design.COUNTS)
WITH_SUBJECT = (Design.BEFORE_AFTER, Design.PAIRED, Design.COMPARISON, Design.DID)


class Basis(models.TextChoices):
    """What a metric's interval is held against."""

    SMALLEST = "smallest", _("The smallest worthwhile change: the whole interval is beyond it")
    NO_CHANGE = "no_change", _("No change: the whole interval is on the better side of it")
    TARGET = "target", _("The target: the whole interval reaches it")


class Across(models.TextChoices):
    """How several primary metrics make one outcome."""

    EVERY = "every", _("Every primary metric must be supported")
    ANY = "any", _("One supported primary metric is enough")


class Kind(models.TextChoices):
    """How near to everyday use it is tried."""

    PROTOTYPE = "prototype", _("Prototype: an unfinished thing is shown or tried out")
    SERVICE_TRIAL = "service_trial", _("Service trial: a service is given in a new way for a while")
    PILOT = "pilot", _("Pilot: a finished solution in real use, in a small way")
    COMPARISON = "comparison", _("Comparison: several ways side by side")


class Aid(models.TextChoices):
    """On what a benefit to a company rests, as state aid law sees it."""

    NONE = "none", _("No aid: no company benefits from the experiment")
    MARKET = "market", _("No aid: what a company gives or gets is paid at the market price")
    DE_MINIMIS = "de_minimis", _("De minimis aid")
    BLOCK = "block_exemption", _("Aid under the general block exemption")


class Rights(models.TextChoices):
    """Whose the results are."""

    OPEN = "open", _("Open: anybody may use the results and the data")
    OWNER = "owner", _("The owner’s")
    MAKER = "maker", _("Of whoever makes them; the others may use them")
    SHARED = "shared", _("Shared, as the parties have agreed")


class Licence(models.TextChoices):
    """On which terms others use what an experiment has published."""

    CC_BY = "cc_by", _("CC BY 4.0: free to use, the source is named")
    CC0 = "cc0", _("CC0 1.0: free to use without conditions")
    ASK = "ask", _("Not licensed: ask the owner before you use more than a citation")


LICENCE_URLS: dict[str, str] = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}


class Arm(models.TextChoices):
    """Whose value it is."""

    OWN = "own", _("Own group: where something is tried")
    COMPARISON = "comparison", _("Comparison group: where nothing is changed")


class Grade(models.IntegerChoices):
    """How far one may lean on what an experiment shows: see `experiments.evidence`."""

    VERY_WEAK = 1, _("Very weak evidence")
    WEAK = 2, _("Weak evidence")
    MODERATE = 3, _("Moderate evidence")
    STRONG = 4, _("Strong evidence")


class Part(models.TextChoices):
    """What an organisation does in an experiment."""

    SOLUTION = "solution", _("Brings the solution")
    SITE = "site", _("Gives the place to try it")
    USERS = "users", _("Brings the users")
    METHOD = "method", _("Guides the method")
    MEASURING = "measuring", _("Measures and analyses")
    FUNDING = "funding", _("Pays a part")
    OTHER = "other", _("Takes part otherwise")


class Invited(models.TextChoices):
    """How it stands with an invitation to take part."""

    INVITED = "invited", _("Invited, has not answered")
    JOINED = "joined", _("Takes part")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Invitation taken back")
    LEFT = "left", _("Left")
    REMOVED = "removed", _("No longer takes part")
