"""An experiment's page fills one button at most, and never one that stops or sends back; before it runs, the plan leads."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from challenges.states import State as ChallengeState
from experiments.states import State
from mint.isolation import context
from mint.templating import fdate
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
        ("editor", State.PAUSED, ["Resume the experiment"]),
        ("partner", State.PAUSED, []),
        ("partner", State.RUNNING, ["Record a measurement"]),
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


def next_of(page):
    """Heading, sentence and buttons of the panel that says what comes next; nothing when there is none."""
    if 'id="portti"' not in page:
        return None
    panel = page[page.index('id="portti"') :]
    panel = panel[: panel.index("</section>")]
    texts = re.findall(r"<(?:h2|p|a|button)\b[^>]*>(.*?)</(?:h2|p|a|button)>", panel, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s+", " ", text).strip() for text in texts]


PAUSED = "The experiment is paused. "
MISSING = "Still missing: Every primary metric has been measured."


@pytest.mark.parametrize(
    ("who", "buttons"),
    [
        ("editor", ["Resume the experiment", "Move to evaluation", MISSING]),
        ("coordinator", ["Resume the experiment"]),
    ],
)
def test_of_a_pause_those_who_steer_are_asked_whether_it_goes_on(who, buttons, make, log_in):
    experiment = make(State.PAUSED)
    with translation.override("en"):
        said = f"{PAUSED}Decide on {fdate(experiment.review_on)} at the latest whether it goes on."
    assert next_of(page_of(log_in, who, experiment)) == ["Next", said, *buttons]


@pytest.mark.parametrize("who", ["partner", "viewer", "manager"])
def test_of_a_pause_others_read_who_decides_and_when_and_no_gate(who, make, log_in):
    experiment = make(State.PAUSED)
    with translation.override("en"):
        day = fdate(experiment.review_on)
    by = f"by {experiment.organisation.name}, the municipality&#x27;s coordinator or a curator."
    said = f"{PAUSED}On {day} at the latest it is decided whether it goes on, {by}"
    assert next_of(page_of(log_in, who, experiment)) == ["Next", said]


@pytest.mark.parametrize(
    ("who", "decision", "panel"),
    [
        ("coordinator", "stop", ["Close the experiment"]),
        ("coordinator", "scale", ["Begin the follow-up"]),
        ("partner", "stop", "closes the experiment."),
        ("partner", "scale", "begins the follow-up."),
    ],
)
def test_what_is_decided_has_one_next_thing(who, decision, panel, make, log_in):  # by name
    experiment = make(State.DECIDED, decision=decision)
    found = next_of(page_of(log_in, who, experiment))
    if isinstance(panel, list):
        assert found == ["Next", *panel]
    else:
        place = experiment.municipality.name
        said = f"The municipality&#x27;s coordinator ({place}) or a curator of the project {panel}"
        assert found == ["Next", said]


def test_while_the_challenges_ending_is_asked_nothing_else_is(make, world, log_in):
    with context.system("test"):
        challenge = ChallengeFactory(
            organisation=world.company, project=world.project, state=ChallengeState.EXPERIMENTING
        )
    page = page_of(log_in, "editor", make(State.DECIDED, challenge=challenge))
    assert (page.count('id="haaste-t"'), next_of(page)) == (1, None)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, "The result has been written. {} records the decision."),
        ({"result": ""}, "The parties write the result and the lessons. {} then records the decision."),
    ],
)
def test_who_evaluates_with_the_owner_reads_who_decides(columns, said, make, log_in):
    experiment = make(State.EVALUATING, **columns)
    panel = next_of(page_of(log_in, "curator", experiment))
    assert panel[1:] == [said.format(experiment.organisation.name)]
