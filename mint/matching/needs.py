"""What higher apps call: a need is registered when it opens and withdrawn when it does not seek partners any more."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from mint import clock
from mint.actor import Actor
from mint.matching.learning import learn_later
from mint.matching.models import Need


@transaction.atomic
def put(
    subject_type: str,
    subject_id: int,
    *,
    organisation_id: int,
    municipality_id: int | None,
    project_id: int | None,
    title: str,
    path: str,
    text: str,
    dimensions: Iterable[str],
    themes: Iterable[str],
    starts_on: date | None,
    ends_on: date | None,
    actor: Actor,
    language: str = "fi",
) -> Need:
    """Register the need, or write it anew and open it again. `text` is the public part; `path` its page's address."""
    return _store(
        subject_type,
        subject_id,
        organisation_id,
        {
            "municipality_id": municipality_id,
            "project_id": project_id,
            "title": title,
            "path": path,
            "text": text,
            "dimensions": list(dimensions),
            "themes": list(themes),
            "starts_on": starts_on,
            "ends_on": ends_on,
            "language": language,
        },
    )


def _store(subject_type: str, subject_id: int, organisation_id: int, values: dict[str, Any]) -> Need:
    values["closed_at"] = None
    need, created = Need.objects.select_for_update(of=("self",)).update_or_create(
        subject_type=subject_type,
        subject_id=subject_id,
        organisation_id=organisation_id,
        defaults=values,
        create_defaults={**values, "created_at": clock.now()},
    )
    if not created:
        need.version += 1
        need.save(update_fields=["version"])
    learn_later(need)
    return need


def withdraw(subject_type: str, subject_id: int, organisation_id: int) -> None:
    """It seeks no more partners; its matches stay. Nothing happens when it was not open."""
    Need.objects.of_subject(subject_type, subject_id, organisation_id).open().update(closed_at=clock.now())
