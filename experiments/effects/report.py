"""The answer to a file as plain values, fit for JSON."""

from typing import Any

from django.utils.translation import override

from experiments.effects.computing import effect_of
from experiments.effects.judging import outcome, threshold
from experiments.effects.reading import Question
from experiments.effects.sentences import sentences
from experiments.effects.words import said


def answer(question: Question) -> dict[str, Any]:
    """Raises RefusedError where the numbers allow no answer."""
    effect = effect_of(question.sample)
    direction, smallest = question.direction, question.smallest
    with override("en"):
        method = said(effect.method)
        warnings = [said(each) for each in (*effect.warnings, *question.notes)]
    return {
        "design": str(effect.design),
        "unit": question.unit,
        "direction": question.direction,
        "scale": "ratio" if effect.is_ratio else "difference",
        "estimate": effect.estimate,
        "interval": [effect.low, effect.high],
        "level": 0.95,
        "effect_size": {"name": effect.size_name, "value": effect.size},
        "n": effect.n,
        "method": method,
        "details": effect.more,
        "smallest_worthwhile": question.smallest,
        "threshold": threshold(effect, direction=direction, smallest=smallest),
        "warnings": warnings,
        "outcome": str(outcome(effect, direction=direction, smallest=smallest)),
        "sentence": sentences(effect, name=question.name, unit=question.unit),
    }
