"""An entry of the audit trail says what somebody did to what they may change; by plain rows, past every view."""

import pytest
from django.db import DatabaseError, transaction

from challenges.models import Challenge
from challenges.states import State
from mint.audit.models import Entry
from mint.audit.record import record
from mint.isolation import context
from mint.isolation.context import insert_unseen
from tests.factories import ChallengeFactory


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, project=world.project, state=State.OPEN)


def entry(challenge, actor, **values):
    fields = {
        "verb": "challenge.withdrawn", "subject_type": challenge._meta.label_lower, "subject_id": challenge.pk,
        "organisation_id": challenge.organisation_id, "municipality_id": challenge.municipality_id,
        "project_id": challenge.project_id, "actor_id": actor.user_id, "acting_for_id": actor.organisation_id,
        **values,
    }  # fmt: skip
    with transaction.atomic():
        insert_unseen(Entry(**fields))


def written():
    with context.system("test"):
        return Entry.objects.count()


@pytest.mark.parametrize("who", ["owner", "editor", "coordinator", "curator"])
def test_who_may_change_a_thing_records_what_was_done(who, challenge, acting_as):
    with acting_as(who) as actor:
        record("challenge.seen", challenge, actor=actor)
    assert written() == 1


@pytest.mark.parametrize(
    "who", ["anonymous", "outsider", "operator", "stranger", "partner", "viewer", "student", "other_coordinator"]
)
def test_who_only_sees_it_records_nothing_of_it(who, challenge, acting_as):
    with acting_as(who) as actor:
        assert Challenge.objects.filter(pk=challenge.pk).exists()
        with pytest.raises(DatabaseError, match="may not change"):
            entry(challenge, actor)
    assert written() == 0


@pytest.mark.parametrize(
    "forged",
    [
        {"organisation_id": "other_company"},
        {"organisation_id": None},
        {"municipality_id": None},
        {"project_id": None},
        {"subject_id": 0},
        {"subject_type": "tenancy.organisation", "subject_id": "company"},
        {"subject_type": "tenancy.organisation", "subject_id": "other_company", "organisation_id": "other_company"},
    ],
)
def test_an_entry_is_for_the_tenant_whose_thing_it_is(forged, challenge, acting_as, world):
    values = {name: world.organisations[value].pk if value in world.organisations else value
              for name, value in forged.items()}  # fmt: skip
    with acting_as("owner") as actor, pytest.raises(DatabaseError, match=r"may not change|another owner"):
        entry(challenge, actor, **values)
    assert written() == 0


@pytest.mark.parametrize("forged", [{"actor_name": "challenges.close_due"}, {"acting_for_id": 0}, {"actor_id": None}])
def test_nobody_signs_for_another(forged, challenge, acting_as, world):
    values = {**forged, **({"acting_for_id": world.partner.pk} if "acting_for_id" in forged else {})}
    with acting_as("owner") as actor, pytest.raises(DatabaseError, match="row-level security"):
        entry(challenge, actor, **values)
    assert written() == 0


@pytest.mark.parametrize(("who", "refused"), [("manager", False), ("curator", True), ("other_manager", True)])
def test_who_leads_a_project_records_what_was_done_to_it(who, refused, world, acting_as):
    with acting_as(who) as actor:
        if refused:
            with pytest.raises(DatabaseError, match="may not change"), transaction.atomic():
                record("project.targets_set", world.project, actor=actor)
        else:
            record("project.targets_set", world.project, actor=actor)
    assert written() == (0 if refused else 1)


@pytest.mark.parametrize(("who", "refused"), [("viewer", False), ("owner", False), ("stranger", True)])
def test_a_member_of_any_kind_records_that_they_leave(who, refused, world, acting_as):
    with acting_as(who) as actor:
        if refused:
            with pytest.raises(DatabaseError, match="may not change"), transaction.atomic():
                record("organisation.left", world.company, actor=actor)
        else:
            record("organisation.left", world.company, actor=actor)
    assert written() == (0 if refused else 1)
