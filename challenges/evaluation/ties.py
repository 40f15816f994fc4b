"""Ties between people and proposals: the database says whether there is one and of which kind, and nothing more."""

from collections.abc import Iterable, Mapping

from django.db import connection

from challenges.evaluation.models import Assignment, Conflict, Phase

Pair = tuple[int, int]  # proposal, user

ASK = """
SELECT p, u, mint.conflict_of(u, p) FROM unnest(%s::bigint[]) AS p CROSS JOIN unnest(%s::bigint[]) AS u
"""


def found(proposals: Iterable[int], users: Iterable[int]) -> dict[Pair, str]:
    """Each pair with a tie and its kind (`states.Tie`), as the rows say now. Answered to who coordinates, and to jobs."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, [sorted(set(proposals)), sorted(set(users))])
        return {(proposal, user): kind for proposal, user, kind in cursor.fetchall() if kind}


def barred(phase: Phase, proposals: Iterable[int], users: Iterable[int]) -> dict[Pair, str]:
    """Who may not score what in this phase: found or declared, and not waived."""
    recorded = {(row.proposal_id, row.user_id): row for row in Conflict.objects.filter(phase=phase)}
    waived = {pair for pair, row in recorded.items() if row.is_waived}
    known: Mapping[Pair, str] = {pair: row.kind for pair, row in recorded.items() if not row.is_waived}
    return {**{pair: kind for pair, kind in found(proposals, users).items() if pair not in waived}, **known}


def open_conflicts(phase: Phase) -> int:
    """Assignments that go on although a tie has come up since, which nobody has waived."""
    pairs = set(Assignment.objects.filter(phase=phase).live().values_list("proposal_id", "user_id"))
    if not pairs:
        return 0
    barred_pairs = barred(phase, {pair[0] for pair in pairs}, {pair[1] for pair in pairs})
    return len(pairs & barred_pairs.keys())
