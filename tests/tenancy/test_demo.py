"""One-click sign-in: in demo mode only, as demo people only."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from mint import env
from mint.isolation import context
from mint.tenancy.models import JoinRequest
from tests.factories import UserFactory
from tests.rows.evaluation import make_closed_call, make_evaluator, make_phase


@pytest.fixture
def person(world):
    with context.system("test"):
        return UserFactory(is_demo=True)


@pytest.mark.parametrize(("demo", "status"), [(True, 302), (False, 404)])
def test_demo_people_are_one_click_away_in_demo_mode_only(demo, status, person, client, settings):
    settings.DEMO = demo
    response = client.post(reverse("accounts:demo"), {"person": person.pk})
    assert (response.status_code, "_auth_user_id" in client.session) == (status, demo)


@pytest.mark.parametrize("who", ["", "abc", "9" * 30, "0"])
def test_nobody_else_is_signed_in(who, world, client, settings):
    settings.DEMO = True
    assert client.post(reverse("accounts:demo"), {"person": who}).status_code == 404
    assert client.post(reverse("accounts:demo"), {"person": world.people["owner"].pk}).status_code == 404


def test_the_mailbox_is_shown_in_demo_mode_only(db, client, settings):
    settings.DEMO = False
    assert client.get(reverse("outbox:mailbox")).status_code == 404


def test_demo_mode_is_refused_on_a_real_host(monkeypatch):
    monkeypatch.setenv("DEMO", "1")
    monkeypatch.delenv("DEMO_IS_PUBLIC", raising=False)
    with pytest.raises(ImproperlyConfigured):
        env.demo("DEMO", "mint.example.fi")
    assert env.demo("DEMO", "localhost") is True


@pytest.mark.attack(10)
@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "javascript:alert(1)", "/\\\\evil.example", "https:evil.example"],
)
def test_a_hostile_next_stays_here(target, world, client):
    with context.system("test"):
        world.people["owner"].set_password("long enough password")
        world.people["owner"].save()
        EmailAddress.objects.create(user=world.people["owner"], email="owner@example.test", verified=True, primary=True)
    form = {"login": "owner@example.test", "password": "long enough password", "next": target}
    response = client.post(reverse("account_login"), form)
    assert response.status_code == 302
    assert response["Location"] == reverse("pages:mine")


def test_the_list_says_what_those_without_an_organisation_do(world, client, settings):
    """An evaluator from outside, somebody who has asked to join a company, and somebody who does nothing here yet."""
    settings.DEMO = True
    with context.system("test"):
        evaluator, asker, _nobody = (UserFactory(is_demo=True, name=name) for name in ("Eeva", "Aatu", "Nelli"))
        make_evaluator(make_phase(make_closed_call(world)[0]), evaluator)
        JoinRequest.objects.create(organisation=world.company, asker=asker)
    people = {person.name: part for person, part in client.get(reverse("accounts:demo")).context["people"]}
    assert (people["Eeva"], people["Aatu"], people["Nelli"]) == ("arvioija", "pyytää pääsyä yritykseen Company", None)
