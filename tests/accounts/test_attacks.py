"""Guessing, listing and luring at the door: addresses, passwords, invitations, hosts."""

import os
import re
import subprocess
import sys

import pytest
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from mint import clock
from mint.isolation import context
from mint.local import paths
from mint.outbox.models import Mail
from mint.tenancy.actions import invite
from mint.tenancy.models import Invitation, Membership
from tests.accounts.conftest import PASSWORD, send_password, signed_in
from tests.signing_in import sign_in

WRONG = "not the password at all"
NOBODY = "nobody@example.test"


def words_of(response):
    """What a visitor could compare: the page less what is random in it."""
    text = re.sub(r'(value|nonce|content)="[\w+/=-]{32,}"', "", response.content.decode())
    return response.status_code, response.get("Location", ""), re.sub(r"[\w.]+@example\.test", "", text)


def mails():
    with context.system("test"):
        return Mail.objects.count()


FORMS = {
    "account_login": lambda email: {"login": email, "password": WRONG},
    "account_request_login_code": lambda email: {"email": email},
    "account_reset_password": lambda email: {"email": email},
    "account_signup": lambda email: {"email": email, "password1": "a rather long password 5", "name": "Kuka"},
}


@pytest.mark.attack(22)
@pytest.mark.parametrize("page", FORMS)
def test_a_form_says_nothing_of_who_has_an_account(page, with_password):
    person = with_password("owner")
    told = []
    for email in (person.email, NOBODY):
        browser, before = Client(), mails()
        response = browser.post(reverse(page), FORMS[page](email))
        after = browser.get(response["Location"]) if response.has_header("Location") else response
        told.append((words_of(response), words_of(after), mails() - before))
    assert told[0] == told[1]


@pytest.mark.attack(22)
def test_an_unknown_address_costs_a_hash_as_well(with_password, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    counts = []
    for email in (with_password("owner").email, NOBODY):
        hashed.clear()
        Client().post(reverse("account_login"), {"login": email, "password": WRONG})
        counts.append(len(hashed))
    assert counts == [1, 1]


@pytest.mark.attack(22)
def test_an_invitation_says_nothing_of_who_has_an_account(world, log_in):
    pages = []
    for email in ("partner@example.test", NOBODY):
        owner = log_in("owner")
        response = owner.post("/fi/t/company/jasenet/", {"email": email, "roles": ["viewer"]})
        pages.append((response.status_code, response["Location"]))
    assert pages[0] == pages[1]


def tries(number, *, person=None, **each):
    """So many sign-ins with a wrong password; the status of the last, and whether the right one is still taken."""
    for turn in range(number):
        headers = {name: value(turn) for name, value in each.items()}
        email = person.email if person else f"somebody{turn}@example.test"
        response = Client().post(reverse("account_login"), {"login": email, "password": WRONG}, **headers)
    return response.status_code


@pytest.mark.attack(23)
def test_one_password_is_not_tried_on_everybody(world):
    assert tries(29) == 200
    assert tries(5) == 429


@pytest.mark.attack(23)
def test_one_person_is_not_tried_with_every_password_from_everywhere(with_password):
    person = with_password("owner")
    tries(6, person=person, REMOTE_ADDR=lambda turn: f"10.0.0.{turn}")
    last = Client()
    send_password(last, person)
    assert not signed_in(last)


@pytest.mark.attack(23)
def test_a_header_that_says_another_address_is_not_believed(world, settings):
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0
    assert tries(35, HTTP_X_FORWARDED_FOR=lambda turn: f"10.0.0.{turn}") == 429


@pytest.mark.attack(23)
def test_behind_our_proxy_the_address_is_the_one_that_it_added(world, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert tries(35, HTTP_X_FORWARDED_FOR=lambda turn: f"10.0.0.{turn}, 192.0.2.1") == 429
    assert tries(35, HTTP_X_FORWARDED_FOR=lambda turn: f"6.6.6.6, 10.0.{turn}.1") == 200


@pytest.mark.attack(23)
def test_without_the_cache_guessing_is_limited_in_each_process(with_password, settings):
    options = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
    away = {"BACKEND": "mint.cache.OpenCache", "LOCATION": "redis://127.0.0.1:1", "OPTIONS": options}
    settings.CACHES = {"default": away}
    person = with_password("owner")
    tries(6, person=person)
    last = Client()
    send_password(last, person)
    assert not signed_in(last)


ANOTHER_PROCESS = """
import django; django.setup()
from allauth.core import ratelimit
from django.test import RequestFactory
print(bool(ratelimit.consume(RequestFactory().post("/"), action="login_failed", key={key!r})))
"""


@pytest.mark.services
@pytest.mark.attack(23)
def test_a_limit_holds_across_processes(rf, settings):
    place = os.environ.get("CACHE_URL") or site.REDIS_URL.replace("redis+socket://", "unix://")
    settings.CACHES = {"default": {"BACKEND": "mint.cache.OpenCache", "LOCATION": place, "OPTIONS": {"db": 1}}}
    key = f"test-{os.getpid()}-{clock.now().timestamp()}"
    while ratelimit.consume(rf.post("/", REMOTE_ADDR="192.0.2.7"), action="login_failed", key=key):
        pass
    code = ANOTHER_PROCESS.format(key=key)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mint.settings"}
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=paths.ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip().endswith("False")


def invited(world, acting_as, email):
    with acting_as("owner") as owner:
        return invite(world.company, email=email, roles=["viewer"], language="fi", actor=owner)


@pytest.mark.attack(25)
@pytest.mark.parametrize("how", ["as_another", "twice", "expired", "revoked"])
def test_an_invitation_opens_once_to_its_addressee_in_time(how, world, acting_as, log_in):
    token = invited(world, acting_as, "stranger@example.test")
    address = reverse("tenancy:accept", args=[token])
    with context.system("test"):
        if how == "expired":
            Invitation.objects.update(expires_at=clock.now())
        if how == "revoked":
            Invitation.objects.update(revoked_at=clock.now())
        if how == "twice":
            Invitation.objects.update(accepted_at=clock.now())
    response = log_in("partner" if how == "as_another" else "stranger").post(address)
    assert response.status_code == 409
    with context.system("test"):
        assert not Membership.objects.filter(
            organisation=world.company, user__email__in=("stranger@example.test",)
        ).exists()
        assert token not in str(list(Invitation.objects.values()))


@pytest.mark.attack(25)
def test_an_invitation_knows_its_addressee_in_any_case_of_letters_and_tells_no_other_site(world, acting_as, log_in):
    token = invited(world, acting_as, "Stranger@Example.TEST")
    browser, address = log_in("stranger"), reverse("tenancy:accept", args=[token])
    assert browser.get(address)["Referrer-Policy"] == "same-origin"
    assert browser.post(address)["Location"] == world.company.get_absolute_url()


@pytest.mark.attack(26)
@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Host": "testserver.evil.example"}, {"Host": "testserver:80@evil.example"}]
)
def test_another_host_is_refused(headers, db):
    assert Client(headers=headers).get(reverse("account_login")).status_code == 400


@pytest.mark.attack(26)
@pytest.mark.parametrize("host", ["testserver", "127.0.0.1"])
@pytest.mark.parametrize("page", ["account_reset_password", "account_signup"])
def test_links_of_mails_lead_to_the_site_itself(page, host, with_password, settings):
    settings.SITE_URL = "https://mint.example.fi"
    email = with_password("owner").email if page == "account_reset_password" else NOBODY
    browser = Client(headers={"Host": host, "X-Forwarded-Host": "evil.example"})
    browser.post(reverse(page), FORMS[page](email))
    with context.system("test"):
        text = Mail.objects.get(to=email).text
    links = re.findall(r"https?://[^/\s]+", text)
    assert links
    assert set(links) == {"https://mint.example.fi"}
    assert host not in text


@pytest.mark.attack(26)
def test_the_link_of_an_invitation_leads_to_the_site_itself(world, acting_as):
    token = invited(world, acting_as, NOBODY)
    with context.system("test"):
        assert f"{site.SITE_URL}{reverse('tenancy:accept', args=[token])}" in Mail.objects.get(kind="invitation").text


@pytest.mark.attack(10)
@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
@pytest.mark.parametrize("page", ["account_login", "account_logout", "account_reauthenticate"])
def test_a_hostile_next_stays_here(page, target, with_password):
    person = with_password("owner")
    browser = Client() if page == "account_login" else sign_in(Client(), person)
    form = {"login": person.email, "password": PASSWORD, "next": target}
    response = browser.post(reverse(page), form)
    assert response.status_code == 302
    assert response["Location"].startswith("/fi/")


@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("short12", False),
        ("elevenchars", False),
        ("password1234", False),
        ("unchangeable", True),
        ("owner@example.test", False),
        ("ä" * 20 + " 😀 sanalause", True),
        ("x1y2" * 32, True),
    ],
)
def test_a_password_is_long_and_not_a_common_one(password, taken, with_password):
    person = with_password("owner")
    browser = sign_in(Client(), person)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    browser.post(reverse("account_change_password"), form)
    person.refresh_from_db()
    assert person.check_password(password) == taken


def test_a_larger_list_of_common_passwords_stands_beside_djangos(tmp_path):
    """In a process of its own, as at start-up: a file that is not there is refused."""
    code = (
        "import django; django.setup()\n"
        "from django.contrib.auth.password_validation import validate_password\n"
        "from django.core.exceptions import ValidationError\n"
        "def common(word):\n"
        "    try: validate_password(word)\n"
        "    except ValidationError as error: return 'password_too_common' in {e.code for e in error.error_list}\n"
        "    return False\n"
        "print(common('lappeenranta2026'), common('password1234'), common('aivan oma sanalause'))"
    )
    words = tmp_path / "words.txt"
    words.write_text("lappeenranta2026\n")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mint.settings"}

    def ask(path):
        return subprocess.run(
            [sys.executable, "-c", code], cwd=paths.ROOT, env=environment | {"PASSWORD_LIST": str(path)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert ask(words).stdout.strip().endswith("True True False")
    refused = ask(tmp_path / "nothing.txt")
    assert (refused.returncode != 0, "names a file that is not there" in refused.stderr) == (True, True)


def test_factors_are_read_by_nobody_but_their_owner(world, with_app, log_in):
    person, _secret = with_app("coordinator")
    listed = log_in("owner").get(reverse("mfa_index")).content.decode()
    assert Authenticator.objects.filter(user=person).exists()
    assert reverse("mfa_deactivate_totp") not in listed
