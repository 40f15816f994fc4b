"""Writes that are not moves: drafting and editing a factor, checking its facts, the municipality's introduction."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.projects.running import project_of
from mint.web import MoveError, StaleError
from mint.workflow import lock
from municipalities.models import AttractionFactor, MunicipalityProfile
from municipalities.permissions import can_edit, can_write
from municipalities.states import State
from municipalities.workflow import A_YEAR, complete


@transaction.atomic
def create_factor(*, actor: Actor, once: UUID, language: str = "fi", **values: Any) -> AttractionFactor:
    """A draft of the municipality acted for; the same form sent twice gives the same draft."""
    if actor.organisation_id is None or actor.acting_municipality_id is None or not can_write(actor):
        raise PermissionDenied
    factor, is_new = AttractionFactor.objects.get_or_create(
        organisation_id=actor.organisation_id,
        once=once,
        defaults={
            **values,
            "language": language,
            "municipality_id": actor.acting_municipality_id,
            "project": project_of(actor.acting_municipality_id),
            "author_id": actor.user_id,
        },
    )
    if is_new:
        record("factor.created", factor, actor=actor)
    return factor


@transaction.atomic
def change_factor(factor: AttractionFactor, *, actor: Actor, version: int, **values: Any) -> AttractionFactor:
    """Write the form's values; what is published stays complete."""
    fresh = _mine(factor, actor, version)
    for name, value in values.items():
        setattr(fresh, name, value)
    if fresh.state != State.DRAFT:
        if why := complete(fresh):
            raise MoveError(why)
        fresh.next_check_on = fresh.next_check_on or clock.today() + A_YEAR
    fresh.version += 1
    fresh.save()
    record("factor.changed", fresh, actor=actor, data={"fields": sorted(values)})
    return fresh


@transaction.atomic
def check_factor(
    factor: AttractionFactor,
    *,
    actor: Actor,
    version: int | None = None,
    value: Decimal | None = None,
    value_on: date | None = None,
) -> AttractionFactor:
    """The facts were looked at today; with a newer value where there is one."""
    fresh = _mine(factor, actor, version)
    if fresh.state != State.PUBLISHED:
        raise MoveError(_("Only a published factor is checked."))
    today = clock.today()
    fresh.checked_on, fresh.next_check_on = today, today + A_YEAR
    if value is not None:
        fresh.value, fresh.value_on = value, value_on or today
    fresh.version += 1
    fresh.save()
    record("factor.checked", fresh, actor=actor, data={"value": None if value is None else str(value)})
    return fresh


def _mine(factor: AttractionFactor, actor: Actor, version: int | None = None) -> AttractionFactor:
    fresh = lock(factor)
    if not can_edit(actor, fresh):
        raise PermissionDenied
    if version is not None and version != fresh.version:
        raise StaleError
    return fresh


@transaction.atomic
def write_profile(*, actor: Actor, version: int, **values: Any) -> MunicipalityProfile:
    """The municipality's own introduction, made on first writing (version 0). Raises StaleError."""
    if actor.organisation_id is None or actor.acting_municipality_id is None or not can_write(actor):
        raise PermissionDenied
    profile, is_new = MunicipalityProfile.objects.select_for_update(no_key=True).get_or_create(
        organisation_id=actor.organisation_id, defaults={"municipality_id": actor.acting_municipality_id}
    )
    if version != (0 if is_new else profile.version):
        raise StaleError
    for name, value in values.items():
        setattr(profile, name, value)
    profile.version += 1
    profile.save()
    record("municipality_profile.changed", profile, actor=actor)
    return profile
