"""What an evaluator reads of a proposal: its words, and whose it is only where the phase shows names.

The rows of a blind phase's proposals are closed to its evaluators; these functions of the database hand out the text.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection


class Case(NamedTuple):
    """`proposer` is empty in a blind phase. Names that the proposers wrote into their own text cannot be hidden."""

    assignment_id: int
    title: str
    summary: str
    language: str
    proposer: str


def cases() -> dict[int, Case]:
    """What the person of the transaction may read now, by assignment; nothing before their ties are declared."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT assignment_id, title, summary, language, proposer FROM mint.cases_to_score()")
        return {row[0]: Case(*row) for row in cursor.fetchall()}


def answers(assignment_id: int) -> dict[int, str]:
    """By criterion."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT criterion_id, answer FROM mint.answers_to_score(%s)", [assignment_id])
        return dict(cursor.fetchall())


def proposers(phase_id: int) -> list[tuple[str, str]]:
    """(key, name) of every proposer of the call, in the order of names: which proposal is whose is not told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, proposer FROM mint.proposers_of(%s)", [phase_id])
        found: Iterable[tuple[str, str]] = cursor.fetchall()
        return list(found)
