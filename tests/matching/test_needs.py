"""A need is of its subject, a match of its sides, whoever writes them; by plain rows, past every view."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from challenges.models import Challenge
from challenges.states import State
from mint import clock
from mint.isolation import context
from mint.matching.models import Match, Need
from tests.factories import ChallengeFactory
from tests.rows.matching import make_need


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, project=world.project, state=State.OPEN)


def put(world, challenge, **values):
    with transaction.atomic():
        return make_need(world, challenge.pk, **values)


@pytest.mark.parametrize("who", ["owner", "editor", "coordinator", "curator"])
def test_who_may_change_the_subject_writes_its_need(who, world, challenge, acting_as):
    with acting_as(who):
        assert put(world, challenge).organisation == world.company


@pytest.mark.parametrize("who", ["stranger", "partner", "other_coordinator", "student", "viewer"])
def test_nobody_writes_a_need_about_anothers_subject(who, world, challenge, acting_as):
    with acting_as(who) as actor:
        assert Challenge.objects.filter(pk=challenge.pk).exists()
        own = next(one for one in world.organisations.values() if one.pk == actor.organisation_id)
        with pytest.raises(DatabaseError, match="may not change"):
            put(world, challenge, organisation=own, municipality=own.municipality, project=None)
    with context.system("test"):
        assert not Need.objects.exists()


@pytest.mark.parametrize("who", ["coordinator", "curator", "owner"])
@pytest.mark.parametrize("named", ["partner", "municipality", "other_municipality"])
def test_a_need_names_no_other_organisation_than_its_subject(named, who, world, challenge, acting_as):
    other = world.organisations[named]
    with acting_as(who), pytest.raises(DatabaseError, match=r"another owner|row-level security"):
        put(world, challenge, organisation=other, municipality=other.municipality)
    with acting_as(who), pytest.raises(DatabaseError, match=r"another owner|row-level security"):
        put(world, challenge, project=world.other_project)


def test_a_need_does_not_move_to_another_organisation(world, challenge, acting_as):
    with context.system("test"):
        need = make_need(world, challenge.pk)
    with acting_as("coordinator"):
        with pytest.raises(DatabaseError, match="another owner"), transaction.atomic():
            Need.objects.filter(pk=need.pk).update(organisation=world.partner)
        assert Need.objects.filter(pk=need.pk).update(closed_at=clock.now()) == 1


def test_a_subject_has_one_need_of_each_organisation(world, challenge):
    with context.system("test"):
        own = put(world, challenge)
        put(world, challenge, organisation=world.other_company)
        with pytest.raises(IntegrityError):
            put(world, challenge)
        found = Need.objects.of_subject(own.subject_type, own.subject_id, own.organisation_id)
        assert list(found) == [own]


@pytest.mark.parametrize("who", ["owner", "partner", "coordinator", "curator"])
def test_a_match_keeps_its_sides(who, world, match_in, acting_as):
    match = match_in()
    with acting_as(who):
        for values in ({"partner": world.university}, {"organisation": world.partner, "partner": world.company}):
            with pytest.raises(DatabaseError, match="keeps its need"), transaction.atomic():
                Match.objects.filter(pk=match.pk).update(**values)
