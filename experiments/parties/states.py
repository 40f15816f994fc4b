"""When the parties of an experiment change no more (leaf)."""

from experiments.states import State

ENDED = (State.CLOSED, State.CANCELLED)
