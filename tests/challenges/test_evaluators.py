"""A case opened to one person from outside: seen by both layers, for a while, by nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.models import Challenge, ChallengeGrant
from challenges.states import State
from mint import clock
from mint.accounts.models import User
from mint.audit.models import Entry
from mint.isolation import context
from tests.factories import ChallengeFactory
from tests.rows.matching import make_need


@pytest.fixture
def case(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, project=world.project, state=State.IN_REVIEW)


def invite(log_in, case, who="coordinator", tenant="municipality", email="outsider@example.test"):
    return log_in(who).post(reverse("challenges:evaluators", args=[tenant, case.pk]), {"email": email})


def end_url(case, tenant="municipality"):
    person = User.objects.get(email="outsider@example.test")
    return reverse("challenges:end_evaluator", args=[tenant, case.pk, person.pk])


def test_an_evaluator_sees_the_case_they_were_given_and_no_other(case, log_in, world):
    with context.system("test"):
        other = ChallengeFactory(organisation=world.company, state=State.IN_REVIEW)
    assert log_in("outsider").get(case.get_absolute_url()).status_code == 404
    assert invite(log_in, case).status_code == 302
    assert log_in("outsider").get(case.get_absolute_url()).status_code == 200
    assert log_in("outsider").get(other.get_absolute_url()).status_code == 404
    assert case.title in log_in("outsider").get(reverse("pages:mine")).content.decode()
    assert log_in("outsider").get(case.get_absolute_url()).context["state_name"] == "Käsittelyssä"


@pytest.mark.attack(5)
@pytest.mark.parametrize(("days", "sees"), [(59, True), (61, False)])
def test_a_grant_ends_by_itself(days, sees, case, log_in, acting_as):
    invite(log_in, case)
    with context.system("test"):
        ChallengeGrant.objects.update(expires_at=clock.now() + timedelta(days=60 - days))
    with acting_as("outsider") as actor:
        by_rule = Challenge.objects.visible_to(actor).filter(pk=case.pk).exists()
        by_database = Challenge.objects.filter(pk=case.pk).exists()
    assert (by_rule, by_database) == (sees, sees)


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("editor", "company", 403),
        ("curator", "university", 403),
        ("stranger", "other-company", 404),
        ("anonymous", "company", 302),
    ],
)
def test_only_the_coordinator_opens_a_case(who, tenant, status, case, log_in):
    assert invite(log_in, case, who, tenant).status_code == status
    with context.system("test"):
        assert ChallengeGrant.objects.count() == 0


def test_an_unknown_address_is_told_in_words(case, log_in):
    assert invite(log_in, case, email="nobody@example.test").status_code == 409


def test_opening_twice_extends_the_one_grant(case, log_in):
    invite(log_in, case)
    invite(log_in, case)
    with context.system("test"):
        assert ChallengeGrant.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("coordinator", "municipality", 302),
        ("editor", "company", 403),
        ("curator", "university", 403),
        ("stranger", "other-company", 404),
        ("anonymous", "company", 302),
    ],
)
def test_only_the_coordinator_ends_an_access(who, tenant, status, case, log_in):
    invite(log_in, case)
    address = end_url(case, tenant)
    ended = who == "coordinator"
    assert log_in(who).post(address).status_code == status
    assert log_in("outsider").get(case.get_absolute_url()).status_code == (404 if ended else 200)
    with context.system("test"):
        assert Entry.objects.filter(verb="challenge.closed_to_evaluator").count() == ended


def test_ending_twice_is_one_entry(case, log_in):
    invite(log_in, case)
    address = end_url(case)
    assert [log_in("coordinator").post(address).status_code for _ in range(2)] == [302, 302]
    with context.system("test"):
        assert Entry.objects.filter(verb="challenge.closed_to_evaluator").count() == 1


def test_the_page_names_who_reads_the_case(case, log_in, world):
    page = reverse("challenges:evaluators", args=["municipality", case.pk])
    name = world.people["outsider"].name
    assert name not in log_in("coordinator").get(page).content.decode()
    invite(log_in, case)
    assert name in log_in("coordinator").get(page).content.decode()
    assert log_in("coordinator").post(page, {"email": "not an address"}).status_code == 422


def test_the_database_keeps_a_grant_to_the_challenges_own_place(case, world, acting_as):
    """A coordinator who names another's case as of their own municipality opens nothing."""
    from django.db import DatabaseError, transaction

    from challenges.models import EVALUATE
    from mint.tenancy import grants

    outsider = User.objects.get(email="outsider@example.test")
    scope = {"organisation_id": case.organisation_id, "municipality_id": world.other_place.pk}
    refused = pytest.raises(DatabaseError, match="row-level security")
    with acting_as("other_coordinator") as actor, refused, transaction.atomic():
        until = clock.now() + timedelta(days=1)
        grants.grant(ChallengeGrant, EVALUATE, case, user=outsider, granted_by=actor, expires_at=until, **scope)


def test_who_evaluates_a_case_takes_no_part_in_it(world, log_in):
    with context.system("test"):
        case = ChallengeFactory(organisation=world.company, state=State.OPEN)
        need = make_need(world, case.pk)
    form = {"name": "Kumppani", "email": "partner@example.test", "message": "Meillä on paalain."}
    address = reverse("matching:interest", args=["partner", need.pk])
    assert log_in("partner").get(address).status_code == 200
    invite(log_in, case, email="partner@example.test")
    assert log_in("partner").get(address).status_code == 403
    assert log_in("partner").post(address, form).status_code == 403
