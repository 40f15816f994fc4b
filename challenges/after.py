"""What happens next: one sentence for each move of `workflow.MOVES`; and whom a challenge waits for meanwhile."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from challenges.models import Challenge
from challenges.states import State
from mint import clock
from mint.templating import fdate

ANSWERED_WITHIN = 5  # working days
SATURDAY = 5
AFTER = {
    "returned": _l("It went back with your reasons, and comes to the queue again when it has been completed."),
    "withdrawn": _l("The challenge was withdrawn, and those concerned are told, with your reason."),
    "closed": _l("The call is closed. Next, look at the answers and choose the partners."),
    "selected": _l("The partners are selected. Next, begin the experiment with them."),
    "experimenting": _l("The challenge is in experiment. Next, plan what is tried and how one sees that it works."),
    "solved": _l("The challenge is solved, and those concerned are told. Archive it when nothing is open any more."),
    "not_solved": _l("The challenge was not solved, and those concerned are told. What was learned stays for others."),
    "archived": _l("The challenge is in the archive. Its page stays for others to read."),
}


def after(challenge: Challenge, move: str) -> str:
    """Said when the move of this name has been made."""
    return str(AFTER[move]) if move in AFTER else waits_for(challenge)


def waits_for(challenge: Challenge) -> str:
    """Who answers next and by when; empty where somebody's own buttons say it."""
    if challenge.state == State.IN_REVIEW and (day := promised_on(challenge)):
        return _("The coordinator (%(place)s) answers by %(day)s at the latest, and you are told.") % {
            "place": challenge.municipality.name,
            "day": fdate(day),
        }
    if challenge.state == State.OPEN:
        until = fdate(challenge.deadline_on)
        return _("The challenge is public. Solutions are waited for until %(day)s.") % {"day": until}
    return ""


def sent_on(challenge: Challenge) -> date | None:
    """The Finnish day on which it came to wait for its answer."""
    return clock.day_of(challenge.submitted_at) if challenge.submitted_at else None


def promised_on(challenge: Challenge) -> date | None:
    """The day by which its sender was promised an answer."""
    day = sent_on(challenge)
    return answered_by(day) if day else None


def answered_by(day: date) -> date:
    """Five working days later; public holidays are not known here."""
    left = ANSWERED_WITHIN
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day
