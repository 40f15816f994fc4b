"""What each owner keeps: a share that the others see, and notes that nobody else does."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from challenges.models import Challenge
from challenges.sharing.models import Note, Share
from challenges.sharing.permissions import is_among_owners
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import StaleError


@transaction.atomic
def keep_notes(challenge: Challenge, *, text: str, contact: str, version: int, actor: Actor) -> Note:
    """`version` is what the form has seen; 0 where there was none."""
    if not is_among_owners(actor, challenge):
        raise PermissionDenied
    rows = Note.objects.select_for_update(no_key=True).filter(challenge=challenge)
    row = rows.filter(organisation_id=actor.organisation_id or 0).first()
    row = row or Note(challenge=challenge, organisation_id=actor.organisation_id or 0, version=0)
    if row.version != version:
        raise StaleError
    row.text, row.contact, row.version = text, contact, row.version + 1
    row.save()
    return row


@transaction.atomic
def keep_share(
    challenge: Challenge, *, budget: Decimal | None, decision: str, reason: str, version: int, actor: Actor
) -> Share:
    """The budget share and the decision of the municipality that one acts for; a change of either is in the log."""
    if not is_among_owners(actor, challenge):
        raise PermissionDenied
    rows = Share.objects.select_for_update(no_key=True).filter(challenge=challenge)
    row = rows.filter(organisation_id=actor.organisation_id or 0).first()
    row = row or Share(challenge=challenge, organisation_id=actor.organisation_id or 0, version=0)
    if row.version != version:
        raise StaleError
    before = (row.budget, row.decision, row.decision_reason)
    row.budget, row.decision, row.decision_reason = budget, decision, reason if decision else ""
    if before != (row.budget, row.decision, row.decision_reason):
        row.decided_at = clock.now() if decision else None
        row.version += 1
        row.save()
        record("share.changed", row, actor=actor, reason=row.decision_reason, data={"decision": decision})
    return row
