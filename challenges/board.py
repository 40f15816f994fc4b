"""The board: a tenant's challenges in columns of states; and which move a drop means."""

from dataclasses import dataclass, field
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from challenges.models import Challenge
from challenges.states import BOARD, COLUMN_OF, STATES_OF, Column, State
from challenges.workflow import MOVES
from mint.actor import Actor
from mint.tenancy.context import Acting
from mint.web import MoveError
from mint.workflow import Move, available

MOST_CARDS = 300


@dataclass(frozen=True)
class BoardColumn:
    """One column: its pill's key and word, and its cards, newest first."""

    key: str
    label: str
    cards: list[Challenge] = field(default_factory=list)


def columns(actor: Actor, organisation: Acting, size: int = 50) -> list[BoardColumn]:
    """All columns with one query; at most `size` cards in each."""
    rows = Challenge.objects.visible_to(actor).of_tenant(organisation.id, _place(organisation))
    rows = rows.select_related("organisation").defer("search").order_by("-id")[:MOST_CARDS]
    found: dict[Column, list[Challenge]] = {column: [] for column in BOARD}
    for column, cards in groupby(sorted(rows, key=lambda row: (row.column, -row.pk)), key=lambda row: row.column):
        if column in found:
            found[column] = [offering(card, actor) for card in list(cards)[:size]]
    return [BoardColumn(str(column.value), str(column.label), cards) for column, cards in found.items()]


def _place(organisation: Acting) -> int | None:
    return organisation.municipality_id if organisation.kind == "municipality" else None


def offering(challenge: Challenge, actor: Actor) -> Challenge:
    """The same, and its `goals`: the columns that this actor's moves lead to. Asks the database nothing."""
    goals = {COLUMN_OF[State(move.target)] for move in available(challenge, MOVES, actor)} - {challenge.column}
    challenge.goals = [column for column in BOARD if column in goals]
    return challenge


def moves_to(challenge: Challenge, column: str, actor: Actor) -> list[Move]:
    """The moves that would bring the challenge into the column.

    Raises PermissionDenied where it is the role that lacks, MoveError where there is no such move.
    """
    states = STATES_OF.get(Column(column), ()) if column in Column.values else ()
    fitting = [move for move in available(challenge, MOVES, actor) if move.target in states]
    if not fitting and not _may_move(challenge, states, actor):
        raise PermissionDenied
    if not fitting:
        raise MoveError(
            _("“%(title)s” cannot be moved from %(here)s there.")
            % {"title": challenge.title, "here": challenge.column.label}
        )
    return fitting


def _may_move(challenge: Challenge, states: tuple[State, ...], actor: Actor) -> bool:
    """Is it the way that is closed, and not the actor who may not go it?"""
    there = [move for move in MOVES if not move.undo_of and challenge.state in move.sources and move.target in states]
    return not there and any(move.may(actor, challenge) for move in MOVES)
