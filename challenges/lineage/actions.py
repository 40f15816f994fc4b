"""Copying a challenge, merging it into another, and splitting it: each leaves a row that both pages show."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from challenges import needs
from challenges.actions import create_draft
from challenges.lineage import notices
from challenges.lineage.models import Lineage
from challenges.lineage.permissions import can_copy, can_merge, can_split
from challenges.lineage.states import FEWEST_PARTS, MERGED_INTO, MOST_PARTS, OF_NEED, OF_OWN, OF_PART, Kind
from challenges.models import Challenge
from challenges.states import State
from challenges.workflow import MERGE, SPLIT
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.tenancy.models import Organisation
from mint.web import MoveError
from mint.workflow import lock, perform


@transaction.atomic
def copy(challenge: Challenge, *, organisation: Organisation, key: UUID, actor: Actor) -> Challenge:
    """A draft of the organisation acted for with what the brief says; made once for each form."""
    if not can_copy(actor, challenge, organisation.kind):
        raise PermissionDenied
    own = challenge.organisation_id == organisation.pk
    mine = Challenge.objects.visible_to(actor).filter(organisation=organisation, form_key=key)
    if made := mine.first():
        return made
    data = taken_over(challenge, OF_NEED + OF_OWN if own else OF_NEED)
    draft = create_draft(organisation=organisation, key=key, actor=actor, data=data)
    if own:
        Challenge.objects.filter(pk=draft.pk).update(copied_from=challenge)
    Lineage.objects.create(kind=Kind.COPIED, source=challenge, target=draft, made_by_id=actor.user_id)
    record("challenge.copied", draft, actor=actor, data={"from": challenge.pk})
    return draft


def taken_over(challenge: Challenge, fields: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(challenge, name) for name in fields}


def why_not(challenge: Challenge, kept: Challenge) -> str:
    """Why the one cannot be merged into the other; empty when it can. Its owner must be able to read where it went."""
    if challenge.pk == kept.pk:
        return _("A challenge is not merged into itself.")
    if kept.state in MERGED_INTO:
        return ""
    both_wait = challenge.state == kept.state == State.IN_REVIEW
    if both_wait and challenge.organisation_id == kept.organisation_id:
        return ""
    if kept.state == State.IN_REVIEW:
        return _("Publish the one that is kept first: until then the owner of this one cannot see it.")
    return _("The one that is kept must be public, and not have ended.")


@transaction.atomic
def merge(challenge: Challenge, kept: Challenge, *, reason: str, actor: Actor) -> Challenge:
    """The challenge is withdrawn in favour of another, which stays as it is. Undone by its move, within ten minutes."""
    _lock_both(challenge, kept)
    fresh = lock(challenge)
    other = Challenge.objects.visible_to(actor).filter(pk=kept.pk).first()
    if other is None or not can_merge(actor, fresh):
        raise PermissionDenied
    was_open = fresh.state == State.OPEN
    if fresh.state in MERGE.sources:  # or the move says that somebody was here first
        if why := why_not(fresh, other):
            raise MoveError(why)
        Lineage.objects.create(
            kind=Kind.MERGED,
            source=fresh,
            target=other,
            made_by_id=actor.user_id,
            reason=reason,
            created_at=clock.now(),
        )
    fresh = perform(fresh, MERGE, actor=actor, reason=reason, answer=reason, ended_at=clock.now())
    if was_open:
        needs.take_back(fresh, actor)
    if can_merge(actor, other):  # nobody writes in the trail of what they may not change; its page says it all the same
        record("challenge.absorbed", other, actor=actor)
    notices.merged(fresh, other, actor, reason)
    return fresh


def _lock_both(one: Challenge, other: Challenge) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT mint.lineage_lock(%s, %s)", [one.pk, other.pk])


def unmerge(challenge: Challenge, actor: Actor) -> None:
    """What follows when the move is undone, in its transaction: with its row left standing it could never be merged again."""
    rows = Lineage.objects.visible_to(actor).merged().filter(source=challenge)
    if rows.update(undone_at=clock.now()) != 1:
        raise MoveError(_("This can no longer be undone."))


@transaction.atomic
def split(challenge: Challenge, *, titles: Sequence[str], reason: str, actor: Actor) -> list[Challenge]:
    """One that waits becomes several, each returned to its owner with the whole text; it is withdrawn itself."""
    fresh = lock(challenge)
    if not can_split(actor, fresh):
        raise PermissionDenied
    if not FEWEST_PARTS <= len(titles) <= MOST_PARTS:
        raise MoveError(_("A challenge is split into two to five parts."))
    parts = [_part(fresh, title, reason, actor) for title in titles] if fresh.state in SPLIT.sources else []
    fresh = perform(fresh, SPLIT, actor=actor, reason=reason, answer=reason, ended_at=clock.now())
    notices.split(fresh, parts, actor, reason)
    return parts


def _part(whole: Challenge, title: str, reason: str, actor: Actor) -> Challenge:
    part = Challenge.objects.create(
        **taken_over(whole, OF_PART) | {"title": title},
        state=State.RETURNED,
        organisation_id=whole.organisation_id,
        municipality_id=whole.municipality_id,
        project_id=whole.project_id,
        author_id=whole.author_id,
        copied_from=whole,
        submitted_at=whole.submitted_at,
        answer=reason,
        is_demo=whole.is_demo,
        created_at=clock.now(),
    )
    Lineage.objects.create(
        kind=Kind.SPLIT, source=whole, target=part, made_by_id=actor.user_id, reason=reason, created_at=clock.now()
    )
    record("challenge.split_off", part, actor=actor, to_state=part.state, reason=reason)
    return part
