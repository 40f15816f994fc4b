"""Whatever is done in whatever order: no forbidden state, no audit row lost, no plan approved by who wrote it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from experiments import workflow
from experiments.models import Experiment
from experiments.staging import signing
from experiments.staging import workflow as staged
from experiments.staging.models import SignOff, Visit
from experiments.staging.placing import standing_of, state_of
from experiments.states import APPROVED, State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.tenancy.context import acting, load
from mint.web import MoveError
from mint.workflow import undoable
from tests.experiments.conftest import metric_of
from tests.rows.experiments import add_measurement, make_experiment
from tests.rows.staging import guard, make_template, publish, stand

PEOPLE = ("owner", "editor", "partner", "viewer", "coordinator", "curator", "manager", "stranger")
ANSWERS = {
    "reason": "Syy on tämä.", "anyway": "Mennään silti.", "decision": "scale", "despite": "Kannattaa silti.",
    "responsible": "Kunta",
}  # fmt: skip
TAKES = {
    "returned": ("reason",), "paused": ("reason", "review_on"), "finished": ("reason", "anyway"),
    "decided": ("reason", "decision", "despite", "anyway"), "followed_up": ("responsible", "anyway"),
    "cancelled": ("reason",), "resumed": (),
}  # fmt: skip
REQUIRED = guard("approval", "coordinator", "required", key="kunta")


class Lifecycle(RuleBasedStateMachine):
    """An experiment that begins in planning, by a template whose half-way stage a coordinator must approve."""

    world: Any

    def __init__(self) -> None:
        super().__init__()
        with context.system("test"):
            template = make_template(self.world.university, half=[REQUIRED], evaluating=[guard("field", "guardrail")])
            version = publish(template)
            values = {
                "project": self.world.project,
                "result": "Laski.",
                "learnings": "Opittiin.",
                "outcome": "supported",
            }
            self.experiment = make_experiment(self.world, State.PLANNING, **values)
            stand(self.experiment, version)
            add_measurement(metric_of(self.experiment), 2, 2)
            template.is_retired = True
            template.save()
        self.made = 0
        self.walked = [State.PLANNING]

    def do(self, who: str, deed: Any) -> None:
        person = self.world.people[who]
        before = self.now()
        try:
            with context.acting(person.pk):
                actor, organisations = load(person.pk)
                with transaction.atomic():
                    deed(before, acting(actor, organisations[0]))
            self.made += 1
        except (MoveError, PermissionDenied):
            assert self.now().version == before.version
        self.walked.append(State(self.now().state))

    def now(self) -> Experiment:
        with context.system("test"):
            return Experiment.objects.get(pk=self.experiment.pk)

    @rule(who=st.sampled_from(PEOPLE), name=st.sampled_from(sorted(workflow.RUN)), silent=st.booleans())
    def moves(self, *, who: str, name: str, silent: bool) -> None:
        given = {**ANSWERS, "review_on": clock.today() + timedelta(days=9)}
        if silent:
            given |= {"anyway": ""}
        values = {key: given[key] for key in TAKES.get(name, ("anyway",))}
        self.do(who, lambda row, actor: workflow.RUN[name](row, actor=actor, **values))

    @rule(who=st.sampled_from(PEOPLE), further=st.booleans(), silent=st.booleans())
    def steps(self, *, who: str, further: bool, silent: bool) -> None:
        def deed(row: Experiment, actor: Any) -> None:
            standing = standing_of(row)
            goal = standing and (standing.further if further else standing.before)
            if standing is None or goal is None:
                raise MoveError
            why = {"reason": "Syy.", "anyway": "" if silent else "Silti."}
            staged.move_stage(row, origin=standing.stage.pk, to=goal.pk, actor=actor, **why)

        self.do(who, deed)

    @rule(who=st.sampled_from(PEOPLE), is_given=st.booleans())
    def signs(self, *, who: str, is_given: bool) -> None:
        self.do(who, lambda row, actor: signing.sign(row, key="kunta", actor=actor, is_given=is_given, reason="Näin."))

    @rule(who=st.sampled_from(PEOPLE))
    @precondition(lambda self: self.made)
    def undoes(self, who: str) -> None:
        def deed(row: Experiment, actor: Any) -> None:
            move = undoable(row, (*workflow.MOVES, *staged.MOVES), actor)
            if move is None:
                raise MoveError
            run = staged.undo if move in staged.MOVES else workflow.undo
            run(row, move, actor=actor)

        self.do(who, deed)

    @invariant()
    def it_stands_at_a_stage_of_its_state(self) -> None:
        with context.system("test"):
            connection.check_constraints()
            row = Experiment.objects.get(pk=self.experiment.pk)
            open_ = list(Visit.objects.open().filter(experiment=row).select_related("stage"))
        if row.state == State.CANCELLED:
            assert open_ == []
        else:
            assert [visit.stage.state for visit in open_] == [state_of(row)]

    @invariant()
    def every_deed_has_its_row_in_the_trail(self) -> None:
        with context.system("test"):
            assert (
                Entry.objects.filter(subject_id=self.experiment.pk, verb__startswith="experiment.").count() == self.made
            )

    @invariant()
    def its_author_approves_nothing(self) -> None:
        row, editor = self.now(), self.world.people["editor"].pk
        assert row.approver_id != editor
        assert row.state not in APPROVED or row.approver_id is not None
        with context.system("test"):
            assert not SignOff.objects.filter(experiment=row, kind="approval", by=editor).exists()

    @invariant()
    def what_is_required_was_done(self) -> None:
        """At the half-way stage only after the coordinator's approval, whatever reason is given."""
        with context.system("test"):
            halves = Visit.objects.filter(experiment=self.experiment, stage__key="half")
            assert all(not visit.skipped for visit in halves)
            if halves.exists():
                assert SignOff.objects.filter(experiment=self.experiment, guard_key="kunta", is_given=True).exists()

    @invariant()
    def it_walked_only_where_a_move_leads(self) -> None:
        ways = {(source, move.target) for move in workflow.MOVES for source in move.sources}
        pairs = zip(self.walked, self.walked[1:], strict=False)
        assert all(a == b or (a, b) in ways for a, b in pairs)


def test_no_sequence_of_moves_breaks_a_rule(world):
    """Each run in a transaction of its own, which is taken back."""

    class Here(Lifecycle):
        def __init__(self) -> None:
            self.point = transaction.savepoint()
            super().__init__()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

    Here.world = world
    some = settings(
        max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True,
        database=None,
    )  # fmt: skip
    run_state_machine_as_test(Here, settings=some)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_twenty_moves_at_the_same_moment_one_wins(world):
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    with context.system("test"):
        template = make_template(world.university, project=world.project)
        version = publish(template)
        experiment = make_experiment(world, "running")
        stand(experiment, version)
        origin, half = version.stages.get(key="running").pk, version.stages.get(key="half").pk
    start = Barrier(20)

    def move(number: int) -> str:
        person = world.people[("owner", "editor", "coordinator", "curator")[number % 4]]
        try:
            with context.acting(person.pk):
                actor, organisations = load(person.pk)
                start.wait(60)
                staged.move_stage(experiment, origin=origin, to=half, actor=acting(actor, organisations[0]))
            return "moved"
        except MoveError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        answers = sorted(pool.map(move, range(20)))
    with context.system("test"):
        told = Entry.objects.filter(verb=staged.MOVED, subject_id=experiment.pk).count()
        open_ = list(Visit.objects.open().filter(experiment=experiment).values_list("stage__key", flat=True))
    assert (answers, told, open_) == (["moved"] + ["refused"] * 19, 1, ["half"])
