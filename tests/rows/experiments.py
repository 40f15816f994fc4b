"""An experiment of the company with a partner, in any state; its metrics and measurements."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from challenges.states import State as ChallengeState
from experiments.ethics import QUESTIONS
from experiments.models import Experiment, ExperimentParty, Measurement, Metric, Occurrence
from experiments.plan import digest, snapshot
from experiments.states import APPROVED, DECIDED, DRAFTED, FROZEN, SHOWN, State
from mint import clock
from tests.factories import ChallengeFactory
from tests.world import World

PLAN: dict[str, Any] = {
    "hypothesis": "Jos anturit kertovat, käyntejä on vähemmän.",
    "population": "Kymmenen mökkiä.",
    "roles": "Yritys asentaa, kunta seuraa.",
    "budget": Decimal("2500.00"),
    "ethics": dict.fromkeys(QUESTIONS, "yes"),
    "personal_data": False,
    "aid_basis": "none",
    "rights": "open",
}
JUDGED: dict[str, Any] = {"design": "before_after", "smallest_worthwhile": Decimal(1)}  # of a plan that may be sent


def make_experiment(
    world: World, state: str = State.PLANNING, *, planned: bool = True, metric: bool = True, **columns: Any
) -> Experiment:
    """Owned by the company, with the partner, in the municipality and the project."""
    challenge = columns.pop("challenge", None) or ChallengeFactory(
        organisation=world.company, project=world.project, state=ChallengeState.OPEN
    )
    today, now = clock.today(), clock.now()
    values: dict[str, Any] = {
        "organisation": world.company,
        "municipality": world.place,
        "project": world.project,
        "challenge": challenge,
        "title": "Anturit mökkeihin",
        "author": world.people["editor"],
        **(PLAN | {"starts_on": today - timedelta(days=60), "ends_on": today - timedelta(days=1)} if planned else {}),
        **_columns_of(State(state), world, now, today),
        **columns,
    }
    experiment = Experiment.objects.create(state=State.IDEA, **values)
    ExperimentParty.objects.create(organisation=experiment.organisation, experiment=experiment, party=world.partner)
    if metric:
        add_metric(experiment, **(JUDGED if planned and state in DRAFTED else {}))
    experiment.state = state
    if state in FROZEN:
        plan = snapshot(experiment)
        experiment.plan, experiment.plan_hash, experiment.plan_number = plan, digest(plan), 1
    experiment.save()
    return experiment


def _columns_of(state: State, world: World, now: Any, today: date) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if state in FROZEN:
        columns |= {"submitted_at": now, "submitted_by": world.people["editor"]}
    if state in APPROVED:
        columns |= {"approved_at": now, "approver": world.people["coordinator"]}
    if state in SHOWN:
        columns |= {"started_at": now}
    if state == State.PAUSED:
        columns |= {"pause_reason": "Pakkanen.", "review_on": today + timedelta(days=7)}
    if state in {State.EVALUATING, *DECIDED}:
        columns |= {"finished_at": now, "result": "Laski.", "learnings": "Opittiin.", "outcome": "supported"}
    if state in DECIDED:
        columns |= {"decision": "stop", "decision_reason": "Riittää.", "decided_at": now}
    return columns


def add_metric(experiment: Experiment, **columns: Any) -> Metric:
    values: dict[str, Any] = {
        "name": "Käynnit",
        "unit": "kpl",
        "direction": "down",
        "baseline": Decimal(4),
        "baseline_on": clock.today() - timedelta(days=90),
        "baseline_source": "Kirjanpito",
        "target": Decimal(2),
        "is_primary": True,
    }
    return Metric.objects.create(organisation=experiment.organisation, experiment=experiment, **(values | columns))


def add_measurement(metric: Metric, days_ago: int, value: Any) -> Measurement:
    day = clock.today() - timedelta(days=days_ago)
    return Measurement.objects.create(
        organisation=metric.organisation, metric=metric, measured_on=day, value=Decimal(str(value))
    )


def add_occurrence(experiment: Experiment, days_ago: int = 5, text: str = "Pakkasta") -> Occurrence:
    day = clock.today() - timedelta(days=days_ago)
    return Occurrence.objects.create(
        organisation=experiment.organisation, experiment=experiment, happened_on=day, text=text
    )
