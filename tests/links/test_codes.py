"""A mailed code signs in whose address it is: who only added it to an account, or signed up with it, gains nothing."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse

from mint.accounts.models import User
from mint.accounts.owning import owner_of
from mint.accounts.proving import CodeForm, ResetForm
from mint.isolation import context
from mint.outbox.models import Mail
from tests.factories import UserFactory

VICTIM = "victim@example.test"


def added(person, email=VICTIM, *, verified=False, primary=False):
    with context.system("test"):
        return EmailAddress.objects.create(user=person, email=email, verified=verified, primary=primary)


def test_an_address_merely_added_is_not_the_accounts(world):
    added(world.people["stranger"])
    assert owner_of(VICTIM) is None
    victim = UserFactory(email=VICTIM)
    assert owner_of(VICTIM.upper()) == victim


def test_an_address_is_whose_who_proved_it(world):
    added(world.people["stranger"])
    added(world.people["partner"], verified=True)
    assert owner_of(VICTIM) == world.people["partner"]


def test_a_closed_account_owns_nothing(db):
    UserFactory(email=VICTIM, is_active=False)
    assert owner_of(VICTIM) is None


@pytest.mark.parametrize("form", [CodeForm, ResetForm])
def test_no_form_mails_anothers_way_in(form, world, rf):
    from allauth.core import context as allauth_context

    added(world.people["stranger"])
    with allauth_context.request_context(rf.post("/")):
        filled = form({"email": VICTIM})
        assert filled.is_valid(), filled.errors
    assert not getattr(filled, "_user", None)
    assert not getattr(filled, "users", [])


def code():
    with context.system("test"):
        text = Mail.objects.filter(to=VICTIM).latest("pk").text
    return re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.MULTILINE).group(1)


def test_who_proves_an_address_by_a_code_voids_the_password_of_who_signed_up_with_it(db):
    form = {"email": VICTIM, "password1": "known-to-the-stranger-1", "name": "Stranger"}
    assert Client().post(reverse("account_signup"), form).status_code == 302
    person = User.objects.get(email=VICTIM)
    assert check_password(form["password1"], person.password)
    victim = Client()
    assert victim.post(reverse("account_request_login_code"), {"email": VICTIM}).status_code == 302
    assert victim.post(reverse("account_confirm_login_code"), {"code": code()}).status_code == 302
    person.refresh_from_db()
    assert (victim.session["_auth_user_id"], person.has_usable_password()) == (str(person.pk), False)
