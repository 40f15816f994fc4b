"""Versions of a published challenge: writing one, and reading it out word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Max
from django.utils.dateparse import parse_date

from challenges.models import Challenge, ChallengeVersion
from challenges.reading import items_of
from mint import clock
from mint.actor import Actor
from mint.templating import fdate

KEPT, ADDED, REMOVED = "", "ins", "del"


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def add_version(
    challenge: Challenge, before: dict[str, Any], *, note: str, is_material: bool, actor: Actor
) -> ChallengeVersion:
    """Of a locked challenge that has its new values; `before` holds the old ones of the columns that changed."""
    last = challenge.versions.aggregate(last=Max("number"))["last"] or 0
    return ChallengeVersion.objects.create(
        organisation_id=challenge.organisation_id,
        challenge=challenge,
        number=last + 1,
        author_id=actor.user_id,
        note=note,
        is_material=is_material,
        before={name: plain(value) for name, value in before.items()},
        after={name: plain(getattr(challenge, name)) for name in before},
        created_at=clock.now(),
    )


@dataclass(frozen=True)
class Change:
    """One column of a version; `parts` are (tag, words): what stayed, what was added (ins) and removed (del)."""

    name: str
    label: str
    parts: list[tuple[str, str]]


def changes_of(version: ChallengeVersion, labels: dict[str, Any]) -> list[Change]:
    """In the order of `labels`, which names the columns as the reader knows them."""
    return [
        Change(name, str(label), list(differences(words(name, version.before[name]), words(name, version.after[name]))))
        for name, label in labels.items()
        if name in version.before
    ]


def words(name: str, value: Any) -> str:
    """A column's value as it is read on the challenge's page."""
    if isinstance(value, list):
        return ", ".join(items_of(name, value))
    field = Challenge._meta.get_field(name)
    if value and field.get_internal_type() == "DateField":
        return fdate(parse_date(value))
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))  # type: ignore[union-attr]  # a column, no relation
    return str(value or "")


def differences(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Word by word, so that a reader sees which words changed and not which letters."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield KEPT, "".join(new[new_from:new_to])
            continue
        if old_to > old_from:
            yield REMOVED, "".join(old[old_from:old_to])
        if new_to > new_from:
            yield ADDED, "".join(new[new_from:new_to])
