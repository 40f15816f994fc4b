"""An open challenge is amended in the open: its readers see what changed, and who takes part is told."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from challenges import needs
from challenges.interested import tell_interested
from challenges.models import Challenge
from challenges.permissions import can_amend, can_conclude
from challenges.signals import text_written
from challenges.states import State
from challenges.versioning import add_version
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError, StaleError
from mint.workflow import lock

# a deadline is extended; on the terms others have relied; what is kept apart has its own page; a contact is a person's, and
# versions are read by everybody
FIXED = frozenset({
    "deadline_on", "ip_terms", "data_terms", "confidential", "upload", "contact_name", "contact_email", "contact_is_public",
})  # fmt: skip


@transaction.atomic
def amend(
    challenge: Challenge, data: dict[str, Any], *, note: str, is_material: bool, version: int, actor: Actor
) -> Challenge:
    """Change the published text; what stayed as it was makes no version."""
    fresh = lock(challenge)
    if not can_amend(actor, fresh):
        raise PermissionDenied
    if fresh.state != State.OPEN:
        raise MoveError(_("Only an open challenge is amended."))
    if version != fresh.version:
        raise StaleError
    changed = {name: value for name, value in data.items() if name not in FIXED and getattr(fresh, name) != value}
    if not changed:
        return fresh
    before = {name: getattr(fresh, name) for name in changed}
    for name, value in changed.items():
        setattr(fresh, name, value)
    fresh.amended_at = clock.now()
    fresh.version += 1
    fresh.save()
    add_version(fresh, before, note=note, is_material=is_material, actor=actor)
    record("challenge.amended", fresh, actor=actor, reason=note, data={"columns": sorted(changed)})
    needs.put(fresh, actor)
    text_written.send(Challenge, challenge=fresh)
    if is_material:
        tell_interested("challenge_amended", fresh, actor, note=note)
    return fresh


@transaction.atomic
def extend(challenge: Challenge, *, deadline_on: date, actor: Actor) -> Challenge:
    """A deadline is extended openly, never shortened; who has answered may want the time too."""
    fresh = lock(challenge)
    if not can_conclude(actor, fresh) or fresh.state != State.OPEN:
        raise MoveError(_("Only an open challenge can be given more time, by its owner or coordinator."))
    if fresh.deadline_on and deadline_on <= fresh.deadline_on:
        raise MoveError(_("A deadline can be extended but not shortened."))
    before, fresh.deadline_on = fresh.deadline_on, deadline_on
    fresh.amended_at = clock.now()
    fresh.version += 1
    fresh.save(update_fields=["deadline_on", "amended_at", "version"])
    add_version(fresh, {"deadline_on": before}, note="", is_material=True, actor=actor)
    record("challenge.extended", fresh, actor=actor, data={"from": str(before), "to": str(deadline_on)})
    needs.put(fresh, actor)
    tell_interested("challenge_extended", fresh, actor, deadline=str(deadline_on))
    return fresh
