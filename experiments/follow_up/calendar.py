"""What happens by itself: rounds are laid out, asked, reminded, asked of a second contact, and end in silence.

Every step is claimed by a conditional update, so a second run at the same moment finds nothing to do. After an outage
the newest question that is due is asked; an older one, or one that is too late, is kept as not asked in time.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from experiments.follow_up import notices
from experiments.follow_up.asking import ask
from experiments.follow_up.models import Asking, Round
from experiments.follow_up.states import FOLLOWED, LATEST, MONTHS, OPEN, PAUSE, Place, Step
from experiments.follow_up.words import line_of
from experiments.models import Experiment
from experiments.states import DECIDED
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.outbox.models import Mail
from mint.workflow import UNDO_WINDOW

TEND = "follow_up.tend"
SYSTEM = Actor.system(TEND)


def tend() -> int:
    """One run of the beat; returns how many steps were taken."""
    lay_out()
    return take_bounces() + _ask_due() + _go_on()


def lay_out() -> int:
    """The rounds of what has been decided and can no longer be taken back."""
    there = Round.objects.filter(experiment=OuterRef("pk"))
    rows = Experiment.objects.filter(
        ~Exists(there), state__in=DECIDED, decision__in=FOLLOWED, decided_at__lt=clock.now() - UNDO_WINDOW
    )
    made = [row for experiment in rows.order_by("pk") for row in _rounds(experiment)]
    Round.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _rounds(experiment: Experiment) -> Iterable[Round]:
    return (
        Round(organisation_id=experiment.organisation_id, experiment=experiment, months=months, due_on=due)
        for months, due in planned(experiment)
    )


def planned(experiment: Experiment) -> list[tuple[int, date]]:
    """Months and days, from the day of the decision on."""
    decided = clock.day_of(experiment.decided_at) if experiment.decided_at else clock.today()
    return [(months, later(decided, months)) for months in MONTHS]


def later(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _rows() -> "list[Round]":
    rows = Round.objects.select_related("experiment__organisation", "experiment__municipality")
    return list(rows.filter(step=Step.WAITING, due_on__lte=clock.today()).order_by("experiment", "-months"))


def _ask_due() -> int:
    """The newest of each experiment's due rounds is asked, the others have been missed."""
    newest: set[int] = set()
    taken = 0
    for row in _rows():
        is_late = row.experiment_id in newest or row.due_on < clock.today() - LATEST
        newest.add(row.experiment_id)
        taken += _step(row, Step.MISSED if is_late else Step.ASKED)
    return taken


def _go_on() -> int:
    """A fortnight after each step comes the next."""
    rows = Round.objects.open().select_related("experiment__organisation", "experiment__municipality")
    waited = rows.filter(stepped_at__lte=clock.now() - PAUSE).order_by("pk")
    return sum(_step(row, NEXT[Step(row.step)]) for row in waited)


NEXT = {Step.ASKED: Step.REMINDED, Step.REMINDED: Step.SECOND, Step.SECOND: Step.SILENT}


@transaction.atomic
def _step(row: Round, to: Step) -> int:
    """Who claims the step takes it. Returns 1, or 0 where another did, or an answer came meanwhile."""
    claimed = Round.objects.filter(pk=row.pk, step=row.step)
    if not claimed.update(step=to, stepped_at=clock.now()):
        return 0
    row.step = to
    if to in {Step.ASKED, Step.REMINDED}:
        if ask(row, Place.FIRST, is_reminder=to == Step.REMINDED) is None:
            return 1 + _step(row, Step.SECOND)
        _logged("experiment.follow_up_asked", row)
    elif to == Step.SECOND:
        if ask(row, Place.SECOND) is None:
            return 1 + _step(row, Step.SILENT)
        _logged("experiment.follow_up_second_asked", row)
    elif to == Step.SILENT:
        notices.silent(row)
        _logged("experiment.follow_up_silent", row)
    return 1


def _logged(verb: str, row: Round) -> None:
    record(verb, row.experiment, actor=SYSTEM, data={"line": line_of(row)})


def take_bounces() -> int:
    """A mail that came back: the second contact is asked at once, and those who steer are told."""
    lost = Mail.objects.filter(kind=notices.ASKED, failed_at__isnull=False)
    rows = Asking.objects.filter(bounced_at=None, answered_at=None, mail_key__in=lost.values("key"))
    found = list(
        rows.select_related("round__experiment__organisation", "round__experiment__municipality").order_by("pk")
    )
    return sum(_returned(asking) for asking in found)


@transaction.atomic
def _returned(asking: Asking) -> int:
    if not Asking.objects.filter(pk=asking.pk, bounced_at=None).update(bounced_at=clock.now(), email=""):
        return 0
    row = asking.round
    if row.step not in OPEN:
        return 1
    is_last = asking.place == Place.SECOND
    notices.bounced(row, asking.name, is_last=is_last)
    record("experiment.follow_up_bounced", row.experiment, actor=SYSTEM, data={"line": line_of(row)})
    if not is_last and row.step != Step.SECOND:
        _step(row, Step.SECOND)
    return 1
