"""Whoever decides on others' things has signed in by two steps: before that no page is shown and nothing is written."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mint.isolation import context
from mint.tenancy.entering import OPEN, SETTING_UP
from mint.tenancy.models import Invitation, Membership
from tests.access import EACH_ONCE, VENDORED
from tests.access_control.asking import Visitor
from tests.access_control.checking import HOME, path_of
from tests.access_control.conftest import estate, plain_errors  # noqa: F401  # fixtures
from tests.accounts.conftest import code_of, factors_of, send_code, send_password, signed_in
from tests.estate import Estate
from tests.factories import MembershipFactory, UserFactory
from tests.routes import routes
from tests.signing_in import sign_in

ASKS = "/toinen-vaihe/"
FACTORLESS = ("operator", "coordinator", "curator", "manager")
BY_PASSWORD = ("password",)


@pytest.fixture
def factorless(world):
    return lambda who: sign_in(Client(), world.people[who], *BY_PASSWORD)


@pytest.mark.attack(24)
@pytest.mark.parametrize("who", [pytest.param("operator", marks=pytest.mark.thorough), "coordinator"])
def test_every_route_asks_for_the_second_step_first(who, factorless, estate: Estate, plain_errors):  # noqa: F811  # fixtures
    visitor, known = Visitor(factorless(who)), {route.name: route for route in routes()}
    let_through = []
    for line in EACH_ONCE:
        if line.route in OPEN:
            continue
        path = path_of(line, known[line.route], estate, HOME.get(who, "company"))
        for method in ("GET", "POST"):
            answer = visitor.ask(method, path)
            if answer.wrote or answer.status != (302 if method == "GET" else 403):
                let_through.append((line.route, method, answer))
    assert let_through == []


@pytest.mark.attack(24)
def test_the_operators_own_pages_ask_too(factorless, plain_errors):  # noqa: F811  # fixture
    visitor = Visitor(factorless("operator"))
    admin = [route for route in routes() if route.name.startswith("admin:")]
    assert admin
    assert {(route.name, visitor.ask("GET", route.path).status) for route in admin} == {
        (route.name, 302) for route in admin
    }


def test_what_is_open_before_the_second_step_is_these_routes_only():
    own = {route.name for route in routes() if route.name in OPEN | SETTING_UP and not route.name.startswith(VENDORED)}
    assert own == {"healthz", "readyz", "metrics", "accounts:demo", "accounts:second_factor", "accounts:confirm"}


@pytest.mark.parametrize("who", FACTORLESS)
def test_a_page_leads_to_setting_it_up_and_back(who, factorless):
    browser, page = factorless(who), reverse("challenges:list") + "?q=vesi"
    response = browser.get(page)
    assert response["Location"] == f"{reverse('accounts:second_factor')}?next=%2Ffi%2Fhaasteet%2F%3Fq%3Dvesi"
    html = browser.get(response["Location"]).content.decode()
    assert (reverse("mfa_add_webauthn") in html, reverse("mfa_activate_totp") in html) == (True, True)
    session = browser.session
    session["account_authentication_methods"] += [{"method": "mfa", "type": "totp", "at": 1}]
    session.save()
    assert browser.get(reverse("accounts:second_factor"))["Location"] == page


@pytest.mark.parametrize("who", ["owner", "viewer", "teacher", "student", "outsider"])
def test_for_others_a_password_is_enough(who, factorless):
    assert factorless(who).get(reverse("accounts:profile")).status_code == 200


def test_what_was_written_is_shown_and_not_sent(factorless, world):
    page = reverse("tenancy:members", args=["municipality"])
    response = factorless("coordinator").post(page, {"email": "uusi@example.test", "message": "Tule mukaan töihin"})
    assert (response.status_code, "Tule mukaan töihin" in response.content.decode()) == (403, True)
    assert Invitation.objects.count() == 0


def test_a_fragment_leads_to_the_whole_page(factorless):
    response = factorless("coordinator").get(reverse("challenges:list"), headers={"HX-Request": "true"})
    assert (response.status_code, ASKS in response["HX-Redirect"]) == (403, True)


def test_a_role_given_in_the_middle_asks_on_the_next_request(world, factorless):
    browser = factorless("clerk")
    page = reverse("pages:workspace", args=["municipality"])
    assert browser.get(page).status_code == 200
    with context.system("test"):
        Membership.objects.filter(user=world.people["clerk"]).update(roles=["viewer", "coordinator"])
    assert ASKS in browser.get(page)["Location"]


@pytest.mark.parametrize(("demo", "asked"), [(True, False), (False, True)])
def test_the_click_of_a_demo_person_counts_in_demo_mode_only(demo, asked, db, client, settings):
    settings.DEMO = True
    with context.system("test"):
        person = UserFactory(is_demo=True, is_staff=True)
    client.post(reverse("accounts:demo"), {"person": person.pk})
    settings.DEMO = demo
    assert (ASKS in client.get(reverse("pages:home")).get("Location", "")) == asked


@pytest.mark.django_db(transaction=True)  # the library notes the new app when the transaction has ended
def test_setting_up_an_app_is_the_second_step(with_password, client, world):
    person = with_password("coordinator")
    send_password(client, person)
    page = reverse("pages:workspace", args=["municipality"])
    assert ASKS in client.get(page)["Location"]
    client.get(reverse("accounts:second_factor") + f"?next={page}")
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert factors_of(person) == ["recovery_codes", "totp"]
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert client.get(reverse("accounts:second_factor"))["Location"] == page
    assert client.get(page).status_code == 200


def test_with_an_app_one_signs_in_by_two_steps(with_app, client):
    person, secret = with_app("coordinator")
    assert send_password(client, person)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert not signed_in(client)
    send_code(client, code_of(secret))
    assert client.get(reverse("pages:workspace", args=["municipality"])).status_code == 200


@pytest.mark.attack(24)
def test_a_code_signs_in_once(with_app):
    person, secret = with_app("coordinator")
    first, second = Client(), Client()
    code = code_of(secret)
    for browser in (first, second):
        send_password(browser, person)
        send_code(browser, code)
    assert (signed_in(first), signed_in(second)) == (True, False)


@pytest.mark.attack(24)
def test_a_recovery_code_signs_in_once(with_app):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    person, _secret = with_app("coordinator")
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    first, second = Client(), Client()
    for browser in (first, second):
        send_password(browser, person)
        send_code(browser, code)
    assert (signed_in(first), signed_in(second)) == (True, False)


@pytest.mark.attack(24)
@pytest.mark.parametrize("path", ["/fi/oma/", "/fi/oma-profiili/", "/fi/t/municipality/", "/fi/yllapito/"])
def test_between_the_steps_one_is_nobody(path, with_app, client):
    person, _secret = with_app("coordinator")
    send_password(client, person)
    response = client.get(path)
    assert response.status_code in {302, 404}
    assert "_auth_user_id" not in client.session


@pytest.mark.attack(24)
def test_a_new_password_does_not_replace_the_second_step(with_app, client):
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str

    person, _secret = with_app("coordinator")
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    uid, _, token = key.partition("-")
    page = client.get(reverse("account_reset_password_from_key", args=[uid, token]), follow=True)
    new = "another long password 7"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert not signed_in(client)
    cache.clear()
    assert send_password(client, person, new)["Location"] == reverse("mfa_authenticate")


@pytest.mark.attack(24)
def test_guessing_the_code_is_limited(with_app, client):
    person, secret = with_app("coordinator")
    send_password(client, person)
    right = code_of(secret)
    for number in range(12):
        send_code(client, f"{(int(right) + 1 + number) % 1_000_000:06}")
    send_code(client, right)
    assert not signed_in(client)


def test_a_mailed_code_is_the_first_step_only(with_app, client):
    from mint.outbox.models import Mail

    person, _secret = with_app("coordinator")
    client.post(reverse("account_request_login_code"), {"email": person.email})
    with context.system("test"):
        text = Mail.objects.get(kind="login_code").text
    code = next(
        word
        for word in text.split()
        if word.replace("-", "").isalnum() and len(word) in {6, 7, 8, 9} and word.isupper()
    )
    response = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert response["Location"] == reverse("mfa_authenticate")


def test_a_code_is_refused_when_it_was_yesterdays(with_app, client):
    person, secret = with_app("coordinator")
    send_password(client, person)
    send_code(client, code_of(secret, steps=-3))
    assert not signed_in(client)


GIVING_AWAY = (
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_add_webauthn",
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_index", "account_email",
)  # fmt: skip


@pytest.mark.attack(24)
@pytest.mark.parametrize("name", GIVING_AWAY)
def test_who_has_a_second_factor_proves_it_before_anything_about_it_is_shown(name, factorless, world):
    with context.system("test"):
        Authenticator.objects.create(user=world.people["coordinator"], type="totp", data={"secret": "x"})
    response = factorless("coordinator").get(reverse(name))
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, reverse("accounts:second_factor"))


@pytest.mark.attack(4)
@pytest.mark.parametrize(("kind", "is_asked"), [("municipality", True), ("university", True), ("partner", False)])
def test_an_owner_who_may_make_coordinators_proves_a_second_factor(kind, is_asked, factorless, world):
    with context.system("test"):
        MembershipFactory(user=world.people["outsider"], organisation=world.organisations[kind], roles=["owner"])
    response = factorless("outsider").get(reverse("pages:workspace", args=[kind]))
    assert response.status_code == (302 if is_asked else 200)


@pytest.mark.parametrize(
    ("who", "of", "is_let_in"),
    [("coordinator", "municipality", True), ("coordinator", "company", False), ("operator", "company", False)],
)
def test_an_organisations_sign_in_proves_two_steps_for_that_organisation_only(who, of, is_let_in, world):
    browser = sign_in(Client(), world.people[who], "password")
    session = browser.session
    proof = {"method": "signon_mfa", "organisation": world.organisations[of].pk, "at": time.time()}
    session["account_authentication_methods"] = [proof]
    session.save()
    assert browser.get(reverse("accounts:profile")).status_code == (200 if is_let_in else 302)


def test_who_takes_the_last_factor_away_is_asked_for_another(world):
    browser = sign_in(Client(), world.people["coordinator"])
    with context.system("test"):
        totp = Authenticator.objects.create(user=world.people["coordinator"], type="totp", data={"secret": "x"})
    assert browser.get(reverse("accounts:profile")).status_code == 200
    assert browser.post(reverse("mfa_deactivate_totp")).status_code == 302
    with context.system("test"):
        assert not Authenticator.objects.filter(pk=totp.pk).exists()
    assert browser.get(reverse("accounts:profile")).status_code == 302
