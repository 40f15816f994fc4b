"""What a second factor is computed from is sealed in the database."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from django.db import connection

from mint.isolation import context
from tests.factories import UserFactory


@pytest.fixture
def person(db):
    with context.system("test"):
        yield UserFactory()


def kept(person):
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator WHERE user_id = %s", [person.pk])
        return " ".join(row[0] for row in cursor.fetchall())


def test_the_database_holds_no_secret_and_the_app_still_knows_it(person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    codes = RecoveryCodes.activate(person).generate_codes()
    assert not [word for word in (secret, *codes) if word in kept(person)]
    totp, recovery = (Authenticator.objects.get(user=person, type=kind).wrap() for kind in ("totp", "recovery_codes"))
    assert recovery.generate_codes() == codes
    assert recovery.validate_code(codes[0])
    assert not totp.validate_code("000000x")


def test_where_the_key_is_gone_no_code_fits_not_even_that_of_an_empty_secret(person, settings):
    TOTP.activate(person, generate_totp_secret())
    codes = RecoveryCodes.activate(person).generate_codes()
    settings.SECRET_KEY = "another key, and the old one was not kept"
    totp, recovery = (Authenticator.objects.get(user=person, type=kind).wrap() for kind in ("totp", "recovery_codes"))
    empty = [f"{hotp_value('', counter) % 10**6:06}" for counter in range(3)]
    assert [code for code in [*codes, *empty] if totp.validate_code(code) or recovery.validate_code(code)] == []
