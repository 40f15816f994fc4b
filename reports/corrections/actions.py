"""Proposing a correction."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.files.checks import Checked
from mint.projects.models import Partner, Project
from mint.web import MoveError
from reports.corrections import notices
from reports.corrections.models import Correction, CorrectionFile
from reports.models import Indicator


@dataclass(frozen=True)
class Evidence:
    """A record that MINT has, or a file; at least one of the two."""

    record: str = ""
    object_id: int | None = None
    title: str = ""
    file: Checked | None = None

    @property
    def is_there(self) -> bool:
        return self.object_id is not None or self.file is not None


@transaction.atomic
def propose(
    project: Project,
    indicator: Indicator,
    *,
    on: date,
    amount: Decimal,
    reason: str,
    evidence: Evidence,
    actor: Actor,
    is_carried: bool = False,
) -> Correction:
    """It counts for nothing until somebody else has approved it; carried from an earlier report, in the period only."""
    if not actor.manages(project.pk) or actor.user_id is None:
        raise PermissionDenied
    if not evidence.is_there:
        raise MoveError(_("A correction needs evidence: a file, or a record of the figure."))
    lead = Partner.objects.get(project=project, part=Partner.Part.LEAD)
    correction = Correction.objects.create(
        organisation_id=lead.organisation_id,
        project=project,
        indicator=indicator,
        on=on,
        amount=amount,
        reason=reason,
        record=evidence.record,
        object_id=evidence.object_id,
        title=evidence.title[:200],
        is_carried=is_carried,
        proposed_by_id=actor.user_id,
        created_at=clock.now(),
    )
    if evidence.file is not None:
        _attach(correction, evidence.file, actor)
    record("correction.proposed", correction, actor=actor, data={"code": indicator.code, "amount": str(amount)})
    notices.proposed(correction)
    return correction


def _attach(correction: Correction, upload: Checked, actor: Actor) -> None:
    CorrectionFile.objects.create(
        organisation_id=correction.organisation_id,
        correction=correction,
        file=upload.file,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.file.size or 0,
        quarantine=upload.quarantine,
        uploaded_by_id=actor.user_id,
    )
