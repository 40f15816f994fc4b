"""Whoever makes a move is told in a sentence what happens next: every move that a person makes has one."""

from collections.abc import Iterable
from datetime import date

import pytest

import challenges.after
import challenges.workflow
import experiments.after
import experiments.workflow
import mint.matching.after
import mint.matching.workflow
import placements.after
import placements.choosing
import placements.workflow
import reports.after
import reports.workflow
from mint.workflow import Move

SAID_BY_THE_STATE = {"submitted", "published"}  # of a challenge: who answers and by when


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        (challenges.workflow.RUN, {*challenges.after.AFTER, *SAID_BY_THE_STATE}),
        (experiments.workflow.RUN, set(experiments.after.AFTER)),
        (mint.matching.workflow.RUN, set(mint.matching.after.AFTER)),
        (placements.workflow.RUN, set(placements.after.OF_PLACEMENT)),
        (placements.choosing.RUN, set(placements.after.OF_APPLICATION)),
        (reports.workflow.BY_NAME, set(reports.after.AFTER)),
    ],
)
def test_every_move_that_a_person_makes_says_what_happens_next(runs: Iterable[str], told: set[str]) -> None:
    assert told == set(runs)


@pytest.mark.parametrize(
    "moves",
    [
        challenges.workflow.MOVES,
        experiments.workflow.MOVES,
        mint.matching.workflow.MOVES,
        placements.workflow.MOVES,
    ],
)
def test_what_stops_or_sends_back_is_never_the_filled_button(moves: tuple[Move, ...]) -> None:
    backwards = {"returned", "cancelled", "withdrawn", "declined", "paused", "interrupted", "lapsed"}
    assert [move.name for move in moves if move.name in backwards and move.is_main and not move.system] == []


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (date(2026, 11, 24), date(2026, 12, 1)),  # Tuesday
        (date(2026, 11, 27), date(2026, 12, 4)),  # Friday
        (date(2026, 11, 28), date(2026, 12, 4)),  # Saturday
    ],
)
def test_five_working_days_leave_out_the_week_end(sent: date, answered: date) -> None:
    assert challenges.after.answered_by(sent) == answered
