"""Taking back one's own last move of a match, within ten minutes and while nothing has come of it."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint.actor import Actor
from mint.matching import choosing
from mint.matching.models import Match, PrivateReason
from mint.matching.permissions import can_discuss
from mint.matching.states import ASKING, State
from mint.matching.workflow import (
    ACCEPT,
    AGREE,
    DECLINE,
    DISCUSS,
    EXPRESS,
    REALISE,
    SUGGESTED,
    WITHDRAW,
    need_is_open,
)
from mint.outbox.queue import enqueue
from mint.web import MoveError
from mint.workflow import Move
from mint.workflow import undo as undo_move


def nothing_has_come_of_it(match: Match) -> str | None:
    """What hangs on an agreement, an experiment say, holds it: those apps point at the match, matching knows none."""
    links = (link for link in Match._meta.related_objects if link.field.model._meta.app_config is not _own_app())
    if any(link.field.model._base_manager.filter(**{link.field.name: match.pk}).exists() for link in links):
        return _("Something has been begun on this agreement: it can no longer be taken back.")
    return None


def _own_app() -> Any:
    return apps.get_app_config("matching")


def _undo(name: str, source: State, target: State, of: str, **more: Any) -> Move:
    return Move(f"match.{name}", (source,), target, can_discuss, gettext_lazy("Undo"), undo_of=of, **more)


def _revival(name: str, source: State, target: State, of: str) -> Move:
    """Waits for an answer again, so the need must still seek one."""
    return _undo(name, source, target, of, guards=(need_is_open,) if target in ASKING else ())


S = State
# An interest and a suggestion begin a match, and taken back they end it; an interest may also answer a suggestion.
UNINTEREST = _undo("interest_undone", S.INTEREST, S.WITHDRAWN, EXPRESS.verb)
UNANSWER = _undo("interest_undone", S.INTEREST, S.SUGGESTED, EXPRESS.verb)
UNSUGGEST = _undo("suggestion_undone", S.SUGGESTED, S.WITHDRAWN, SUGGESTED)
UNACCEPT = _undo("acceptance_undone", S.MUTUAL, S.INTEREST, ACCEPT.verb)
UNDISCUSS = _undo("discussion_undone", S.IN_DISCUSSION, S.MUTUAL, DISCUSS.verb)
UNAGREE = tuple(
    _undo("agreement_undone", S.AGREED, State(source), AGREE.verb, guards=(nothing_has_come_of_it,))
    for source in AGREE.sources
)
UNREALISE = _undo("realisation_undone", S.REALISED, S.AGREED, REALISE.verb)
UNDECLINE = tuple(_revival("decline_undone", S.DECLINED, State(source), DECLINE.verb) for source in DECLINE.sources)
UNWITHDRAW = tuple(_revival("withdrawal_undone", S.WITHDRAWN, source, WITHDRAW.verb) for source in ASKING)
UNDOS = (UNINTEREST, UNANSWER, UNSUGGEST, UNACCEPT, UNDISCUSS, *UNAGREE, UNREALISE, *UNDECLINE, *UNWITHDRAW)


@transaction.atomic
def undo(match: Match, move: Move, *, actor: Actor) -> Match:
    """Take back one's own last move, and the messages that wait for it.

    Raises MoveError also when the two sides have another live match by now: there can be one.
    """
    try:
        with transaction.atomic():
            match = undo_move(match, move, actor=actor, **_changes(move))
    except IntegrityError as error:
        raise MoveError(_("The two sides already have another match alive.")) from error
    if move in (UNINTEREST, UNSUGGEST):
        choosing.uninvited(match)
    if move is UNREALISE:
        enqueue("matching.count_record", organisation_id=match.partner_id)
    if move in UNDECLINE:
        PrivateReason.objects.filter(match=match, organisation_id=actor.organisation_id or 0).delete()
    return match


def _changes(move: Move) -> dict[str, Any]:
    """What an undo takes off the row again."""
    if move is UNANSWER:
        return {"interest_from": ""}
    return {"agreement": "", "agreed_at": None} if move in UNAGREE else {}
