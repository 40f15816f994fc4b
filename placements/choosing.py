"""The moves of an application: sent, considered, chosen or not, answered; and when it is deleted."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.web import MoveError
from mint.workflow import Move, lock, perform
from mint.workflow import undo as undo_move
from placements import notices
from placements.actions import remove
from placements.holding import hold
from placements.models import Application, Placement
from placements.permissions import is_applicant, is_host
from placements.states import CHOSEN_FOR, PENDING, SEATED, WAITING, ApplicationState, State

S = ApplicationState
DELETER = "privacy.retain"
KEPT = timedelta(days=365)


def open_for_applications(application: Application) -> str | None:
    if not application.placement.takes_applications:
        return _("Applying to this placement has ended.")
    return None


def motivated(application: Application) -> str | None:
    if len(application.motivation.strip()) < 20 or not application.name or not application.email:
        return _("Tell your name and e-mail address, and in a few sentences why you apply.")
    return None


def still_choosing(application: Application) -> str | None:
    if application.placement.state != State.OPEN:
        return _("The choice has already been made.")
    return None


SUBMIT = Move(
    "application.submitted",
    (S.DRAFT,),
    S.SUBMITTED,
    allowed=is_applicant,
    label=gettext_lazy("Send the application"),
    guards=(open_for_applications, motivated),
)
SHORTLIST = Move(
    "application.shortlisted",
    (S.SUBMITTED,),
    S.SHORTLISTED,
    allowed=is_host,
    label=gettext_lazy("Shortlist"),
    guards=(still_choosing,),
)
CHOOSE = Move(
    "application.chosen",
    PENDING,
    S.CHOSEN,
    allowed=is_host,
    label=gettext_lazy("Choose"),
    guards=(still_choosing,),
)
KEEP = Move(
    "application.reserved",
    WAITING,
    S.RESERVE,
    allowed=is_host,
    label=gettext_lazy("Keep in reserve"),
    guards=(still_choosing,),
)
REJECT = Move("application.not_chosen", PENDING, S.NOT_CHOSEN, allowed=is_host, label=gettext_lazy("Do not choose"))
ACCEPT = Move(
    "application.accepted", (S.CHOSEN,), S.ACCEPTED, allowed=is_applicant, label=gettext_lazy("Accept the place")
)
DECLINE = Move(
    "application.declined", (S.CHOSEN,), S.DECLINED, allowed=is_applicant, label=gettext_lazy("Decline the place")
)
WITHDRAW = Move(
    "application.withdrawn",
    PENDING,
    S.WITHDRAWN,
    allowed=is_applicant,
    label=gettext_lazy("Withdraw the application"),
)
UNCHOOSE = Move("application.choice_undone", (S.CHOSEN,), S.SHORTLISTED, allowed=is_host, undo_of="application.chosen")
UNREJECT = Move(
    "application.refusal_undone", (S.NOT_CHOSEN,), S.SHORTLISTED, allowed=is_host, undo_of="application.not_chosen"
)
MOVES = (SUBMIT, SHORTLIST, CHOOSE, KEEP, REJECT, ACCEPT, DECLINE, WITHDRAW, UNCHOOSE, UNREJECT)
# what follows when the place itself is called off, for those who had it too
CALL_OFF = Move("application.called_off", (*PENDING, *SEATED), S.NOT_CHOSEN, allowed=is_host)


@transaction.atomic
def submit(application: Application, *, actor: Actor, reason: str = "") -> Application:
    """The placement is held first, so that an application never arrives at a choice that was made meanwhile."""
    if SUBMIT.may(actor, application):
        hold(application.placement_id)
    application = perform(application, SUBMIT, actor=actor, submitted_at=clock.now())
    notices.applied(application, actor)
    return application


@transaction.atomic
def shortlist(application: Application, *, actor: Actor, reason: str = "") -> Application:
    return perform(application, SHORTLIST, actor=actor)


@transaction.atomic
def choose(application: Application, *, actor: Actor, reason: str = "") -> Application:
    """Give one of the places. The placement is locked first, so that two choosing at once share the same count."""
    if not CHOOSE.may(actor, application):
        return perform(application, CHOOSE, actor=actor)  # refuses
    placement = lock(application.placement)
    if Application.objects.seated().filter(placement=placement).count() >= placement.places:
        raise MoveError(_("All places have been given. Keep this applicant in reserve."))
    application = perform(application, CHOOSE, actor=actor, decided_at=clock.now(), answer=reason)
    notices.chosen(application, actor)
    return application


@transaction.atomic
def keep(application: Application, *, actor: Actor, reason: str = "") -> Application:
    return perform(application, KEEP, actor=actor, decided_at=clock.now())


@transaction.atomic
def reject(application: Application, *, actor: Actor, reason: str = "") -> Application:
    application = perform(application, REJECT, actor=actor, reason=reason, decided_at=clock.now(), answer=reason)
    notices.not_chosen(application, actor)
    return application


@transaction.atomic
def accept(application: Application, *, actor: Actor, reason: str = "") -> Application:
    application = perform(application, ACCEPT, actor=actor)
    notices.answered(application, actor)
    return application


@transaction.atomic
def decline(application: Application, *, actor: Actor, reason: str = "") -> Application:
    application = perform(application, DECLINE, actor=actor, reason=reason)
    notices.answered(application, actor)
    return application


@transaction.atomic
def withdraw(application: Application, *, actor: Actor, reason: str = "") -> Application:
    return perform(application, WITHDRAW, actor=actor, decided_at=clock.now())


@transaction.atomic
def undo(application: Application, move: Move, *, actor: Actor) -> Application:
    """Take back one's own choice within ten minutes, and the message that waits for it."""
    return undo_move(application, move, actor=actor, decided_at=None, answer="")


# What a POST of the move's name runs.
RUN = {
    SUBMIT.name: submit,
    SHORTLIST.name: shortlist,
    CHOOSE.name: choose,
    KEEP.name: keep,
    REJECT.name: reject,
    ACCEPT.name: accept,
    DECLINE.name: decline,
    WITHDRAW.name: withdraw,
}


def tell_the_rest(
    placement: Placement, states: tuple[S, ...], *, actor: Actor, reason: str, move: Move = REJECT
) -> None:
    """Those who were not chosen hear it: always a message."""
    for application in Application.objects.filter(placement=placement, state__in=states).order_by("id"):
        told = perform(application, move, actor=actor, reason=reason, decided_at=clock.now(), answer=reason)
        notices.not_chosen(told, actor, undoable=False)


def old() -> QuerySet[Application]:
    """Twelve months after the choice: those that led to no place, and those whose words are still there."""
    limit = clock.now() - KEPT
    rows = Application.objects.visible_to(Actor.system(DELETER))
    aged = rows.filter(Q(decided_at__lt=limit) | Q(state=S.DRAFT, placement__apply_by__lt=clock.day_of(limit)))
    ended = [state for state in CHOSEN_FOR if state not in {State.FILLED, State.AGREEMENT, State.RUNNING}]
    done = Q(state__in=SEATED, placement__state__in=ended) & ~Q(motivation="")
    return aged.filter(~Q(state__in=SEATED) | done)


def delete_old(rows: QuerySet[Application]) -> int:
    """They go; of those that led to a place the words go, the place stays (as mint_system)."""
    count = 0
    for application in rows.order_by("id"):
        _delete_files(application)
        if application.state in SEATED:
            application.motivation = application.answer = ""
            application.save(update_fields=["motivation", "answer"])
        else:
            application.delete()
        count += 1
    return count


def erase(user: User) -> None:
    """The person is being erased: what led to no place goes. The words of the rest, and all files, go by the list of fields."""
    rows = Application.objects.visible_to(Actor.system(DELETER)).filter(applicant=user)
    rows.exclude(state__in=SEATED).delete()


def _delete_files(application: Application) -> None:
    for attachment in application.attachments.all():
        remove(attachment)
