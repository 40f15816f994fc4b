"""The demo's experiments: made through the actions, spread over states and years."""

from collections import Counter

from django.core.management import call_command

from experiments.models import Experiment, Measurement
from experiments.states import Decision, State
from mint.isolation import context


def test_the_demo_has_experiments_in_every_phase(db, settings):
    settings.DEMO = True
    call_command("seed_demo", only="experiments.seed", verbosity=0)
    with context.system("test"):
        states = Counter(Experiment.objects.values_list("state", flat=True))
        assert states[State.RUNNING] >= 3
        assert {State.IDEA, State.PLANNING, State.IN_REVIEW, State.APPROVED, State.EVALUATING, State.DECIDED, State.CLOSED} <= set(states)
        assert Experiment.objects.filter(decision=Decision.STOP).exclude(learnings="").count() == 1
        assert set(Experiment.objects.values_list("project__code", flat=True)) == {"A75317", "DEMO-2"}
        assert Measurement.objects.filter(is_current=False).count() == 1
