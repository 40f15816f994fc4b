"""An experiment's page fills one button at most, and never one that stops or sends back; before it runs, the plan leads."""

import pytest
from django.urls import reverse
from django.utils import translation

from challenges.states import State as ChallengeState
from experiments.states import State
from mint.isolation import context
from tests.buttons import filled
from tests.experiments.conftest import metric_of
from tests.factories import ChallengeFactory
from tests.rows.experiments import add_measurement
from tests.rows.matching import TENANT


def page_of(log_in, who, experiment):
    with translation.override("en"):
        address = reverse("experiments:manage", args=[TENANT[who], experiment.pk])
    return log_in(who).get(address).content.decode()


@pytest.mark.parametrize(
    ("who", "state", "buttons"),
    [
        ("editor", State.IDEA, ["Start planning"]),
        ("editor", State.PLANNING, ["Send the plan for review"]),
        ("editor", State.IN_REVIEW, []),
        ("coordinator", State.IN_REVIEW, ["Approve the plan"]),
        ("editor", State.APPROVED, ["Start the experiment"]),
        ("coordinator", State.APPROVED, []),
        ("editor", State.RUNNING, ["Record a measurement"]),
        ("coordinator", State.RUNNING, []),
        ("editor", State.EVALUATING, ["Record the decision"]),
        ("coordinator", State.PAUSED, ["Resume the experiment"]),
    ],
)
def test_one_button_leads_on(who, state, buttons, make, log_in):
    assert filled(page_of(log_in, who, make(state))) == buttons


def test_what_is_evaluated_asks_for_the_result_and_nothing_else(make, log_in):
    experiment = make(State.EVALUATING, result="")
    assert filled(page_of(log_in, "editor", experiment)) == ["Write the result and the lessons"]


@pytest.mark.parametrize(
    ("outcome", "decision", "buttons"),
    [
        ("supported", "scale", ["Mark as solved"]),
        ("not_supported", "stop", ["Mark as not solved"]),
        ("not_supported", "scale", []),
        ("inconclusive", "develop_on", []),
        ("supported", "stop", []),
    ],
)
def test_the_challenges_ending_is_suggested_only_where_outcome_and_decision_agree(  # noqa: PLR0917  # by name
    outcome, decision, buttons, make, world, log_in
):
    with context.system("test"):
        challenge = ChallengeFactory(
            organisation=world.company, project=world.project, state=ChallengeState.EXPERIMENTING
        )
    experiment = make(State.DECIDED, challenge=challenge, outcome=outcome, decision=decision)
    page = page_of(log_in, "editor", experiment)
    assert filled(page) == buttons
    assert ("point to different ways" in page) is (not buttons)


def test_before_it_runs_the_plan_is_the_main_column_and_nothing_is_charted(make, log_in):
    page = page_of(log_in, "coordinator", make(State.IN_REVIEW))
    assert 'class="chart"' not in page
    facts = page.index(">Basic facts<")
    assert page.index("Jos anturit kertovat") < page.index("<dt>Budget</dt>") < facts
    assert page.count("Jos anturit kertovat") == 1


def test_when_it_runs_the_chart_leads_and_the_plan_is_among_the_facts(make, log_in):
    experiment = make(State.RUNNING)
    with context.system("test"):
        add_measurement(metric_of(experiment), 1, 3)
    page = page_of(log_in, "coordinator", experiment)
    assert page.index('class="chart"') < page.index(">Basic facts<") < page.index("Jos anturit kertovat")
