"""What happens by itself: phases end with their last day, reminders go out before it, cases find another evaluator."""

from datetime import timedelta

from challenges.evaluation import actions, workflow
from challenges.evaluation.models import Phase
from challenges.evaluation.states import PhaseState
from mint import clock
from mint.actor import Actor

REMINDED_BEFORE = timedelta(days=3)
REMINDER, FINDER = "evaluation.remind_due", "evaluation.share_out"


def close_due() -> int:
    """Each in its own move, as the system; returns how many."""
    due = list(Phase.objects.open().filter(closes_on__lt=clock.today()).order_by("pk"))
    for phase in due:
        workflow.close_phase(phase, actor=Actor.system(workflow.CLOSER), reason=workflow.LAST_DAY)
    return len(due)


def remind_due() -> int:
    """Once for each phase, from three days before its end: whoever has been reminded by hand meanwhile is left in peace."""
    today = clock.today()
    ending = Phase.objects.open().filter(closes_on__gte=today, closes_on__lte=today + REMINDED_BEFORE)
    since = today - REMINDED_BEFORE
    due = [phase for phase in ending.order_by("pk") if phase.reminded_on is None or phase.reminded_on < since]
    return sum(actions.remind(phase, actor=Actor.system(REMINDER)) for phase in due)


def share_out(phase_id: int) -> int:
    """How many sheets were given; none where the phase has ended meanwhile."""
    phase = Phase.objects.filter(pk=phase_id).exclude(state=PhaseState.CLOSED).first()
    if phase is None:
        return 0
    return len(actions.share_out(phase, actor=Actor.system(FINDER)).added)
