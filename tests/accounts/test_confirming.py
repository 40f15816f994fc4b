"""What cannot be taken back easily asks again who one is, after a quarter of an hour; what was written waits."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from mint.isolation import context
from mint.outbox.models import Mail
from mint.tenancy.models import Invitation, Membership
from tests.access_control.conftest import estate  # noqa: F401  # fixture
from tests.accounts.conftest import PASSWORD, code_of, send_password
from tests.factories import UserFactory
from tests.signing_in import sign_in

LONG_AGO = 16 * 60
MEMBERS = "/fi/t/company/jasenet/"
INVITATION = {"email": "uusi@example.test", "roles": ["viewer"]}


@pytest.fixture
def after_a_while(world):
    return lambda who: sign_in(Client(), world.people[who], ago=LONG_AGO)


def test_within_a_quarter_of_an_hour_nothing_is_asked(world):
    owner = sign_in(Client(), world.people["owner"], ago=14 * 60)
    assert owner.post(MEMBERS, INVITATION)["Location"] == MEMBERS
    with context.system("test"):
        assert Invitation.objects.count() == 1


def test_an_invitation_waits_until_its_writer_has_confirmed(with_password, world):
    owner = sign_in(Client(), with_password("owner"), ago=LONG_AGO)
    asked = owner.post(MEMBERS, INVITATION)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    with context.system("test"):
        assert Invitation.objects.count() == 0
    led = owner.post(asked["Location"], {"password": PASSWORD})
    page = owner.get(led["Location"]).content.decode()
    assert f'action="{MEMBERS}"' in page
    assert 'name="email" value="uusi@example.test"' in page
    owner.post(MEMBERS, INVITATION)
    with context.system("test"):
        assert Invitation.objects.get().email == "uusi@example.test"


@pytest.mark.attack(4)
@pytest.mark.parametrize("deed", ["remove", "revoke"])
def test_ending_a_membership_or_an_invitation_asks_too(deed, estate, after_a_while):  # noqa: F811  # fixture
    pk = estate.parts[f"tenancy:{deed}"]["pk"]
    response = after_a_while("owner").post(reverse(f"tenancy:{deed}", args=["company", pk]))
    assert reverse("accounts:confirm") in response["Location"]
    with context.system("test"):
        assert (Membership if deed == "remove" else Invitation).objects.filter(pk=pk).exists()


def test_a_reports_file_asks_too(estate, after_a_while):  # noqa: F811  # fixture
    parts = estate.parts["reports"]
    page = reverse("reports:download", args=["university", parts["pk"], parts["file_pk"]])
    assert after_a_while("manager").get(page)["Location"].startswith(reverse("accounts:confirm"))


@pytest.mark.parametrize("page", ["account_email", "mfa_activate_totp", "mfa_add_webauthn"])
@pytest.mark.parametrize("has_password", [True, False])
def test_ways_to_sign_in_are_changed_by_whoever_has_confirmed(page, has_password, with_password, world):
    person = with_password("owner") if has_password else world.people["owner"]
    browser = sign_in(Client(), person, ago=LONG_AGO)
    form = {"email": "toinen@example.test", "action_add": ""}
    response = browser.post(reverse(page), form) if page == "account_email" else browser.get(reverse(page))
    way = "account_reauthenticate" if has_password else "accounts:confirm"
    assert response["Location"].startswith(reverse(way))
    assert not EmailAddress.objects.filter(email="toinen@example.test").exists()


def test_who_has_no_password_confirms_by_signing_in_again(after_a_while):
    browser = after_a_while("owner")
    way = browser.post(MEMBERS, INVITATION)["Location"]
    assert browser.get(way).status_code == 200
    response = browser.post(way)
    assert response["Location"].endswith(f"?next={MEMBERS.replace('/', '%2F')}")
    assert "_auth_user_id" not in browser.session


def test_a_second_step_confirms(with_app):
    person, secret = with_app("coordinator")
    with context.system("test"):
        person.set_unusable_password()
        person.save()
    browser = sign_in(Client(), person, ago=LONG_AGO)
    way = browser.get(reverse("mfa_generate_recovery_codes"))["Location"]
    assert way.startswith(reverse("mfa_reauthenticate"))
    browser.post(way, {"code": code_of(secret)})
    assert browser.get(reverse("mfa_generate_recovery_codes")).status_code == 200


def test_a_demo_person_confirms_by_one_click(db, settings):
    settings.DEMO = True
    with context.system("test"):
        person = UserFactory(is_demo=True)
    browser = sign_in(Client(), person, "demo", ago=LONG_AGO)
    way = browser.get(reverse("mfa_activate_totp"))["Location"]
    assert browser.post(way)["Location"] == reverse("mfa_activate_totp")
    assert browser.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.attack(10)
@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
@pytest.mark.parametrize("page", ["accounts:confirm", "accounts:second_factor", "accounts:resume"])
def test_a_hostile_next_leads_home(page, target, world, settings):
    settings.DEMO = True
    browser = sign_in(Client(), world.people["owner"])
    method = browser.post if page == "accounts:confirm" else browser.get
    assert method(reverse(page), {"next": target}, follow=False)["Location"] == reverse("pages:mine")


def test_what_is_kept_of_a_form_has_no_secrets(after_a_while):
    browser = after_a_while("owner")
    browser.post(MEMBERS, {**INVITATION, "client_secret": "x", "password": "y", "csrfmiddlewaretoken": "z"})
    assert {name for name, _ in browser.session["sent_before_confirming"]["fields"]} == {"email", "roles"}


def test_a_form_too_long_to_keep_leads_back_to_its_page(after_a_while, world):
    browser = after_a_while("owner")
    browser.post(MEMBERS, {"email": "x" * 30_000})
    assert browser.get(reverse("accounts:resume") + f"?next={MEMBERS}")["Location"] == MEMBERS


def test_new_ways_to_sign_in_are_told_by_mail(with_password, client, django_capture_on_commit_callbacks):
    person = with_password("owner")
    send_password(client, person)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    with context.system("test"):
        assert "totp_activated" in {mail.kind for mail in Mail.objects.filter(to=person.email)}
