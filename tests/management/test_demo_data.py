"""The demo data is made by the actions, complete, and only once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from challenges.models import Challenge
from experiments.answering import is_last_word, suggestion
from experiments.models import Experiment
from experiments.states import State as ExperimentState
from mint.accounts.models import User
from mint.isolation import context
from mint.projects.models import Project
from mint.tenancy.models import JoinRequest


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    call_command("seed_demo", stdout=StringIO())


@pytest.mark.thorough
def test_demo_data_is_written_once_and_shows_every_part(demo):
    again = StringIO()
    call_command("seed_demo", stdout=again)
    assert "already" in again.getvalue()
    with context.system("test"):
        real = Project.objects.get(code="A75317")
        states = set(Challenge.objects.values_list("state", flat=True))
        assert User.objects.exclude(email__endswith=".example").count() == 0
        assert {"draft", "in_review", "returned", "open"} <= states
        assert real.partners.count() == 7
        assert JoinRequest.objects.waiting().count() == 2
        assert _ending_waits() == ["Vikailmoitus reitin varrelta"]
        tried = set(Experiment.objects.values_list("state", flat=True))
    assert tried == set(ExperimentState.values) - {ExperimentState.CANCELLED}


def _ending_waits():
    """Experiments on whose page somebody says how the challenge ended."""
    decided = Experiment.objects.filter(challenge__state="experimenting").select_related("challenge")
    return [each.title for each in decided if is_last_word(each) and suggestion(each)]


def test_there_is_no_demo_data_where_demo_mode_is_off(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("seed_demo", stdout=StringIO())
