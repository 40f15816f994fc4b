"""Several decide at the same moment: one of them has, and it is written down once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from challenges import workflow
from challenges.models import Challenge
from challenges.states import State
from mint.audit.models import Entry
from mint.isolation import context
from mint.tenancy.context import acting, load
from mint.web import MoveError
from tests.factories import ChallengeFactory

DECISIONS = ["published", "returned"] * 4


@pytest.mark.attack(32)
@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_eight_decisions_at_once_one_is_made_and_written_down_once(world):
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.company, project=world.project, state=State.IN_REVIEW)
    start, person = Barrier(len(DECISIONS)), world.people["coordinator"]

    def decide(move):
        start.wait()
        try:
            with context.acting(person.pk):
                actor, organisations = load(person.pk)
                workflow.RUN[move](challenge, actor=acting(actor, organisations[0]), **WORDS[move])
            return move
        except (MoveError, PermissionDenied):
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(len(DECISIONS)) as pool:
        made = [move for move in pool.map(decide, DECISIONS) if move]
    with context.system("test"):
        state = Challenge.objects.get(pk=challenge.pk).state
        entries = Entry.objects.filter(subject_id=challenge.pk, verb__startswith="challenge.").count()
    assert (len(made), entries) == (1, 1)
    assert state != State.IN_REVIEW


WORDS = {"published": {}, "returned": {"reason": "Kertokaa lisää."}}
