"""The one function that makes moves: locked, checked, audited; the race has one winner."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from challenges import workflow
from challenges.models import Challenge
from challenges.states import State
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from mint.workflow import available, blockers
from tests.factories import ChallengeFactory
from tests.world import build


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_eight_who_publish_at_once_one_wins():
    from mint.tenancy.context import actor_for

    with context.system("test"):
        world = build()
        challenge = ChallengeFactory(organisation=world.company, project=world.project, state=State.IN_REVIEW)
        user, tenant = world.people["coordinator"].pk, world.municipality.pk
    outcomes, start = [], Barrier(8)

    def publish():
        start.wait()
        try:
            with context.acting(user):
                workflow.publish(Challenge(pk=challenge.pk), actor=actor_for(user, tenant))
            outcomes.append("won")
        except MoveError:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [Thread(target=publish) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with context.system("test"):
        assert (sorted(outcomes), Entry.objects.filter(verb="challenge.published").count()) == (
            ["late"] * 7 + ["won"],
            1,
        )


@pytest.fixture
def draft(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, state=State.DRAFT, outcome="")


def test_a_refused_move_changes_nothing_and_says_why(draft, acting_as):
    with acting_as("editor") as actor:
        with pytest.raises(MoveError) as refusal:
            workflow.submit(draft, actor=actor)
        draft.refresh_from_db()
    assert (draft.state, draft.version) == (State.DRAFT, 1)
    assert str(refusal.value)
    with context.system("test"):
        assert Entry.objects.count() == 0


def test_who_comes_before_when(draft, acting_as):
    with acting_as("viewer") as actor, pytest.raises(PermissionDenied):
        workflow.submit(draft, actor=actor)


def test_a_job_makes_only_the_moves_that_name_it(draft):
    from mint.actor import Actor

    with context.system("test"), pytest.raises(PermissionDenied):
        workflow.submit(draft, actor=Actor.system("challenges.close_due"))


def test_the_page_is_told_what_blocks_a_move(draft, acting_as):
    with acting_as("editor") as actor:
        assert available(draft, workflow.MOVES, actor) == [workflow.SUBMIT]
        assert len(blockers(draft, workflow.SUBMIT)) == 1


@pytest.mark.parametrize("move", workflow.MOVES, ids=lambda move: move.name)
def test_every_move_has_a_function_or_is_an_undo(move):
    assert (move.name in workflow.RUN) != bool(move.undo_of)
