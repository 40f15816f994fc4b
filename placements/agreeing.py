"""The three-party agreement of one student: its terms, who has confirmed them, the report and the credits."""

import hashlib
import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError
from mint.workflow import lock
from placements.models import Application, Confirmation, Placement
from placements.permissions import can_confirm, is_applicant, is_school
from placements.states import STUDIES, ApplicationState, Party, State, parties_of

TERMS = (
    "kind",
    "title",
    "unit",
    "tasks",
    "goals",
    "credits",
    "hours",
    "weeks",
    "starts_on",
    "ends_on",
    "is_paid",
    "pay_basis",
    "remote_percent",
)


def terms_of(application: Application) -> dict[str, Any]:
    """What the parties agree on, as it is read by all of them."""
    placement = application.placement
    terms = {name: getattr(placement, name) for name in TERMS}
    school = application.school.name if application.school else ""
    return terms | {"host": placement.organisation.name, "student": application.name, "school": school}


def hash_of(application: Application) -> str:
    """SHA-256 of the terms: the same words give the same hash."""
    text = json.dumps(terms_of(application), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def missing_parties(application: Application) -> list[Party]:
    """Those who have not confirmed the terms as they are now. Uses what was prefetched."""
    current = hash_of(application)
    said_yes = {row.party for row in application.confirmations.all() if row.terms_hash == current}
    return [party for party in parties_of(application.placement.kind) if party not in said_yes]


def accepted_of(placement: Placement) -> list[Application]:
    """The students of a placement, with what their agreements need."""
    rows = placement.applications.accepted().order_by("id")
    return list(rows.select_related("placement__organisation", "school").prefetch_related("confirmations"))


def all_confirmed(placement: Placement) -> str | None:
    waiting = sorted({str(party.label) for row in accepted_of(placement) for party in missing_parties(row)})
    return _("Not yet confirmed by: %(who)s.") % {"who": ", ".join(waiting)} if waiting else None


def all_reported(placement: Placement) -> str | None:
    """Every student has reported, and where there are credits the university has confirmed them."""
    rows = accepted_of(placement)
    if any(not row.report for row in rows):
        return _("A report is missing.")
    credited = placement.kind in STUDIES and placement.credits
    if credited and any(row.credits_confirmed is None for row in rows):
        return _("The university has not yet confirmed the credits.")
    return None


@transaction.atomic
def confirm(application: Application, party: Party, *, actor: Actor) -> Confirmation:
    """One party's yes to the terms as they are; a second yes changes nothing."""
    fresh = _locked(application, state=State.AGREEMENT)
    if party not in parties_of(fresh.placement.kind):
        raise MoveError(_("This agreement needs no such party."))
    if not can_confirm(actor, fresh, party):
        raise PermissionDenied
    confirmation, is_new = Confirmation.objects.get_or_create(
        application=fresh,
        party=party,
        defaults={
            "organisation_id": fresh.organisation_id,
            "terms_hash": hash_of(fresh),
            "confirmed_by_id": actor.user_id,
        },
    )
    if is_new:
        record("application.confirmed", fresh, actor=actor, data={"party": party, "hash": confirmation.terms_hash})
    return confirmation


@transaction.atomic
def report(application: Application, *, text: str, actor: Actor) -> Application:
    """The student tells what was done and learnt."""
    fresh = _locked(application, state=State.RUNNING)
    if not is_applicant(actor, fresh):
        raise PermissionDenied
    fresh.report, fresh.reported_at = text, clock.now()
    return _saved(fresh, "application.reported", actor, "report", "reported_at")


@transaction.atomic
def confirm_credits(application: Application, *, credits_: int, actor: Actor) -> Application:
    """The university grants the credits on the report."""
    fresh = _locked(application, state=State.RUNNING)
    if not is_school(actor, fresh):
        raise PermissionDenied
    if not fresh.report:
        raise MoveError(_("The student has not reported yet."))
    fresh.credits_confirmed, fresh.credits_confirmed_at = credits_, clock.now()
    return _saved(fresh, "application.credited", actor, "credits_confirmed", "credits_confirmed_at")


def _locked(application: Application, *, state: State) -> Application:
    fresh = lock(application)
    if fresh.state != ApplicationState.ACCEPTED or fresh.placement.state != state:
        raise MoveError(_("Somebody was here first: the state has already changed. Look at the page again."))
    return fresh


def _saved(application: Application, verb: str, actor: Actor, *names: str) -> Application:
    application.version += 1
    application.save(update_fields=[*names, "version"])
    record(verb, application, actor=actor)
    return application
