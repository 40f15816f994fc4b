"""A real provider of OpenID Connect on a port of this machine, and browsers that go there and back."""

import warnings
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mint import clock
from mint.isolation import context
from mint.sealing import sealed
from mint.signon.models import Domain, Provider

PEOPLE = {
    "new": {"email": "uusi@university.test", "email_verified": True, "name": "Uusi Opiskelija"},
    "shouting": {"email": "Iso@University.Test", "email_verified": True, "name": "Iso"},
    "unproved": {"email": "ehka@university.test", "email_verified": False},
    "unsaid": {"email": "hiljaa@university.test"},
    "as_text": {"email": "teksti@university.test", "email_verified": "true"},
    "elsewhere": {"email": "vieras@other.test", "email_verified": True},
    "similar": {"email": "vieras@eviluniversity.test", "email_verified": True},
    "waiting": {"email": "odottaa@unconfirmed.test", "email_verified": True},
    "curator": {"email": "curator@example.test", "email_verified": True},
    "owner": {"email": "owner@example.test", "email_verified": True},
    "two_steps": {"email": "kaksi@university.test", "email_verified": True, "amr": ["pwd", "mfa"]},
    "one_step": {"email": "yksi@university.test", "email_verified": True, "amr": ["pwd"]},
}


@pytest.fixture(scope="session")
def issuer():
    with warnings.catch_warnings(record=True):  # the provider's own libraries have some
        import oidc_provider_mock as oidc

        users = [oidc.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
        with oidc.run_server_in_thread(require_nonce=True, user_claims=users) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(world, issuer, settings):
    """The university's: one domain confirmed, and one that waits."""
    settings.SIGNON_ALLOWS_HTTP = True
    with context.system("test"):
        made = Provider.objects.create(
            organisation=world.university,
            server_url=issuer,
            client_id="mint",
            sealed_secret=sealed("s3cret"),
            is_on=True,
        )
        for name in ("university.test", "example.test"):
            Domain.objects.create(
                organisation=world.university, provider=made, name=name, confirmed_at=clock.now(),
                confirmed_by=world.people["operator"], confirmed_url=issuer,
            )  # fmt: skip
        Domain.objects.create(organisation=world.university, provider=made, name="unconfirmed.test")
    return made


@pytest.fixture
def client():
    return Client(HTTP_HOST="localhost")


def sent_to(client, slug="university"):
    """Where the browser is sent to: the provider's address with all that it is asked."""
    response = client.get(reverse("signon:go", args=[slug]))
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def answered(address, who):
    """What the provider answers when this person of its own signs in there: an address to come back to."""
    response = requests.post(address, data={"sub": who}, allow_redirects=False, timeout=5)
    assert response.status_code == 302, response.text
    return response.headers["Location"]


def asked_for(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def path_of(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def sign_on(client, who, slug="university"):
    """There and back."""
    return client.get(path_of(answered(sent_to(client, slug), who)))


@pytest.fixture(autouse=True)
def _limits_begin_anew() -> None:
    """Each test has its own visits to count."""
    cache.clear()
