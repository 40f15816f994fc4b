"""Owners set up their organisation's own sign-in; an operator confirms its domains; the secret is shown to nobody."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.sealing import opened, sealed
from mint.signon.models import Domain, Provider
from tests.signing_in import sign_in

PAGE = "/fi/t/company/kirjautuminen/"
FORM = {"server_url": "https://idp.company.test/", "client_id": "mint", "secret": "hush-hush-secret", "is_on": "on"}
CLAIM = f"{PAGE}osoitteet/"


@pytest.fixture
def set_up(log_in):
    owner = log_in("owner")
    assert owner.post(PAGE, FORM)["Location"] == PAGE
    assert owner.post(CLAIM, {"domain-name": "@Company.Test"})["Location"] == PAGE
    return owner


def provider():
    with context.system("test"):
        return Provider.objects.get()


def domain():
    with context.system("test"):
        return Domain.objects.select_related("provider").get()


def test_an_owner_sets_it_up_and_the_secret_never_comes_out(set_up):
    kept = provider()
    assert (kept.server_url, opened(kept.sealed_secret)) == ("https://idp.company.test", "hush-hush-secret")
    assert "hush" not in kept.sealed_secret
    html = set_up.get(PAGE).content.decode()
    assert ("hush" in html, kept.sealed_secret in html, f"/fi/tili/oidc/{kept.key}/login/callback/" in html) == (
        False, False, True,
    )  # fmt: skip
    with context.system("test"):
        told = [str(entry.data) for entry in Entry.objects.filter(verb__startswith="signon.")]
    assert told
    assert not any("hush" in text for text in told)


def test_an_empty_secret_keeps_the_old_one(set_up):
    set_up.post(PAGE, FORM | {"secret": "", "client_id": "mint2"})
    assert (provider().client_id, opened(provider().sealed_secret)) == ("mint2", "hush-hush-secret")


def test_a_secret_sealed_with_another_key_is_asked_again(settings):
    token = sealed("s3cret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert opened(token) == "s3cret"
    settings.SECRET_KEY_FALLBACKS = []
    assert opened(token) == ""


@pytest.mark.parametrize("url", ["http://idp.company.test", "ftp://idp.company.test", "idp", "javascript:alert(1)"])
def test_an_address_that_is_not_https_is_refused(url, log_in, settings):
    settings.SIGNON_ALLOWS_HTTP = False
    assert log_in("owner").post(PAGE, FORM | {"server_url": url}).status_code == 422
    with context.system("test"):
        assert Provider.objects.count() == 0


@pytest.mark.attack(4)
@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("viewer", 403), ("stranger", 404), ("coordinator", 404)])
def test_only_owners_set_it_up(who, status, log_in):
    assert log_in(who).post(PAGE, FORM).status_code == status
    with context.system("test"):
        assert Provider.objects.count() == 0


def test_setting_up_asks_who_one_is(world):
    browser = sign_in(Client(), world.people["owner"], ago=3600)
    assert reverse("accounts:confirm") in browser.get(PAGE)["Location"]
    assert reverse("accounts:confirm") in browser.post(PAGE, FORM)["Location"]


@pytest.mark.parametrize("name", ["", "no dots", "a@b", "-x.fi", "x..fi", "xn .fi"])
def test_a_domain_that_is_none_is_refused(name, set_up):
    assert set_up.post(CLAIM, {"domain-name": name}).status_code == 422


def test_a_domain_stands_on_the_list_once(set_up):
    assert set_up.post(CLAIM, {"domain-name": "company.test"}).status_code == 409
    assert domain().name == "company.test"


def test_an_operator_confirms_a_domain_for_its_issuer(set_up, log_in):
    assert not domain().is_confirmed
    page = reverse("admin:signon_domain_changelist")
    log_in("operator").post(page, {"action": "confirm", "_selected_action": [domain().pk]})
    assert domain().is_confirmed
    with context.system("test"):
        assert Entry.objects.filter(verb="signon.domain_confirmed").count() == 1
    set_up.post(PAGE, FORM | {"server_url": "https://evil.test"})
    assert not domain().is_confirmed


def test_one_domain_is_confirmed_for_one_organisation(set_up, log_in, world):
    operator, page = log_in("operator"), reverse("admin:signon_domain_changelist")
    operator.post(page, {"action": "confirm", "_selected_action": [domain().pk]})
    with context.system("test"):
        other = Provider.objects.create(organisation=world.other_company, server_url="https://x.test", client_id="m")
        theirs = Domain.objects.create(organisation=world.other_company, provider=other, name="company.test")
    operator.post(page, {"action": "confirm", "_selected_action": [theirs.pk]})
    theirs.refresh_from_db()
    assert theirs.confirmed_at is None


def test_a_domain_is_taken_off_the_list_by_owners(set_up, log_in):
    address = reverse("signon:give_up", args=["company", domain().pk])
    assert log_in("editor").post(address).status_code == 403
    set_up.post(address)
    with context.system("test"):
        assert Domain.objects.count() == 0


@pytest.mark.attack(4)
@pytest.mark.parametrize("deed", ["insert", "update", "move"])
def test_the_database_lets_no_owner_confirm_a_domain(deed, set_up, acting_as, world):
    kept, found = provider(), domain()
    confirmed = {"confirmed_at": clock.now(), "confirmed_by": world.people["owner"], "confirmed_url": kept.server_url}
    with acting_as("owner"):
        if deed == "update":
            assert Domain.objects.filter(pk=found.pk).update(**confirmed) == 0
        elif deed == "insert":
            with pytest.raises(DatabaseError), transaction.atomic():
                Domain.objects.create(organisation=world.company, provider=kept, name="x.test", **confirmed)
        else:
            with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
                Domain.objects.create(organisation=world.other_company, provider=kept, name="x.test")
    assert domain().confirmed_at is None
