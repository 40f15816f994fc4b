"""Signing in at one's own organisation, against a real provider of OpenID Connect."""

import pytest
import requests
import urllib3
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from mint.accounts.models import User
from mint.accounts.proofs import proved_lately
from mint.audit.models import Entry
from mint.isolation import context
from mint.signon import adapter, answers
from mint.signon.models import Domain, Provider
from mint.tenancy.members import remove_member
from mint.tenancy.models import Membership
from tests.accounts.conftest import signed_in
from tests.signing_in import sign_in
from tests.signon.conftest import answered, asked_for, path_of, sent_to, sign_on

pytestmark = [
    pytest.mark.usefixtures("provider"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),  # of the provider's libraries, in its thread
]


def person(email):
    with context.system("test"):
        return User.objects.filter(email=email).first()


def roles_of(email):
    with context.system("test"):
        return list(Membership.objects.filter(user__email=email).values_list("organisation__slug", "roles"))


def page_of(response):
    return response.status_code, response.context["reason"]


def test_a_new_person_of_the_university_becomes_a_student(client):
    response = sign_on(client, "new")
    assert response["Location"] == reverse("pages:mine")
    assert signed_in(client)
    assert roles_of("uusi@university.test") == [("university", ["student"])]
    with context.system("test"):
        entry = Entry.objects.get(verb="organisation.joined_by_signon")
        assert entry.data == {"user": person("uusi@university.test").pk, "role": "student"}
        address = EmailAddress.objects.get(email="uusi@university.test")
    assert (address.verified, address.primary) == (True, True)
    assert person("uusi@university.test").has_usable_password() is False


def test_elsewhere_the_lowest_role_is_a_viewers(client, world, provider):
    with context.system("test"):
        Provider.objects.filter(pk=provider.pk).update(organisation=world.municipality)
        Domain.objects.update(organisation=world.municipality)
    sign_on(client, "new", slug="municipality")
    assert roles_of("uusi@university.test") == [("municipality", ["viewer"])]


def test_the_same_person_comes_again_as_the_same(client):
    sign_on(client, "new")
    again = Client(HTTP_HOST="localhost")
    sign_on(again, "new")
    assert again.session["_auth_user_id"] == client.session["_auth_user_id"]
    with context.system("test"):
        assert SocialAccount.objects.get().extra_data == {}


def test_an_address_in_capitals_is_the_same_address(client):
    sign_on(client, "shouting")
    assert roles_of("iso@university.test") == [("university", ["student"])]


@pytest.mark.attack(22)
@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("unproved", "not_verified"),
        ("unsaid", "not_verified"),
        ("as_text", "not_verified"),
        ("elsewhere", "other_domain"),
        ("similar", "other_domain"),
        ("waiting", "other_domain"),
        ("curator", "has_account"),
        ("owner", "has_account"),
    ],
)
def test_nobody_else_is_let_in(who, reason, client):
    with context.system("test"):
        before = User.objects.count()
    assert page_of(sign_on(client, who)) == (403, reason)
    assert not signed_in(client)
    with context.system("test"):
        assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_an_address_that_is_only_added_to_an_account_is_not_taken_over_either(client, world):
    with context.system("test"):
        EmailAddress.objects.create(user=world.people["stranger"], email="uusi@university.test", verified=False)
    assert page_of(sign_on(client, "new")) == (403, "has_account")


def connected_browser(world, who):
    with context.system("test"):
        EmailAddress.objects.create(user=world.people[who], email=f"{who}@example.test", verified=True, primary=True)
    browser = sign_in(Client(HTTP_HOST="localhost"), world.people[who])
    browser.post(reverse("signon:connect", args=["university"]))
    return browser


def test_an_account_is_connected_by_its_owner_and_signs_in_from_then_on(client, world):
    browser = connected_browser(world, "curator")
    assert sign_on(browser, "curator")["Location"] == reverse("signon:own")
    assert "University" in browser.get(reverse("signon:own")).content.decode()
    sign_on(client, "curator")
    assert client.session["_auth_user_id"] == str(world.people["curator"].pk)
    assert roles_of("curator@example.test") == [("university", ["curator"])]


def test_connecting_asks_who_one_is(world):
    browser = sign_in(Client(), world.people["curator"], ago=3600)
    response = browser.post(reverse("signon:connect", args=["university"]))
    assert reverse("accounts:confirm") in response["Location"]
    assert "signon_connecting" not in browser.session


@pytest.mark.attack(20)
def test_nothing_is_connected_without_the_owners_own_wish(world):
    """A link to the sign-in, followed by somebody who is signed in, signs in: it connects nothing."""
    browser = sign_in(Client(HTTP_HOST="localhost"), world.people["curator"])
    sign_on(browser, "new")
    with context.system("test"):
        assert list(SocialAccount.objects.values_list("user__email", flat=True)) == ["uusi@university.test"]


def test_a_connection_is_ended_by_its_owner(world, client):
    browser = connected_browser(world, "curator")
    sign_on(browser, "curator")
    with context.system("test"):
        account = SocialAccount.objects.get()
    assert (
        sign_in(Client(), world.people["owner"]).post(reverse("signon:disconnect", args=[account.pk])).status_code
        == 404
    )
    browser.post(reverse("signon:disconnect", args=[account.pk]))
    assert page_of(sign_on(client, "curator")) == (403, "has_account")


@pytest.mark.attack(5)
def test_who_was_removed_does_not_come_back_as_a_member(client, world, acting_as):
    sign_on(client, "new")
    with context.system("test"):
        Membership.objects.filter(user=world.people["curator"]).update(roles=["curator", "owner"])
    with acting_as("curator") as owner:
        membership = Membership.objects.get(user__email="uusi@university.test")
        remove_member(membership, actor=owner)
    again = Client(HTTP_HOST="localhost")
    sign_on(again, "new")
    assert signed_in(again)
    assert roles_of("uusi@university.test") == []


def test_who_is_not_active_is_not_let_in(client):
    sign_on(client, "new")
    with context.system("test"):
        User.objects.filter(email="uusi@university.test").update(is_active=False)
    again = Client(HTTP_HOST="localhost")
    sign_on(again, "new")
    assert not signed_in(again)


@pytest.mark.attack(24)
@pytest.mark.parametrize(("who", "asked"), [("one_step", True), ("two_steps", False)])
def test_the_providers_sign_in_is_a_second_step_only_where_it_says_so(who, asked, client, world):
    sign_on(client, who)
    with context.system("test"):
        Membership.objects.filter(user_id=client.session["_auth_user_id"]).update(roles=["curator"])
    again = Client(HTTP_HOST="localhost")
    sign_on(again, who)
    response = again.get(reverse("pages:workspace", args=["university"]))
    assert ("/toinen-vaihe/" in response.get("Location", "")) == asked


def test_what_is_asked_has_state_nonce_and_a_challenge(client, issuer):
    asked = asked_for(sent_to(client))
    with override("fi"):
        callback = reverse("openid_connect_callback", args=[asked["redirect_uri"].split("/oidc/")[1].split("/")[0]])
    assert asked["redirect_uri"].endswith(callback)
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 16
    assert "secret" not in asked


@pytest.mark.attack(19, 20)
@pytest.mark.parametrize("change", ["none", "another", "of_another_browser"])
def test_an_answer_to_another_browser_is_not_taken(change, client):
    other = Client(HTTP_HOST="localhost")
    back = path_of(answered(sent_to(client), "new"))
    state = asked_for(f"http://localhost{back}")["state"]
    if change != "of_another_browser":
        back = back.replace(state, "" if change == "none" else "x" * len(state))
        other = client
    assert page_of(other.get(back)) == (503, "failed")
    assert not signed_in(other)


@pytest.mark.attack(19)
def test_who_is_in_already_is_asked_anew(client):
    sign_on(client, "new")
    address = sent_to(client)
    assert (asked_for(address)["prompt"], asked_for(address)["max_age"]) == ("login", "0")
    assert client.get(path_of(answered(address, "new")))["Location"] == reverse("pages:mine")


@pytest.mark.parametrize("said", [None, "now", 1_700_000_000])
def test_a_session_there_of_long_ago_confirms_nothing(said, client, monkeypatch):
    sign_on(client, "new")
    address = path_of(answered(sent_to(client), "new"))
    true = answers._check_time
    monkeypatch.setattr(answers, "_check_time", lambda token, since: true(token | {"auth_time": said}, since))
    assert page_of(client.get(address)) == (403, "not_anew")


@pytest.mark.parametrize("body", ["endless", "dripped"])
def test_an_answer_is_neither_endless_nor_dripped(body, client, monkeypatch):
    part = b"x" * (100_000 if body == "endless" else 1)
    monkeypatch.setattr(urllib3.HTTPResponse, "read1", lambda *_given, **_options: part)
    monkeypatch.setattr(adapter, "MOST_SECONDS", 0.3)
    response = client.get(reverse("signon:go", args=["university"]))
    assert page_of(response) == (503, "failed")


@pytest.mark.parametrize("said", [None, 1_700_000_000])
def test_a_session_there_of_long_ago_is_no_late_proof_either(said, client, monkeypatch):
    """Whoever signs out and comes back by a session that still lives there has confirmed nothing."""
    monkeypatch.setattr(answers, "_asked_at", lambda _token: float(said or 0))
    sign_on(client, "new")
    request = RequestFactory().get("/")
    request.session, request.user = client.session, person("uusi@university.test")
    assert signed_in(client)
    assert not proved_lately(request, request.user)


def test_an_answer_is_taken_once(client):
    back = path_of(answered(sent_to(client), "new"))
    assert client.get(back).status_code == 302
    assert page_of(client.get(back)) == (503, "failed")


@pytest.mark.attack(19)
def test_a_nonce_of_another_sign_in_is_refused(client, monkeypatch):
    address = sent_to(client)
    changed = address.replace(asked_for(address)["nonce"], "n" * 43)
    assert page_of(client.get(path_of(answered(changed, "new")))) == (503, "failed")
    assert not signed_in(client)


def test_allauths_own_way_in_is_closed(client, provider):
    for name in ("openid_connect_login",):
        path = reverse(name, args=[provider.key])
        assert client.get(path)["Location"] == reverse("signon:find")
    assert client.get("/fi/tili/3rdparty/signup/").status_code in {302, 404}


@pytest.mark.parametrize(
    ("email", "found"),
    [
        ("kuka@university.test", True),
        ("KUKA@University.TEST", True),
        ("kuka@other.test", False),
        ("kuka@unconfirmed.test", False),
    ],
)
def test_an_address_leads_to_the_organisations_sign_in(email, found, client):
    response = client.post(reverse("signon:find"), {"email": email})
    if found:
        assert response["Location"] == reverse("signon:begin", args=["university"])
        page = client.get(response["Location"])
        assert reverse("signon:go", args=["university"]) in page.content.decode()
    else:
        assert response.status_code == 422


def test_what_is_off_is_not_offered(client, provider):
    back = path_of(answered(sent_to(client), "new"))
    with context.system("test"):
        Provider.objects.update(is_on=False)
    assert client.get(reverse("signon:begin", args=["university"])).status_code == 404
    assert client.get(back).status_code == 404
    assert not signed_in(client)


def test_another_issuer_is_asked_of_the_operator_again(client, provider):
    sign_on(client, "new")
    with context.system("test"):
        Provider.objects.update(server_url="http://localhost:9")
    assert client.get(reverse("signon:begin", args=["university"])).status_code == 404


@pytest.mark.parametrize("path", ["", "/nothing/there"])
def test_a_provider_that_is_down_or_talks_nonsense_is_told_in_words(path, client, issuer, world):
    down = "http://localhost:9" if not path else f"{issuer}{path}"
    with context.system("test"):
        Provider.objects.update(server_url=down)
        Domain.objects.filter(confirmed_at__isnull=False).update(confirmed_url=down)
    response = client.get(reverse("signon:go", args=["university"]))
    assert page_of(response) == (503, "failed")
    assert "ei vastaa" in response.content.decode() or "does not answer" in response.content.decode()


@pytest.mark.attack(27)
def test_no_provider_is_asked_over_http(client, settings):
    settings.SIGNON_ALLOWS_HTTP = False
    assert page_of(client.get(reverse("signon:go", args=["university"]))) == (503, "failed")


@pytest.mark.attack(27)
def test_a_provider_leads_nowhere_else(client, monkeypatch):
    """A redirect is not followed: what answers is the address that an operator has confirmed."""
    asked = []
    send = requests.Session.send

    def watched(self, request, **options):
        asked.append(options["allow_redirects"])
        return send(self, request, **options)

    monkeypatch.setattr(requests.Session, "send", watched)
    sent_to(client)
    assert set(asked) == {False}


@pytest.mark.attack(27)
@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1", "https://[::1]", "https://10.0.0.8", "https://169.254.169.254", "https://[::ffff:127.0.0.1]"],
)
def test_no_address_of_the_inner_network_is_asked(url, client, settings, world):
    settings.SIGNON_ALLOWS_HTTP = False
    with context.system("test"):
        Provider.objects.update(server_url=url)
        Domain.objects.filter(confirmed_at__isnull=False).update(confirmed_url=url)
    assert page_of(client.get(reverse("signon:go", args=["university"]))) == (503, "failed")


@pytest.mark.attack(41)
def test_nobody_makes_the_server_ask_without_end(client, settings, world):
    settings.SIGNON_ALLOWS_HTTP = False
    cache.clear()
    page = reverse("signon:go", args=["university"])
    assert [client.get(page).status_code for _ in range(21)] == [503] * 20 + [409]
    cache.clear()
