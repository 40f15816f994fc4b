"""Setting the criteria and the terms of a call, until the challenge is published."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.models import Challenge
from challenges.proposals.models import SCALE, Call, Criterion
from challenges.proposals.permissions import can_set_criteria
from challenges.proposals.suggested import suggested_in
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError, StaleError
from mint.workflow import lock

MOST_CRITERIA = 12
COLUMNS = ("name", "question", "weight", "anchors")


@transaction.atomic
def set_criteria(
    challenge: Challenge, *, rows: list[dict[str, Any]], terms: dict[str, Any], version: int | None, actor: Actor
) -> Call:
    """Write the whole set: rows in order, each with `id` where it was there before; what is not named goes.

    `terms` are the call's `is_sealed` and `feedback_days`; `version` is what the form has seen of the call.
    """
    fresh = _settable(challenge, actor)
    if len(rows) > MOST_CRITERIA:
        raise MoveError(_("There can be twelve criteria at most."))
    call = _call_of(fresh, version)
    known = {criterion.pk: criterion for criterion in Criterion.objects.of(fresh)}
    kept = [known[row["id"]] if row.get("id") in known else Criterion(**_owner(fresh)) for row in rows]
    Criterion.objects.of(fresh).exclude(pk__in=[each.pk for each in kept if each.pk]).delete()
    for position, (criterion, row) in enumerate(zip(kept, rows, strict=True), start=1):
        for name in COLUMNS:
            setattr(criterion, name, row[name])
        criterion.position, criterion.anchors = position, _six(row["anchors"])
        criterion.save()
    for name, value in terms.items():
        setattr(call, name, value)
    call.version += 1
    call.save()
    record("challenge.criteria_set", fresh, actor=actor, data={"criteria": len(rows)})
    return call


def suggest(challenge: Challenge, *, version: int | None, actor: Actor) -> Call:
    """Begin from the suggested set, in place of what there is; the terms of the call stay."""
    rows = suggested_in(challenge.language)
    return set_criteria(challenge, rows=rows, terms={}, version=version, actor=actor)


def _settable(challenge: Challenge, actor: Actor) -> Challenge:
    if not can_set_criteria(actor, challenge):
        raise PermissionDenied
    fresh = lock(challenge)
    if not can_set_criteria(actor, fresh):
        raise MoveError(_("The challenge has moved on: its criteria stand as they are."))
    return fresh


def _call_of(challenge: Challenge, version: int | None) -> Call:
    call, made = Call.objects.get_or_create(challenge=challenge, defaults=_owner(challenge))
    if not made and version is not None and version != call.version:
        raise StaleError
    return call


def _owner(challenge: Challenge) -> dict[str, Any]:
    return {"organisation_id": challenge.organisation_id, "challenge": challenge}


def _six(anchors: list[str]) -> list[str]:
    return [*anchors, *[""] * len(SCALE)][: len(SCALE)]
