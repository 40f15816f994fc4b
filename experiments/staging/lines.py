"""What a stage's gate asks of an experiment: each guard with whether it is done, and where it is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from experiments.gates import Check
from experiments.models import Experiment, Measurement
from experiments.staging.catalogue import Guard
from experiments.staging.models import Document, SignOff, Visit
from experiments.staging.states import DATES, WRITTEN_IN_RESULT, Kind, Strength
from mint import clock
from mint.templating import fdate

GATE = "staging:gate"


@dataclass(frozen=True)
class Done:
    """What has been signed and attached: ticks and documents of the experiment, approvals of where it stands now."""

    ticked: dict[str, SignOff] = field(default_factory=dict)
    approvals: dict[str, SignOff] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)

    def is_approved(self, key: str) -> bool:
        return key in self.approvals and self.approvals[key].is_given is True


def done_for(experiment: Experiment, visit: Visit | None, guards: Iterable[Guard]) -> Done:
    """Reads only what the guards ask: nothing, mostly."""
    kinds = {guard.kind for guard in guards}
    found = Done()
    if kinds & {Kind.CHECKLIST, Kind.APPROVAL}:
        rows = SignOff.objects.filter(experiment=experiment).select_related("by").order_by("id")
        for row in rows:  # of several answers to one question the newest counts
            if row.kind == Kind.CHECKLIST:
                found.ticked[row.guard_key] = row
            elif visit is not None and row.visit_id == visit.pk:
                found.approvals[row.guard_key] = row
    if Kind.DOCUMENT in kinds:
        for document in Document.objects.filter(experiment=experiment):
            found.documents.setdefault(document.guard_key, []).append(document)
    return found


def checks_of(experiment: Experiment, visit: Visit | None, guards: list[Guard]) -> list[Check]:
    done = done_for(experiment, visit, guards)
    return [_check(experiment, visit, guard, done, guards) for guard in guards]


def _check(experiment: Experiment, visit: Visit | None, guard: Guard, done: Done, guards: list[Guard]) -> Check:
    is_done, where, note = True, GATE, ""
    if guard.kind == Kind.FIELD:
        is_done = bool(getattr(experiment, guard.subject, None))
        where = "result" if guard.subject in WRITTEN_IN_RESULT else "" if guard.subject == "responsible" else "plan"
    elif guard.kind == Kind.CHECKLIST:
        is_done, note = guard.key in done.ticked, _who(done.ticked.get(guard.key))
    elif guard.kind == Kind.APPROVAL:
        is_done, note = done.is_approved(guard.key), _answer(guard, done, guards)
    elif guard.kind == Kind.DOCUMENT:
        is_done, note = guard.key in done.documents, ", ".join(d.name for d in done.documents.get(guard.key, []))
    elif guard.kind == Kind.MEASUREMENTS:
        count = measured(experiment)
        is_done, where, note = count >= guard.count, "measure", f"{count}/{guard.count}"
    else:
        is_done, note = _has_come(experiment, visit, guard)
        where = ""
    return _line(guard, is_done=is_done, where=where, note=note)


def _line(guard: Guard, **more: Any) -> Check:
    words = [more.pop("note"), _("A reminder.") if guard.strength == Strength.NOTE else ""]
    return Check(
        guard.text, more["is_done"], more["where"], " ".join(filter(None, words)),
        required=guard.strength == Strength.REQUIRED, key=guard.key, strength=guard.strength,
    )  # fmt: skip


def measured(experiment: Experiment) -> int:
    """Values that count, of all metrics."""
    return Measurement.objects.filter(metric__experiment=experiment, is_current=True).count()


def _who(row: SignOff | None) -> str:
    return f"{row.by.name if row.by else row.name or '–'} {fdate(row.answered_at)}" if row else ""


def _answer(guard: Guard, done: Done, guards: list[Guard]) -> str:
    row = done.approvals.get(guard.key)
    if row is None:
        return _("After the approvals before it.") if waits_for_others(guard, done, guards) else ""
    if row.is_given is None:
        return _("Asked: %(who)s, until %(day)s.") % {"who": row.name, "day": fdate(row.expires_at)}
    if row.is_given:
        return _who(row)
    return _("Refused by %(who)s: %(why)s") % {"who": row.by.name if row.by else row.name, "why": row.reason}


def waits_for_others(guard: Guard, done: Done, guards: list[Guard]) -> bool:
    """Approvals of an earlier turn come first; those of the same turn are given side by side."""
    earlier = [g for g in guards if g.kind == Kind.APPROVAL and g.order < guard.order]
    return any(not done.is_approved(each.key) for each in earlier)


def _has_come(experiment: Experiment, visit: Visit | None, guard: Guard) -> tuple[bool, str]:
    if guard.subject == "entered":
        day = clock.day_of(visit.entered_at) + timedelta(days=guard.count) if visit else None
    else:
        day = getattr(experiment, guard.subject) if guard.subject in DATES else None
    return bool(day and day <= clock.today()), fdate(day) if day else ""
