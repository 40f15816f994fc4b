"""Every route is open by the registry, or asks to sign in; an organisation's routes are its members' alone."""

import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from tests.access import PUBLIC, VENDORED

METHODS = ("get", "head", "post", "put", "patch", "delete")


def routes():
    """(name, path, whether it is an organisation's) of every route, with values for its parts."""
    yield from _under(get_resolver(), "", "/")


def _under(resolver, namespace, prefix):
    for entry in resolver.url_patterns:
        path = prefix + _filled(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _under(entry, inner, path)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}", path, "/t/company/" in path


def _filled(pattern):
    route = str(pattern)
    for name, converter in pattern.converters.items():
        kind = type(converter)
        value = (
            "company" if name == "organisation"
            else "1" if kind is IntConverter
            else str(uuid.UUID(int=0)) if kind is UUIDConverter
            else "x"
        )  # fmt: skip
        for spelled in (f"<{kind.__name__.removesuffix('Converter').lower()}:{name}>", f"<{name}>"):
            route = route.replace(spelled, value)
    return route


def own_routes():
    return [route for route in routes() if not route[0].startswith(VENDORED)]


def test_the_registry_names_only_routes_that_exist():
    assert {name for name, _, _ in own_routes()} >= PUBLIC


def test_a_stranger_is_asked_to_sign_in_wherever_the_registry_does_not_open(db, client):
    wrong = [
        (name, method, response.status_code)
        for name, path, _ in own_routes()
        if name not in PUBLIC
        for method in METHODS
        for response in [getattr(client, method)(path)]
        if response.status_code != 302 or "/tili/login/" not in response["Location"]
    ]
    assert wrong == []


@pytest.mark.parametrize("who", ["stranger", "outsider", "operator"])
def test_an_organisations_pages_do_not_exist_for_others(who, world, log_in):
    browser = log_in(who)
    wrong = [
        (name, method, response.status_code)
        for name, path, of_organisation in own_routes()
        if of_organisation
        for method in METHODS
        for response in [getattr(browser, method)(path)]
        if response.status_code != 404
    ]
    assert wrong == []


def test_open_pages_answer_without_a_server_error(db, client, settings):
    settings.DEMO = True
    broken = [
        (name, response.status_code)
        for name, path, _ in own_routes()
        if name in PUBLIC
        for response in [client.get(path)]
        if response.status_code >= 500 and name != "readyz"
    ]
    assert broken == []
