"""Phases, who scores what in them, and what is decided."""

from challenges.evaluation.models.decisions import Decision, Memo, Verdict
from challenges.evaluation.models.phases import Assignment, Conflict, Evaluator, Phase, Score

__all__ = ["Assignment", "Conflict", "Decision", "Evaluator", "Memo", "Phase", "Score", "Verdict"]
