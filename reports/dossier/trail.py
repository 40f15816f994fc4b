"""What was done to a report, as its dossier tells it: accounts by number, since a package goes out of the house."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from mint.actor import Actor
from mint.audit.models import Entry, Seal
from mint.sheets import harmless
from mint.tenancy.models import Organisation
from reports.approvals.models import Approval
from reports.models import Report

COLUMNS = ("at", "account", "for_whom", "verb", "from", "to", "why", "data", "number", "sha256")


@dataclass(frozen=True)
class Event:
    at: datetime
    account: int | None
    side: str
    verb: str
    from_state: str
    to_state: str
    reason: str
    data: str
    number: int | None
    digest: str


def of_report(report: Report, actor: Actor) -> list[Event]:
    """From the first event on; with each one's place in the organisation's chain, where the reader may see it."""
    sides = Organisation.objects.filter(pk=OuterRef("acting_for_id"))
    seals = Seal.objects.visible_to(actor).filter(entry_id=OuterRef("pk"))
    answers = Approval.objects.visible_to(actor).filter(report=report).values("pk")
    of_report_or_partner = Q(subject_type=report._meta.label_lower, subject_id=report.pk) | Q(
        subject_type=Approval._meta.label_lower, subject_id__in=answers
    )
    entries = Entry.objects.visible_to(actor).filter(of_report_or_partner)
    told: QuerySet[Any] = entries.annotate(
        side=Subquery(sides.values("name")),
        number=Subquery(seals.values("number")),
        digest=Subquery(seals.values("digest")),
    )
    return [
        Event(
            each.created_at,
            each.actor_id,
            each.side or each.actor_name,
            each.verb,
            each.from_state,
            each.to_state,
            each.reason,
            json.dumps(each.data, ensure_ascii=False, sort_keys=True),
            each.number,
            each.digest or "",
        )
        for each in told.order_by("id")
    ]


def as_csv(events: list[Event]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in events:
        cells = (each.at.isoformat(), *list(vars(each).values())[1:])
        writer.writerow(["" if cell is None else harmless(str(cell)) for cell in cells])
    return target.getvalue().encode("utf-8-sig")
