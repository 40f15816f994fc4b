"""A grant opens what its giver coordinates, and nothing tells of a draft; by plain rows, past every view."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction

from challenges.models import ChallengeGrant
from challenges.states import State
from mint import clock
from mint.isolation import context
from tests.factories import ChallengeFactory


@pytest.fixture
def make_case(world):
    def make(state):
        with context.system("test"):
            return ChallengeFactory(organisation=world.company, project=world.project, state=state)

    return make


def give(case, world):
    with transaction.atomic():
        ChallengeGrant.objects.create(
            content_object=case, user=world.people["outsider"], organisation=case.organisation,
            permission=Permission.objects.filter(content_type__app_label="challenges").first(),
            municipality=case.municipality, expires_at=clock.now() + timedelta(days=1),
        )  # fmt: skip


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.OPEN])
def test_the_coordinator_opens_what_was_sent(state, make_case, world, acting_as):
    with acting_as("coordinator"):
        give(make_case(state), world)
        assert ChallengeGrant.objects.count() == 1


@pytest.mark.parametrize("who", ["coordinator", "other_coordinator", "curator", "editor", "outsider"])
def test_nobody_opens_a_draft(who, make_case, world, acting_as):
    case = make_case(State.DRAFT)
    with acting_as(who), pytest.raises(DatabaseError, match="row-level security"):
        give(case, world)


@pytest.mark.parametrize("who", ["editor", "curator", "other_coordinator", "clerk", "stranger", "anonymous"])
def test_only_the_coordinator_opens_a_case(who, make_case, world, acting_as):
    case = make_case(State.OPEN)
    with acting_as(who), pytest.raises(DatabaseError, match="row-level security"):
        give(case, world)


@pytest.mark.parametrize("who", ["coordinator", "other_coordinator", "stranger", "anonymous"])
def test_the_database_does_not_say_whose_a_draft_is(who, make_case, acting_as):
    case = make_case(State.DRAFT)
    with acting_as(who), connection.cursor() as cursor:
        values = [case.pk, case.organisation_id, case.municipality_id]
        cursor.execute("SELECT mint.challenge_is_of(%s, %s, %s)", values)
        assert cursor.fetchone() == (False,)
