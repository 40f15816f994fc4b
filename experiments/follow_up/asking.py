"""Mailing a round's question: each mail has a link of its own, and the row keeps only the link's hash."""

import secrets

from experiments.follow_up import notices
from experiments.follow_up.models import Asking, Round
from experiments.follow_up.people import whom
from experiments.follow_up.states import LINK_LASTS, Place
from mint import clock
from mint.sealing import hashed

KIND = "follow_up"


def ask(row: Round, place: Place, *, is_reminder: bool = False) -> Asking | None:
    """None when there is nobody to ask. Runs as the system, in the transaction that took the step."""
    person = whom(row.experiment, place)
    if person is None:
        return None
    token = secrets.token_urlsafe(32)
    asking: Asking = Asking.objects.create(
        organisation_id=row.organisation_id, experiment_id=row.experiment_id, round=row, place=place, name=person.name,
        email=person.email, language=person.language, token_hash=hashed(KIND, token),
        expires_at=clock.now() + LINK_LASTS, shown=_shown(row), created_at=clock.now(),
    )  # fmt: skip
    asking.mail_key = notices.ask(asking, token, is_reminder=is_reminder)
    asking.save(update_fields=["mail_key"])
    return asking


def _shown(row: Round) -> dict[str, str | int]:
    experiment = row.experiment
    return {
        "title": experiment.title,
        "owner": experiment.organisation.name,
        "months": row.months,
        "language": experiment.language,
        "decision": experiment.decision,
        "decided_on": str(clock.day_of(experiment.decided_at)) if experiment.decided_at else "",
    }
