"""Messages about corrections."""

from mint.notifications.notify import Recipients, notify
from reports.corrections.models import Correction


def proposed(correction: Correction) -> None:
    """The project's managers; a curator, whose workspace may be another's, finds it among what waits there."""
    to = Recipients(managers_of=[correction.project_id])
    _tell("correction_proposed", correction, to, but=correction.proposed_by_id)


def decided(correction: Correction) -> None:
    _tell("correction_decided", correction, Recipients(users=[correction.proposed_by_id]))


def _tell(kind: str, correction: Correction, to: Recipients, *, but: int | None = None) -> None:
    context = {"code": correction.indicator.code, "project": correction.project.code}
    notify(kind, to, path=correction.get_absolute_url(), context=context, but=but)
