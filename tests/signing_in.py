"""A browser signed in as somebody, by two steps and just now: as most tests need it."""

import time
from typing import Any

from django.test import Client

from mint.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BY_TWO_STEPS = ("password", "mfa")


def sign_in(client: Client, person: User, *by: str, ago: float = 0, **stamps: Any) -> Client:
    """`by` are the methods as allauth records them; `ago` says for how many seconds it has been."""
    client.force_login(person, backend=BACKEND)
    session = client.session
    proofs = [{"method": method, "type": "totp", "at": time.time() - ago} for method in by or BY_TWO_STEPS]
    session["account_authentication_methods"] = proofs
    session["account_authentication_methods_user"] = str(person.pk)
    session.update(stamps)
    session.save()
    return client
