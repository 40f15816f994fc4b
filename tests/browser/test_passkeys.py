"""Passkeys in a browser, with the authenticator that Chromium's own tools put in place of a finger."""

from __future__ import annotations

import re

import pytest

from tests.browser.instance import Instance
from tests.browser.person import Person, Town

COORDINATOR, EMAIL = "Olli Peltola", "olli.peltola@mint.example"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def named(town: Town) -> Town:
    """The same site by its name: a passkey belongs to a name, never to an address of numbers."""
    return Town(town.browser, town.url.replace("127.0.0.1", "localhost"), town.eye)


def test_a_passkey_signs_in_alone_and_is_a_second_step(named: Town, instance: Instance, finds_nothing: None) -> None:
    coordinator = named.person(COORDINATOR)
    give_a_finger(coordinator)
    adds_a_passkey(coordinator, instance)
    signs_out(coordinator)
    with_the_passkey_alone(coordinator)
    signs_out(coordinator)
    by_mailed_code_and_passkey(coordinator, instance)


def give_a_finger(person: Person) -> None:
    tools = person.page.context.new_cdp_session(person.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def adds_a_passkey(person: Person, instance: Instance) -> None:
    person.open("/fi/oma-profiili/")
    person.follow("/tili/2fa/webauthn/")
    person.follow("/tili/2fa/webauthn/add/")
    person.fill(name="Työpuhelin")
    person.press("#passkey-button")
    assert person.path == "/fi/tili/2fa/recovery-codes/"
    kinds = (
        "SELECT type FROM mfa_authenticator a JOIN accounts_user u ON u.id = a.user_id WHERE u.email = %s ORDER BY 1"
    )
    assert instance.rows(kinds, EMAIL) == [("recovery_codes",), ("webauthn",)]
    for page in ("/fi/tili/2fa/", "/fi/tili/2fa/webauthn/", "/fi/tili/sessions/"):
        person.open(page)


def signs_out(person: Person) -> None:
    person.open("/fi/tili/logout/")
    person.press('main form[action$="/logout/"] button')
    person.open("/fi/tili/login/")


def with_the_passkey_alone(person: Person) -> None:
    person.press("#passkey-button")
    person.open("/fi/t/taipalsaari/")


def by_mailed_code_and_passkey(person: Person, instance: Instance) -> None:
    person.open("/fi/tili/login/code/")
    person.send("/login/code/", email=EMAIL)
    text = str(instance.value("SELECT text FROM outbox_mail WHERE kind = 'login_code' ORDER BY id DESC LIMIT 1"))
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", text, re.MULTILINE)
    assert found, text
    person.send("/login/code/confirm/", code=found[1])
    assert person.path == "/fi/tili/2fa/authenticate/"
    person.press("#passkey-button")
    person.open("/fi/t/taipalsaari/")


def test_the_other_pages_of_signing_in_are_for_everybody(named: Town, finds_nothing: None) -> None:
    visitor = named.visitor()
    for page in ("/fi/kirjaudu/organisaatio/", "/fi/tili/login/code/"):
        visitor.open(page)
    owner = named.person("Mikko Halonen")
    for page in ("/fi/t/lab/kirjautuminen/", "/fi/oma-profiili/organisaatiot/", "/fi/oma-profiili/vahvista/"):
        owner.open(page)
    owner.open("/fi/t/lab/kirjautuminen/")
    owner.send("/osoitteet/", domain__name="ei mikään")
