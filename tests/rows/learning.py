"""One thing that an experiment taught."""

from typing import Any

from experiments.learning.models import Lesson
from experiments.models import Experiment


def make_lesson(experiment: Experiment, kind: str = "did_not", **columns: Any) -> Lesson:
    values = {"text": "Anturit jäätyivät.", "reason": "season" if kind == "did_not" else "", **columns}
    return Lesson.objects.create(
        organisation_id=experiment.organisation_id,
        experiment=experiment,
        kind=kind,
        language=experiment.language,
        **values,
    )
