"""What curators do to a challenge's screening. The owner is told nothing of it: their page shows the answer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.curation.models import CuratorNote, Screening
from challenges.curation.permissions import can_delete_note, can_screen
from challenges.curation.states import Flag, Stage
from challenges.curation.team import colleagues
from challenges.models import Challenge
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from mint.workflow import lock

ANYBODY = -1  # whoever has it now


def _taken_up(challenge: Challenge, actor: Actor) -> Screening:
    """Its screening, made at the first touch; the challenge is locked, so that two people make one."""
    fresh = lock(challenge)
    if not can_screen(actor, fresh):
        raise PermissionDenied
    screening, _made = Screening.objects.get_or_create(
        challenge=fresh, defaults={"municipality_id": fresh.municipality_id, "created_at": clock.now()}
    )
    screening.municipality_id = fresh.municipality_id
    screening.challenge = fresh
    return screening


def _saved(screening: Screening, verb: str, actor: Actor, **data: Any) -> Screening:
    screening.save()
    record(verb, screening, actor=actor, data={"challenge": screening.challenge_id, **data})
    return screening


@transaction.atomic
def assign(challenge: Challenge, *, to: int | None, actor: Actor, seen: int | None = ANYBODY) -> Screening:
    """Give it to a person of one's own team, or to nobody (None). `seen` is who had it on the screen: nobody takes
    what somebody else has just taken.
    """
    screening = _taken_up(challenge, actor)
    if screening.assignee_id == to:
        return screening
    if to is not None and to not in colleagues(actor):
        raise MoveError(_("A challenge is given to a colleague who answers challenges in your organisation."))
    if seen not in (ANYBODY, screening.assignee_id):
        raise MoveError(_("Somebody else has taken this meanwhile. Look at the page again."))
    before, screening.assignee_id = screening.assignee_id, to
    if to is not None and effective_stage(screening) == Stage.NEW:
        _set_stage(screening, Stage.LOOKED_AT)
    return _saved(screening, "screening.assigned", actor, before=before, to=to)


@transaction.atomic
def set_stage(challenge: Challenge, *, stage: str, actor: Actor) -> Screening:
    screening = _taken_up(challenge, actor)
    before = effective_stage(screening)
    if before == stage:
        return screening
    _set_stage(screening, Stage(stage))
    return _saved(screening, "screening.staged", actor, before=before, to=stage)


@transaction.atomic
def set_flags(challenge: Challenge, *, flags: Iterable[str], actor: Actor) -> Screening:
    """Exactly these."""
    screening = _taken_up(challenge, actor)
    wanted = [flag.value for flag in Flag if flag.value in set(flags)]
    if screening.flags == wanted:
        return screening
    before, screening.flags = screening.flags, wanted
    return _saved(screening, "screening.flagged", actor, before=before, to=wanted)


@transaction.atomic
def flag(challenge: Challenge, *, flag: str, actor: Actor, on: bool = True) -> Screening:
    """One of them set, or taken away; the others stay."""
    screening = _taken_up(challenge, actor)
    others = set(screening.flags) - {flag}
    return set_flags(challenge, flags=others | {flag} if on else others, actor=actor)


@transaction.atomic
def write_note(challenge: Challenge, *, text: str, key: UUID, actor: Actor) -> CuratorNote:
    """Once for each form."""
    screening = _taken_up(challenge, actor)
    defaults = {"text": text, "created_at": clock.now()}
    note, made = CuratorNote.objects.get_or_create(
        challenge=screening.challenge, author_id=actor.user_id, form_key=key, defaults=defaults
    )
    if made:
        _saved(screening, "screening.noted", actor, note=note.pk)
    return note


@transaction.atomic
def delete_note(note: CuratorNote, *, actor: Actor) -> None:
    if not can_delete_note(actor, note):
        raise PermissionDenied
    screening = _taken_up(note.challenge, actor)
    _saved(screening, "screening.note_deleted", actor, note=note.pk)
    note.delete()


def effective_stage(screening: Screening | None) -> str:
    """What was said before the newest sending counts no more: a challenge that comes back is new again."""
    if screening is None or screening.staged_at is None:
        return Stage.NEW.value
    sent = screening.challenge.submitted_at
    return Stage.NEW.value if sent and sent > screening.staged_at else screening.stage


def _set_stage(screening: Screening, stage: Stage) -> None:
    screening.stage, screening.staged_at = stage, clock.now()
