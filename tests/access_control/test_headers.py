"""Every answer of every route, of whatever status: what a browser may load, frame, keep and tell others of it."""

import pytest
from django.test import Client
from django.urls import reverse

from mint.headers import CACHEABLE, PRIVATE, PUBLIC
from tests.access import EACH_ONCE, REGISTRY
from tests.access_control.checking import HOME, path_of
from tests.access_control.headers import wrong, wrong_headers, wrong_keeping
from tests.routes import routes

ROUTES = {route.name: route for route in routes()}
# the registry looks at the headers of all it asks; here also fragments, and a method that nobody offers, everywhere
WHO = ["anonymous", *(pytest.param(who, marks=pytest.mark.thorough) for who in ("owner", "manager", "operator"))]


def answers(visitor, who, estate):
    """(what was asked, route, response): fragments, and a method that nobody offers."""
    for line in EACH_ONCE:
        path = path_of(line, ROUTES[line.route], estate, HOME.get(who, "company"))
        for method, headers in (("GET", {"HX_Request": "true"}), ("PUT", {})):
            yield (
                f"{method} {path} {headers or ''}",
                line.route,
                visitor.answer_to(method, path, secure=True, **headers),
            )


@pytest.mark.attack(18, 21, 31)
@pytest.mark.parametrize("who", WHO)
def test_every_answer_says_what_a_browser_may_do_with_it(who, https, visitor, estate):
    found, met = [], set()
    for asked, name, response in answers(visitor(who), who, estate):
        met.add(response.status_code)
        said = wrong(response, name, is_anybody=who == "anonymous")
        found += [f"{asked} {response.status_code}: {word}" for word in said]
    assert "\n".join(found) == ""
    assert met >= {200, 405} | {401 if who == "anonymous" else 404}


ODD = [
    ("GET", "/static/kuva.svg", b"", {}, {200}),
    ("GET", "/static/no-such.css", b"", {}, {404}),
    ("GET", "/fi/ei-ole/", b"", {}, {404}),
    ("GET", "/fi/haasteet/?q=%00", b"", {}, {400}),
    ("GET", "/fi/haasteet/?jalkeen=forged", b"", {}, {400}),
    ("GET", "/fi/", b"", {"Host": "evil.example"}, {400}),
    ("POST", "/fi/haasteet/ilmoita/1/", b"a=" + b"x" * 2_600_000, {}, {400, 413}),
    ("POST", "/fi/haasteet/ilmoita/1/", b"a=1", {"Content_Length": "27000000"}, {413}),
    ("TRACE", "/fi/", b"", {}, {405}),
    ("CONNECT", "/fi/", b"", {}, {405}),
    ("OPTIONS", "/fi/", b"", {}, {200, 405}),
]


@pytest.mark.attack(17, 21, 26, 42)
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: " ".join(map(str, [odd[0], odd[1], *odd[3]])))
def test_an_odd_request_is_answered_with_the_same_headers(odd, https, visitor):
    method, path, body, headers, statuses = odd
    response = visitor("anonymous").answer_to(method, path, secure=True, body=body, **headers)
    assert response.status_code in statuses
    assert wrong_headers(response) == []


@pytest.mark.parametrize("who", ["anonymous", "owner"])
def test_a_failure_is_answered_with_the_same_headers(who, https, visitor, monkeypatch):
    def broken(_self, _request):
        raise RuntimeError

    monkeypatch.setattr("mint.web.CleanInputMiddleware.__call__", broken)
    response = visitor(who).answer_to("GET", "/fi/", secure=True)
    assert (response.status_code, wrong_headers(response)) == (500, [])
    assert wrong_keeping(response, "", is_anybody=False) == []


@pytest.mark.parametrize("status", [403, 409])
def test_a_refusal_is_answered_with_the_same_headers(status, https, visitor, estate):
    asked = {403: ("viewer", "challenges:new", {}), 409: ("editor", "challenges:step", {"number": 1})}
    who, name, parts = asked[status]
    if status == 409:
        parts |= {"pk": estate.part("challenges:step", "", "pk")}
    path = reverse(name, kwargs={"organisation": "company", **parts})
    response = visitor(who).answer_to("GET", path, secure=True)
    assert (response.status_code, wrong_headers(response)) == (status, [])


def test_a_file_that_a_browser_has_already_is_answered_with_the_same_headers(https, visitor):
    anybody = visitor("anonymous")
    known = anybody.answer_to("GET", "/static/kuva.svg", secure=True)["Last-Modified"]
    response = anybody.answer_to("GET", "/static/kuva.svg", secure=True, If_Modified_Since=known)
    assert (response.status_code, wrong_headers(response)) == (304, [])


def test_the_operators_pages_have_the_same_headers(https, visitor):
    operator = visitor("operator")
    for route in ROUTES.values():
        if route.name.startswith("admin:"):
            response = operator.answer_to("GET", route.path, secure=True)
            assert wrong_headers(response) == [], route.name
            assert "no-store" in response["Cache-Control"] or response.status_code in {200, 304}, route.name


@pytest.mark.attack(31)
def test_a_page_is_for_everybody_only_where_it_is_listed_and_asked_for_by_nobody_in_particular(visitor, estate):
    anybody = visitor("anonymous")
    kept = {
        line.route
        for line in REGISTRY
        for path in [path_of(line, ROUTES[line.route], estate, "company")]
        if anybody.answer_to("GET", path)["Cache-Control"] == PUBLIC
    }
    assert kept <= CACHEABLE
    assert kept >= {"pages:about", "challenges:list", "municipalities:detail"}
    anybody.cookies["teema"] = "dark"
    assert anybody.answer_to("GET", reverse("pages:about"))["Cache-Control"] == PRIVATE
    assert visitor("owner").answer_to("GET", reverse("pages:about"))["Cache-Control"] == PRIVATE


def test_an_error_page_of_a_listed_address_is_not_kept(visitor):
    response = visitor("anonymous").answer_to("GET", "/fi/haasteet/999999-ei-ole/")
    assert (response.status_code, response["Cache-Control"]) == (404, PRIVATE)


@pytest.mark.attack(30, 31)
def test_signing_out_empties_the_browser_and_no_other_page_does(world, log_in):
    browser: Client = log_in("owner")
    assert "Clear-Site-Data" not in browser.get(reverse("pages:mine"))
    assert browser.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in browser.get("/fi/")


@pytest.mark.attack(21)
def test_no_template_asks_for_a_script_or_style_of_another_site(visitor):
    html = visitor("anonymous").answer_to("GET", "/fi/").content.decode()
    assert html.count("<script") == html.count('<script src="/static/')
