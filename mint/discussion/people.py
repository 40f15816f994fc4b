"""Whom one may mention: people who read what is written to that audience, and nobody else's name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, models

MOST = 10


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    organisation: str
    audiences: frozenset[str]


def people_for(obj: models.Model) -> list[Person]:
    """By name, as the database says it of whoever asks: one statement."""
    label = obj._meta.label_lower
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name, organisation, audiences FROM mint.people_to_mention(%s, %s) WHERE mint.sees_subject(%s, %s)",
            [label, obj.pk, label, obj.pk],
        )
        return [Person(pk, name, own or "", frozenset(to)) for pk, name, own, to in cursor.fetchall()]


def named_in(text: str, people: Iterable[Person]) -> set[int]:
    """Those whose whole name stands in the text after an @."""
    return {each.id for each in people if re.search(rf"@{re.escape(each.name)}(?!\w)", text)}
