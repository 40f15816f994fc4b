"""What people do for a gate: tick a line, approve or refuse, ask somebody from outside, attach a document."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from experiments.models import Experiment
from experiments.plan import snapshot
from experiments.staging import notices
from experiments.staging.catalogue import CODES, Guard
from experiments.staging.lines import done_for, waits_for_others
from experiments.staging.models import Document, SignOff, Visit
from experiments.staging.permissions import can_ask_outside, can_sign, can_take_part, can_tick
from experiments.staging.placing import Standing, place, standing_of
from experiments.staging.states import Kind, Role
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.files.checks import Checked
from mint.isolation import context
from mint.links.actions import holding
from mint.sealing import hashed
from mint.web import MoveError
from mint.workflow import lock

KIND = "stage"
LINK_LASTS = timedelta(days=14)
MOST_ASKED, MOST_DOCUMENTS = 5, 5  # of one gate's line


def _asked(experiment: Experiment, key: str, kinds: tuple[Kind, ...]) -> tuple[Experiment, Visit, Guard]:
    """The experiment, locked; where it stands; and the line of this key, which a stage of its version has."""
    fresh = lock(experiment)
    standing = standing_of(fresh)
    guard = next((g for s in (standing.stages if standing else []) for g in s.asks if g.key == key), None)
    if standing is None or guard is None or guard.kind not in kinds:
        raise MoveError(_("The gate does not ask this any more. Look at the page again."))
    return fresh, standing.visit or _placed(fresh, standing), guard


def _placed(experiment: Experiment, standing: Standing) -> Visit:
    return place(experiment, standing.version, standing.stage, actor=Actor())


@transaction.atomic
def tick(experiment: Experiment, *, key: str, actor: Actor, on: bool = True) -> None:
    """A line of the checklist, or not any more. Twice changes nothing."""
    if not can_tick(actor, experiment):
        raise PermissionDenied
    fresh, visit, guard = _asked(experiment, key, (Kind.CHECKLIST,))
    there = SignOff.objects.filter(experiment=fresh, kind=Kind.CHECKLIST, guard_key=key)
    if on == there.exists():
        return
    if on:
        _given(fresh, visit, guard, actor)
    else:
        there.delete()
    _told("experiment.stage_ticked" if on else "experiment.stage_unticked", fresh, guard, actor)


def _given(experiment: Experiment, visit: Visit, guard: Guard, actor: Actor, **more: Any) -> SignOff:
    role = guard.subject if guard.kind == Kind.APPROVAL else ""
    values = {"is_given": True, "answered_at": clock.now(), "plan_hash": experiment.plan_hash, **more}
    row: SignOff = SignOff.objects.create(
        organisation_id=experiment.organisation_id, experiment=experiment, visit=visit, guard_key=guard.key,
        kind=guard.kind, role=role, by_id=actor.user_id, created_at=clock.now(), **values,
    )  # fmt: skip
    return row


def _told(verb: str, experiment: Experiment, guard: Guard, actor: Actor, reason: str = "") -> None:
    words = {code: getattr(guard, f"text_{code}") or _named(guard, code) for code in CODES}
    record(verb, experiment, actor=actor, reason=reason, data={"line": words, "key": guard.key})


def _named(guard: Guard, code: str) -> str:
    with translation.override(code):
        return guard.named


@transaction.atomic
def sign(experiment: Experiment, *, key: str, actor: Actor, is_given: bool, reason: str = "") -> None:
    """Approve, or refuse with a reason, in one's turn."""
    fresh, visit, guard = _asked(experiment, key, (Kind.APPROVAL,))
    if not can_sign(actor, fresh, guard):
        raise PermissionDenied
    if not is_given and len(reason.strip()) < 3:
        raise MoveError(_("Give the reason in a few words."))
    _in_turn(fresh, visit, guard)
    _given(fresh, visit, guard, actor, is_given=is_given, reason=reason)
    _told("experiment.stage_signed" if is_given else "experiment.stage_refused", fresh, guard, actor, reason)


def _in_turn(experiment: Experiment, visit: Visit, guard: Guard) -> None:
    guards = next((s.asks for s in visit.version.stages.all() if guard.key in {g.key for g in s.asks}), [])
    done = done_for(experiment, visit, guards)
    if waits_for_others(guard, done, guards):
        raise MoveError(_("Others approve before this. It is your turn after them."))
    if (row := done.approvals.get(guard.key)) and row.is_given is not False and not _has_lapsed(row):
        raise MoveError(_("This has been approved already, or somebody has been asked."))


def _has_lapsed(row: SignOff) -> bool:
    """Asked by a link that works no more: it makes room for another."""
    if row.is_given is None and not row.is_open:
        row.delete()
        return True
    return False


@transaction.atomic
def take_back(experiment: Experiment, *, key: str, actor: Actor) -> None:
    """One's own approval, or a link that has not been answered."""
    fresh, visit, guard = _asked(experiment, key, (Kind.APPROVAL,))
    row = SignOff.objects.filter(visit=visit, guard_key=key).exclude(is_given=False).first()
    if row is None:
        raise MoveError(_("There is nothing to take back."))
    asked = row.is_given is None and can_ask_outside(actor, fresh)
    if not asked and (row.by_id is None or row.by_id != actor.user_id):
        raise PermissionDenied
    row.delete()
    _told("experiment.stage_sign_off_taken_back", fresh, guard, actor)


@transaction.atomic
def ask(experiment: Experiment, *, key: str, name: str, email: str, language: str, actor: Actor) -> SignOff:
    """Mail a link to somebody from outside; what they will read is kept as it is now."""
    fresh, visit, guard = _asked(experiment, key, (Kind.APPROVAL,))
    if not can_ask_outside(actor, fresh) or guard.subject != Role.OUTSIDE:
        raise PermissionDenied
    _in_turn(fresh, visit, guard)
    if SignOff.objects.filter(visit=visit, guard_key=key).count() >= MOST_ASKED:
        raise MoveError(_("The link has been sent five times. Call them."))
    token = secrets.token_urlsafe(32)
    row = _given(
        fresh, visit, guard, Actor(), is_given=None, answered_at=None, name=name, email=email, language=language,
        asked_by_id=actor.user_id, token_hash=hashed(KIND, token), expires_at=clock.now() + LINK_LASTS,
        shown=shown_of(fresh, guard),
    )  # fmt: skip
    notices.asked(row, token)
    _told("experiment.stage_asked", fresh, guard, actor)
    return row


def shown_of(experiment: Experiment, guard: Guard) -> dict[str, Any]:
    """The plan as it is now, frozen or not, and what is asked about it."""
    plan = experiment.plan or snapshot(experiment)
    return {
        "title": experiment.title,
        "owner": experiment.organisation.name,
        "place": {code: getattr(experiment.municipality, f"name_{code}") for code in CODES},
        "language": experiment.language,
        "question": {code: getattr(guard, f"text_{code}") or _named(guard, code) for code in CODES},
        "plan": plan,
    }


@contextmanager
def held(token: str) -> Iterator[SignOff | None]:
    """A transaction in which the row of this link is there for the database too. None: there never was one."""
    token_hash = hashed(KIND, token)
    with holding(token_hash):
        yield SignOff.objects.filter(token_hash=token_hash).first()


def read(token: str) -> SignOff | None:
    with held(token) as row:
        return row


@transaction.atomic
def answer(token: str, *, is_given: bool, reason: str = "") -> SignOff:
    """By whoever holds the link, once. MoveError when it has been answered, or has expired."""
    if not is_given and len(reason.strip()) < 3:
        raise MoveError(_("Give the reason in a few words."))
    with held(token) as found:
        row = (
            SignOff.objects.select_for_update(of=("self",)).filter(pk=found.pk).first()
            if found and found.is_open
            else None
        )
        if row is None or not row.is_open:
            raise MoveError(_("This link has been answered already, or it has expired."))
        row.is_given, row.reason, row.answered_at, row.email = is_given, reason, clock.now(), ""
        row.save(update_fields=["is_given", "reason", "answered_at", "email"])
    with context.system("staging.answer"):  # who holds the link sees no experiment
        # a connection of its own, which does not see the answer before it is committed: the row stays the one above
        row.experiment = Experiment.objects.select_related("organisation").get(pk=row.experiment_id)
        row.visit = Visit.objects.select_related("version").get(pk=row.visit_id)
        guard = next((g for s in row.visit.version.stages.all() for g in s.asks if g.key == row.guard_key), None)
        if guard:
            verb = "experiment.stage_signed" if is_given else "experiment.stage_refused"
            _told(verb, row.experiment, guard, Actor(), f"{row.name}. {reason}".strip())
        notices.answered(row)
    return row


@transaction.atomic
def attach(experiment: Experiment, *, key: str, upload: Checked, actor: Actor) -> Document:
    if not can_take_part(actor, experiment):
        raise PermissionDenied
    fresh, _visit, guard = _asked(experiment, key, (Kind.DOCUMENT,))
    if Document.objects.filter(experiment=fresh, guard_key=key).count() >= MOST_DOCUMENTS:
        raise MoveError(_("There can be five documents at most."))
    document: Document = Document.objects.create(
        organisation_id=fresh.organisation_id, experiment=fresh, guard_key=key, file=upload.file, name=upload.name,
        content_type=upload.content_type, size=upload.file.size or 0, quarantine=upload.quarantine,
        uploaded_by_id=actor.user_id,
    )  # fmt: skip
    _told("experiment.stage_attached", fresh, guard, actor)
    return document
