"""The charts of a page: course, marks and words of each metric, in as many statements for one value as for 100,000."""

from collections.abc import Sequence

from experiments.chart import Chart, Happening, chart_of
from experiments.course import courses
from experiments.models import Experiment, Metric, Occurrence
from mint.actor import Actor

MOST = 12  # marks on a chart


def charts(experiment: Experiment, metrics: Sequence[Metric], actor: Actor) -> list[Chart]:
    """One for each of the metrics, which are the experiment's and the reader's to see."""
    if not metrics:
        return []
    found = courses(metrics)
    happenings = _happenings(experiment, actor) if any(course.points for course in found.values()) else []
    for metric in metrics:
        metric.experiment = experiment  # not read once more
    return [chart_of(metric, found[metric.pk], happenings) for metric in metrics]


def _happenings(experiment: Experiment, actor: Actor) -> list[Happening]:
    """What people have told of, the newest; where the experiment began and ended the chart knows itself."""
    rows = Occurrence.objects.visible_to(actor).filter(experiment=experiment).order_by("-happened_on", "-id")[:MOST]
    return [Happening(row.happened_on, row.text, row.pk) for row in rows][::-1]
