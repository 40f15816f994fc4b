"""Records to count, made by hand as mint_system, and a report of them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from experiments.models import Experiment, ExperimentParty, Metric
from mint import clock
from mint.accounts.models import User
from mint.isolation import context
from mint.jobs import running
from mint.jobs.models import Job
from mint.jobs.models import State as JobState
from mint.matching.models import Match, Need
from mint.outbox.models import Job as Outgoing
from mint.projects.models import Period
from municipalities.models import AttractionFactor
from placements.models import Application, Placement
from reports import actions
from reports.approvals import actions as approvals
from reports.counting import catalogue
from reports.models import Indicator, IndicatorTarget, Report
from tests.factories import ChallengeFactory, UserFactory
from tests.world import World

START, END = date(2026, 7, 1), date(2026, 12, 31)
BEFORE, WITHIN = date(2026, 3, 2), date(2026, 9, 1)


@pytest.fixture
def records(world: World) -> World:
    with context.system("test"):
        make_records(world)
    return world


def make_records(world: World) -> None:
    """Two challenges, two experiments, a match, three placements and a factor; one company in almost all of them."""
    world.company.business_id, world.partner.business_id = "9900101-0", "9900102-9"
    world.company.save()
    world.partner.save()
    old, new = _challenge(world, BEFORE), _challenge(world, WITHIN, title="=1+1 on haaste")
    make_experiment(world, old, BEFORE, "scale")
    make_experiment(world, new, WITHIN, "")
    _match(world, new)
    for kind, fte in (("internship", None), ("job", Decimal("0.75")), ("thesis", None)):
        _placement(world, kind, fte)
    _factor(world)
    _promise(world)


def _challenge(world: World, on: date, **more: Any) -> Any:
    moment = clock.at(on)
    return ChallengeFactory(
        organisation=world.company,
        project=world.project,
        state="open",
        published_at=moment,
        submitted_at=moment,
        **more,
    )


def make_experiment(world: World, challenge: Any, on: date, decision: str) -> Experiment:
    moment = clock.at(on)
    later = moment + timedelta(days=30)
    done: dict[str, Any] = {}
    if decision:
        done = {
            "outcome": "supported",
            "decision": decision,
            "decision_reason": "Toimii.",
            "learnings": "Ruoko kelpaa.",
        }
        done |= {"finished_at": later, "decided_at": later}
    experiment = Experiment.objects.create(
        organisation=world.municipality,
        municipality=world.place,
        project=world.project,
        challenge=challenge,
        title=f"Kokeilu {on}",
        state="decided" if decision else "running",
        hypothesis="Jos ruoko kerätään, ranta pysyy puhtaana.",
        plan={},
        plan_hash="x",
        starts_on=on,
        ends_on=on + timedelta(days=60),
        budget=Decimal(1000),
        personal_data=False,
        submitted_at=moment,
        approved_at=moment,
        approver=world.people["coordinator"],
        started_at=moment,
        **done,
    )
    for party in (world.company, world.university):
        ExperimentParty.objects.create(organisation=world.municipality, experiment=experiment, party=party)
    Metric.objects.create(
        organisation=world.municipality, experiment=experiment, name="Ranta", unit="m", is_primary=True
    )
    return experiment


def _match(world: World, challenge: Any) -> None:
    need = Need.objects.create(
        subject_type="challenges.challenge",
        subject_id=challenge.pk,
        organisation=world.municipality,
        municipality=world.place,
        project=world.project,
        title="Tarve",
        path="/",
    )
    Match.objects.create(
        need=need,
        organisation=world.municipality,
        partner=world.partner,
        municipality=world.place,
        project=world.project,
        state="agreed",
        agreement="assignment",
        interest_from="partner",
        agreed_at=clock.at(WITHIN),
    )


def _placement(world: World, kind: str, fte: Decimal | None) -> None:
    moment = clock.at(WITHIN)
    placement = Placement.objects.create(
        organisation=world.company,
        municipality=world.place,
        project=world.project,
        kind=kind,
        title=f"Paikka {kind}",
        tasks="Työtä.",
        state="running",
        fte=fte,
        credits=None if kind == "thesis" else 5,
        starts_on=WITHIN,
        apply_by=WITHIN,
        submitted_at=moment,
        published_at=moment,
        started_at=moment,
    )
    student: User = UserFactory()
    Application.objects.create(
        organisation=world.company,
        placement=placement,
        applicant=student,
        school=world.university,
        name="Opiskelija",
        state="accepted",
        submitted_at=moment,
        credits_confirmed=5 if kind == "internship" else None,
    )


def _factor(world: World) -> None:
    AttractionFactor.objects.create(
        organisation=world.municipality,
        municipality=world.place,
        project=world.project,
        category="work",
        name="Etätyöpiste",
        indicator="Käyttäjiä",
        unit="kpl",
        baseline=0,
        target=40,
        source="Kunta",
        state="published",
        checked_on=WITHIN,
        next_check_on=WITHIN + timedelta(days=300),
        published_at=clock.at(WITHIN),
    )


def _promise(world: World) -> None:
    catalogue.ensure()
    for code, value in (("RCO10", Decimal(5)), ("RCR01", None), ("MINT02", Decimal(2))):
        IndicatorTarget.objects.create(project=world.project, indicator=Indicator.objects.get(code=code), value=value)


@pytest.fixture
def run_outbox(run_outbox: Callable[[], list[str]]) -> Callable[[], list[str]]:
    """What is to be built is built first, by itself; its dozen permits, of which each would ask what is free, are used up."""

    def run_all() -> list[str]:
        with context.system("test"):
            queued = list(Job.objects.filter(state=JobState.QUEUED).values_list("pk", flat=True))
        for pk in queued:
            running.run(pk, alone=True)
        with context.system("test"):
            Outgoing.objects.filter(task="jobs.run", done_at=None).update(done_at=clock.now())
        return run_outbox()

    return run_all


@pytest.fixture
def started(records: World, acting_as: Any) -> Report:
    """A report that the manager has asked for; its job waits in the outbox."""
    period = Period.objects.get(project=records.project)
    with acting_as("manager") as actor:
        report = actions.create(period, "fi", actor=actor)
        actions.build(report, actor=actor)
    return report


@pytest.fixture
def report(started: Report, acting_as: Any, run_outbox: Callable[[], list[str]]) -> Report:
    """The same, built by the job, and approved by the project's partner."""
    run_outbox()
    partners_agree(started.pk, acting_as)
    with context.system("test"):
        return Report.objects.get(pk=started.pk)


def partners_agree(pk: int, acting_as: Any, *, is_given: bool = True) -> None:
    """They have been asked, and the municipality answers."""
    with acting_as("manager") as actor:
        approvals.ask(Report.objects.get(pk=pk), due_on=clock.today() + timedelta(days=7), actor=actor)
    with acting_as("coordinator") as actor:
        report = Report.objects.get(pk=pk)
        assert report.built_at is not None
        reason = "" if is_given else "Luku puuttuu."
        approvals.answer(report, built_at=report.built_at, is_given=is_given, reason=reason, actor=actor)
