"""People with passwords and second factors, and the codes that their apps show."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from mint.isolation import context

PASSWORD = "a long enough password"


@pytest.fixture
def with_password(world):
    """Gives somebody of the cast a password and a proved address."""

    def give(who):
        person = world.people[who]
        with context.system("test"):
            person.set_password(PASSWORD)
            person.save()
            EmailAddress.objects.get_or_create(user=person, email=person.email, verified=True, primary=True)
        return person

    return give


@pytest.fixture
def with_app(with_password):
    """And an authenticator app with recovery codes; returns the person and the app's secret."""

    def give(who):
        person = with_password(who)
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(person, secret)
        RecoveryCodes.activate(person)
        return person, secret

    return give


def code_of(secret, steps=0):
    """What the app shows now, or so many half minutes later."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()) + steps))


def send_password(client, person, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": person.email, "password": password, **more})


def send_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def signed_in(client):
    """Who the browser is to the platform."""
    response = client.get(reverse("accounts:profile"))
    return response.status_code == 200


def factors_of(person):
    return sorted(Authenticator.objects.filter(user=person).values_list("type", flat=True))
