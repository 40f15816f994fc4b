"""An organisation's reply texts: written, changed and deleted by those who answer for it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.curation.models import ReplyText
from challenges.curation.permissions import can_edit_replies, can_edit_reply
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError, StaleError

MOST_REPLIES = 50


@transaction.atomic
def write_reply(*, data: dict[str, Any], key: UUID, actor: Actor) -> ReplyText:
    """Once for each form."""
    if not can_edit_replies(actor):
        raise PermissionDenied
    own = ReplyText.objects.visible_to(actor).filter(organisation_id=actor.organisation_id or 0)
    if own.count() >= MOST_REPLIES:
        raise MoveError(_("There can be fifty reply texts at most. Delete one first."))
    reply, made = ReplyText.objects.get_or_create(
        organisation_id=actor.organisation_id or 0, form_key=key, defaults={**data, "created_at": clock.now()}
    )
    if made:
        record("reply.created", reply, actor=actor)
    return reply


@transaction.atomic
def change_reply(reply: ReplyText, *, data: dict[str, Any], version: int, actor: Actor) -> ReplyText:
    fresh = _locked(reply, actor)
    if fresh.version != version:
        raise StaleError
    for name, value in data.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save()
    record("reply.changed", fresh, actor=actor)
    return fresh


@transaction.atomic
def delete_reply(reply: ReplyText, *, actor: Actor) -> None:
    fresh = _locked(reply, actor)
    record("reply.deleted", fresh, actor=actor)
    fresh.delete()


def _locked(reply: ReplyText, actor: Actor) -> ReplyText:
    if not can_edit_reply(actor, reply):
        raise PermissionDenied
    fresh = ReplyText.objects.select_for_update().filter(pk=reply.pk).first()
    if fresh is None:
        raise MoveError(_("Somebody has deleted this text meanwhile."))
    return fresh
