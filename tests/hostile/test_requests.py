"""Requests that no browser of ours would send."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from mint.isolation import context
from mint.logs import formatter
from mint.mail import compose
from tests.access_control.asking import Visitor
from tests.hostile.pages import lines_for

WHO = ["anonymous", "owner", "coordinator", "manager", "student"]


@pytest.mark.attack(20)
@pytest.mark.parametrize("who", WHO)
def test_every_unsafe_address_wants_the_forms_token(who, visitor, estate):
    browser: Visitor = visitor(who)
    browser.handler = ClientHandler(enforce_csrf_checks=True)
    answers = {line.route: browser.ask("POST", path) for line, path in lines_for(who, estate, "POST")}
    assert len(answers) > 3
    assert {name: answer for name, answer in answers.items() if answer.status != 403 or answer.wrote} == {}


@pytest.mark.attack(20)
def test_a_token_of_another_site_is_not_believed(world, log_in):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = log_in("owner").cookies
    token = browser.get(reverse("accounts:profile")).cookies["csrftoken"].value
    data = {"csrfmiddlewaretoken": token}
    assert (
        browser.post(reverse("notifications:read"), data, headers={"origin": "https://evil.example"}).status_code == 403
    )
    assert browser.post(reverse("notifications:read"), data).status_code != 403


@pytest.mark.attack(20, 42)
def test_a_header_makes_no_other_method_of_a_get(visitor, estate):
    browser = visitor("coordinator")
    override = {"X_HTTP_Method_Override": "POST", "X_Method_Override": "DELETE"}
    for line, path in lines_for("coordinator", estate, "POST"):
        assert browser.ask("GET", f"{path}?_method=POST", **override).wrote == 0, line.route


@pytest.mark.attack(42)
def test_of_a_parameter_sent_twice_the_last_one_counts(visitor):
    browser = visitor("anonymous")
    once, twice = (browser.answer_to("GET", f"/fi/haasteet/?{query}") for query in ("q=b", "q=a&q=b"))
    assert b'value="b"' in once.content
    assert b'value="b"' in twice.content


FORM = reverse("challenges:start_step", args=[1])
BODIES = [
    ("&".join(f"a{number}=1" for number in range(5000)).encode(), {}),
    (b"a=" + b"x" * 2_600_000, {}),
    (b"title=a", {"Content_Type": "application/json"}),
    (b"title=a", {"Content_Type": "multipart/form-data"}),
    (b"--x\r\nbroken", {"Content_Type": "multipart/form-data; boundary=x"}),
    (b"title=a", {"Content_Type": "application/x-www-form-urlencoded; charset=no-such"}),
    (b"title=a", {"Content_Type": "text/xml", "Transfer_Encoding": "chunked"}),
    (b"", {"Content_Length": "-5"}),
    (b"", {"Content_Length": "many"}),
    (b"", {"Content_Length": "27000000"}),
]


@pytest.mark.attack(17)
@pytest.mark.parametrize("number", range(len(BODIES)))
@pytest.mark.parametrize("who", ["anonymous", "owner"])
def test_an_odd_body_is_refused_and_is_no_server_error(number, who, visitor, estate):
    body, headers = BODIES[number]
    path = (
        FORM
        if who == "anonymous"
        else reverse("challenges:step", args=["company", estate.part("challenges:step", "draft", "pk"), 1])
    )
    browser = visitor(who)
    before = browser.written
    assert browser.answer_to("POST", path, body=body, **headers).status_code in {200, 302, 400, 413, 415, 422}
    assert browser.written == before or who == "anonymous"  # what is in order of a draft is kept


QUERIES = [
    "jalkeen=-1",
    "jalkeen=" + "9" * 1000,
    "ennen=x&jalkeen=y",
    "sivu=-1&page=1000000000&koko=1000000&size=1000000",
    "jarjestys=password&order_by=organisation__members__email&sort=-user__password",
    "user__password__startswith=a&organisation__memberships__user__email=x",
    "&".join(f"teema=x{number}" for number in range(500)),
    "q=" + "(a%2B)%2B" * 400,
    "q=" + "a" * 20_000,
    "q=%25%25%25%27%22%3B--&kunta=%27%20OR%201%3D1--",
    "&".join(f"f{number}=1" for number in range(1500)),
]
LISTS = [
    "challenges:list", "challenges:board", "challenges:table", "curation:queue", "experiments:list", "experiments:own",
    "placements:list", "placements:own", "municipalities:list", "companies:list", "matching:offers",
    "matching:suggestions", "notifications:list", "reports:list", "tenancy:members", "pages:home", "pages:workspace",
]  # fmt: skip


@pytest.mark.attack(40, 41)
@pytest.mark.parametrize("who", ["anonymous", "coordinator", "manager"])
def test_no_query_breaks_a_list_or_shows_more_of_it(who, visitor, estate):
    browser, broken = visitor(who), []
    for line, path in lines_for(who, estate, "GET"):
        if line.route in LISTS:
            whole = len(browser.answer_to("GET", path).content)
            for query in QUERIES:
                response = browser.answer_to("GET", f"{path}?{query}")
                if (
                    response.status_code not in {200, 302, 400}
                    or len(response.content) > whole + 20 * len(query) + 5000
                ):
                    broken.append((line.route, query[:40], response.status_code))
    assert broken == []


@pytest.mark.attack(41)
@pytest.mark.services
def test_the_database_ends_a_statement_that_takes_too_long(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(rolconfig) FROM pg_roles WHERE rolname = 'mint_app'")
        limits = dict(row[0].split("=") for row in cursor.fetchall())
    assert {"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"} <= set(limits)


SECRETS = [
    ".git/config", ".env", "media/", "media/attachments/", "static/", "var/secret_key", "manage.py", "mint/settings.py",
    "__debug__/", "debug/", "server-status", "static/build/mint.js.map", "static/../mint/settings.py", "admin/",
    "%2e%2e/.env", "api/", "api/schema/", "docs/", "phpinfo.php", "fi/../.env",
]  # fmt: skip


@pytest.mark.attack(43)
@pytest.mark.parametrize("address", SECRETS)
def test_what_is_no_page_is_not_found_and_tells_nothing(address, db):
    response = Client().get(f"/{address}")
    assert response.status_code == 404
    assert b"SECRET_KEY" not in response.content


@pytest.mark.attack(43)
def test_a_failure_tells_a_visitor_nothing_of_its_cause(db, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("the password is salasana")

    monkeypatch.setattr("mint.pages.views.desks.render", broken)
    response = Client(raise_request_exception=False).get("/fi/tietoa/" if False else reverse("pages:about"))
    assert response.status_code == 500
    assert not any(word in response.content for word in (b"Traceback", b"salasana", b"RuntimeError", b"mint/pages"))


@pytest.mark.attack(18)
def test_a_line_break_in_a_title_begins_no_header_of_a_mail(world):
    with context.system("test"):
        mail = compose(
            "challenge_published", "a@example.test", {"title": "A\r\nBcc: all@evil.example", "text": "A\r\nB"}
        )
    assert ("\n" in mail.subject, "\r" in mail.subject) == (False, False)


@pytest.mark.attack(18)
def test_a_line_break_begins_no_line_of_the_log():
    record = logging.makeLogRecord(
        {"msg": "Agent: %s", "args": ('x\r\n{"event": "forged"}\x1b[31m',), "levelname": "INFO"}
    )
    line = formatter().format(record)
    assert ("\n" in line, "\r" in line, "\x1b" in line) == (False, False, False)


@pytest.mark.attack(19)
def test_a_session_kept_from_before_signing_out_is_nobodys(world, log_in):
    browser, kept = log_in("owner"), Client()
    kept.cookies.load({name: morsel.value for name, morsel in browser.cookies.items()})
    assert kept.get(reverse("pages:mine")).status_code == 302
    assert "login" not in kept.get(reverse("pages:mine"))["Location"]
    browser.post(reverse("account_logout"))
    assert "login" in kept.get(reverse("pages:mine"))["Location"]
