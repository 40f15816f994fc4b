"""Writing the text: whose it is, and what it says. While it waits for the company nothing of it changes."""

import json
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.behalf.models import OnBehalf
from challenges.behalf.permissions import can_begin, can_write
from challenges.behalf.states import BehalfState
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.tenancy.actions import person
from mint.tenancy.models import Organisation
from mint.web import MoveError, StaleError
from mint.workflow import lock


@transaction.atomic
def begin(*, organisation: Organisation, key: UUID, whose: dict[str, Any], actor: Actor) -> OnBehalf:
    """The text of this form, made once: a double click finds it again. `whose` are a WhoseForm's answers."""
    place = organisation.municipality
    if place is None or not can_begin(actor, organisation.kind) or organisation.pk != actor.organisation_id:
        raise PermissionDenied
    row: OnBehalf
    row, made = OnBehalf.objects.get_or_create(
        organisation=organisation,
        form_key=key,
        defaults={
            **whose,
            "municipality": place,
            "author_id": person(actor),
            "created_at": clock.now(),
            "saved_at": clock.now(),
        },
    )
    if made:
        record("behalf.drafted", row, actor=actor, to_state=row.state)
    return row


@transaction.atomic
def name_company(row: OnBehalf, *, whose: dict[str, Any], version: int, actor: Actor) -> OnBehalf:
    """The entry says which fields changed, and not to what: the trail is for ever, the contact for two weeks."""
    fresh = _writable(row, version, actor)
    changed = sorted(name for name, value in whose.items() if getattr(fresh, name) != value)
    for name, value in whose.items():
        setattr(fresh, name, value)
    if {"contact_name", "contact_email"} & set(changed):
        fresh.contact_at = clock.now()
    if changed:
        record("behalf.named", fresh, actor=actor, data={"changed": changed})
    return _saved(fresh)


@transaction.atomic
def save_text(row: OnBehalf, *, data: dict[str, Any], version: int, actor: Actor) -> OnBehalf:
    """`data` are the answers of a step; StaleError rather than writing over what somebody else saved meanwhile."""
    fresh = _writable(row, version, actor)
    fresh.data = {**fresh.data, **json.loads(json.dumps(data, cls=DjangoJSONEncoder))}
    return _saved(fresh)


def _writable(row: OnBehalf, version: int, actor: Actor) -> OnBehalf:
    fresh = lock(row)
    if not can_write(actor, fresh):
        raise PermissionDenied
    if fresh.state != BehalfState.DRAFT:
        raise MoveError(_("The company has been asked to confirm this text. Take the link back to change it."))
    if version != fresh.version:
        raise StaleError
    return fresh


def _saved(row: OnBehalf) -> OnBehalf:
    row.version, row.saved_at = row.version + 1, clock.now()
    row.save()
    return row


@transaction.atomic
def delete(row: OnBehalf, *, actor: Actor) -> None:
    fresh = lock(row)
    if not can_write(actor, fresh):
        raise PermissionDenied
    if fresh.state != BehalfState.DRAFT:
        raise MoveError(_("Take the link back first."))
    record("behalf.deleted", fresh, actor=actor)
    fresh.delete()
