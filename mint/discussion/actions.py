"""Writing, editing and removing comments, and following a discussion."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.discussion import notices
from mint.discussion.models import Comment, Following, Mention, Revision
from mint.discussion.people import Person, named_in
from mint.discussion.permissions import audiences_for, can_edit, can_moderate, narrower_for
from mint.discussion.states import Audience, Mode
from mint.web import MoveError

MOST_AN_HOUR = 30
MOST_MENTIONS = 10


@transaction.atomic
def write(
    obj: Any,
    *,
    actor: Actor,
    audience: str,
    text: str,
    language: str,
    key: UUID,
    mentioned: Collection[int] = (),
    people: Iterable[Person] = (),
) -> Comment:
    """Say something of `obj`. The same key makes one; `people` are whom the actor may mention, `mentioned` whom they chose."""
    if audience not in audiences_for(actor, obj):
        raise PermissionDenied
    _refuse_too_many(actor)
    comment, made = Comment.objects.get_or_create(
        author_id=actor.user_id,
        form_key=key,
        defaults={
            **_about(obj),
            "organisation_id": obj.organisation_id,
            "municipality_id": obj.municipality_id,
            "project_id": obj.project_id,
            "acting_for_id": actor.organisation_id,
            "audience": audience,
            "text": text,
            "language": language,
        },
    )
    if made:
        _mention(comment, mentioned, people)
        _follow_by_writing(comment, actor)
        _record("comment.written", comment, actor)
        notices.written(comment)
    return comment


def _about(obj: models.Model) -> dict[str, Any]:
    return {"subject_type": obj._meta.label_lower, "subject_id": obj.pk}


def _refuse_too_many(actor: Actor) -> None:
    recent = Comment.objects.filter(author_id=actor.user_id, created_at__gt=clock.now() - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        raise MoveError(_("You have written very many comments within an hour. Go on a little later."))


def _mention(comment: Comment, mentioned: Collection[int], people: Iterable[Person]) -> None:
    """Only those who read it; a name of anybody else stays a word of the text."""
    readers = [each for each in people if comment.audience in each.audiences]
    found = named_in(comment.text, readers) | (set(mentioned) & {each.id for each in readers})
    Mention.objects.bulk_create(
        Mention(organisation_id=comment.organisation_id, comment=comment, user_id=pk)
        for pk in sorted(found)[:MOST_MENTIONS]
    )


def _follow_by_writing(comment: Comment, actor: Actor) -> None:
    """Unless they have said before what they want to hear."""
    about = {"subject_type": comment.subject_type, "subject_id": comment.subject_id, "user_id": actor.user_id}
    Following.objects.get_or_create(**about, defaults={"told_of_id": comment.pk})


def _record(verb: str, comment: Comment, actor: Actor) -> None:
    """In the owner's event log; what evaluators say among themselves is not told to the owner there either."""
    if comment.audience != Audience.EVALUATORS:
        record(verb, comment, actor=actor, data={"audience": comment.audience})


@transaction.atomic
def edit(comment: Comment, *, actor: Actor, text: str) -> Comment:
    """What it said before stays readable to those who read the comment."""
    fresh = _locked(comment)
    if not can_edit(actor, fresh):
        raise PermissionDenied
    if text == fresh.text:
        return fresh
    now = clock.now()
    Revision.objects.create(
        organisation_id=fresh.organisation_id,
        comment=fresh,
        created_at=now,
        written_at=fresh.edited_at or fresh.created_at,
        text=fresh.text,
    )
    fresh.text, fresh.edited_at = text, now
    fresh.save(update_fields=["text", "edited_at"])
    _record("comment.edited", fresh, actor)
    return fresh


@transaction.atomic
def narrow(comment: Comment, obj: Any, *, actor: Actor, audience: str) -> Comment:
    """Keep it to fewer readers; to more is refused, since it was written for few."""
    fresh = _locked(comment)
    if not can_edit(actor, fresh):
        raise PermissionDenied
    if audience == fresh.audience:
        return fresh
    if audience not in narrower_for(actor, fresh, obj):
        raise MoveError(
            _("A comment can be kept to fewer readers later, but not shown to more. Write a new one to them.")
        )
    _record("comment.narrowed", fresh, actor)  # before: the log of what the owner reads says so in any case
    fresh.audience = audience
    fresh.save(update_fields=["audience"])
    return fresh


@transaction.atomic
def remove(comment: Comment, *, actor: Actor, reason: str = "") -> Comment:
    """By its writer, or with a reason by a moderator: the place stays, the text and what it said before do not."""
    fresh = _locked(comment)
    own = can_edit(actor, fresh)
    if not own and not can_moderate(actor, fresh):
        if fresh.is_removed:
            return fresh
        raise PermissionDenied
    if not own and len(reason.strip()) < 3:
        raise MoveError(_("Give the reason in a few words."))
    Revision.objects.filter(comment=fresh).delete()
    Mention.objects.filter(comment=fresh).delete()
    fresh.text, fresh.removed_at, fresh.removed_by_id = "", clock.now(), actor.user_id
    fresh.removed_reason = "" if own else reason.strip()
    fresh.save(update_fields=["text", "removed_at", "removed_by", "removed_reason"])
    _record("comment.removed" if own else "comment.moderated", fresh, actor)
    return fresh


def _locked(comment: Comment) -> Comment:
    """As it is now; who may neither edit nor moderate it cannot lock it, which is a refusal."""
    found = Comment.objects.select_for_update(of=("self",), no_key=True).filter(pk=comment.pk).first()
    if found is None:
        raise PermissionDenied
    return found


@transaction.atomic
def follow(obj: Any, *, actor: Actor, mode: str) -> Following:
    """What this person is told of from now on."""
    if actor.user_id is None or mode not in Mode.values:
        raise PermissionDenied
    newest = Comment.objects.about(obj).order_by("-pk").values_list("pk", flat=True).first()
    following, made = Following.objects.get_or_create(
        **_about(obj), user_id=actor.user_id, defaults={"mode": mode, "told_of_id": newest or 0}
    )
    if not made and following.mode != mode:
        following.mode = mode
        if mode == Mode.ALL:
            following.told_of_id = max(following.told_of_id, newest or 0)
        following.save(update_fields=["mode", "told_of_id"])
    return following
