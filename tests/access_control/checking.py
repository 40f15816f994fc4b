"""Hold the registry against the platform: what is not as it says, as rows of (route, method, who, expected, got)."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.urls import reverse

from tests.access import BY_KEY, GROUPS, LED_BY_MAIL, PUBLIC, REGISTRY, Line
from tests.access_control.asking import HIDDEN, NOT_OFFERED, REFUSED, SIGN_IN, THROUGH, Answer, Visitor, written
from tests.access_control.headers import wrong
from tests.estate import Estate
from tests.routes import Route, routes
from tests.world import CAST

SAFE, UNOFFERED = ("GET", "HEAD"), ("PUT", "PATCH", "DELETE")
RARER = ("HEAD", *UNOFFERED)
ALWAYS = {"anonymous", "stranger"}  # most of what they are told is short
HOME = {who: organisation for who, organisation, _ in CAST}
OWNERS = {
    "reports": "university",
    "indicators": "university",
    "corrections": "university",
    "cockpit": "university",
    "sections": "university",
    "reviews": "university",
    "yearly": "municipality",
    "approvals": "university",
    "changes": "university",
    "inquiries": "university",
    "submissions": "university",
    "municipalities": "municipality",
}
OFFERED_BY = {"matching:offer_edit": "partner", "matching:offer_move": "partner"}


class Finding(NamedTuple):
    route: str
    method: str
    who: str
    expected: str
    got: str


def expected(line: Line, method: str, who: str, *, of_organisation: bool) -> str:
    if line.route in BY_KEY:
        return SIGN_IN if method == "POST" else NOT_OFFERED
    if who == "anonymous" and line.route not in PUBLIC:
        return SIGN_IN
    if of_organisation and who in GROUPS["OUTSIDE"]:
        return HIDDEN
    rule = None if method in UNOFFERED else line.get if method in SAFE else line.post
    if rule is None:
        return NOT_OFFERED
    if who in rule.through:
        return THROUGH
    if who in rule.refused:
        return REFUSED
    return SIGN_IN if who == "anonymous" and line.route in LED_BY_MAIL else HIDDEN


def findings(who: str, visitor: Visitor, estate: Estate, only: Iterable[Line] = REGISTRY) -> list[Finding]:
    """Everything of these lines that this person finds otherwise."""
    known, seen = {route.name: route for route in routes()}, set()
    found: list[Finding] = []
    visitor.written = written()
    for line in only:
        route, is_first = known[line.route], line.route not in seen
        seen.add(line.route)
        path = path_of(line, route, estate, HOME.get(who, "company"))
        for method in ("GET", "POST", *(_turn(who, len(seen)) if is_first else ())):
            want = expected(line, method, who, of_organisation=route.is_of_organisation)
            answer = visitor.ask(method, path)
            found += _differences(line, method, who, want, answer)
            found += _unsafe(line, method, who, answer) if visitor.secure else ()
        if is_first and _is_turn_elsewhere(who, len(seen)):
            found += _in_another_workspace(line, route, who, visitor, estate)
    return found


def in_turn(who: str) -> list[Line]:
    """Each answer of a line is asked for by one person of those who get it; by the next of them for the next line."""
    return [line for number, line in enumerate(REGISTRY) if who in ALWAYS or who in _askers(line, number)]


@cache
def _askers(line: Line, number: int) -> frozenset[str]:
    of_organisation = {route.name: route for route in routes()}[line.route].is_of_organisation
    alike: dict[tuple[str, ...], list[str]] = {}
    for who in GROUPS["EVERYBODY"]:
        answers = tuple(expected(line, method, who, of_organisation=of_organisation) for method in ("GET", "POST"))
        alike.setdefault(answers, []).append(who)
    return frozenset(people[number % len(people)] for people in alike.values())


def _turn(who: str, number: int) -> tuple[str, ...]:
    """The stranger asks by one of the rarer methods, of the others every fourth by the next one."""
    if who == "stranger":
        return (RARER[number % len(RARER)],)
    round_, is_next = divmod(GROUPS["EVERYBODY"].index(who) + number, len(RARER))
    return () if is_next else (RARER[round_ % len(RARER)],)


def _is_turn_elsewhere(who: str, number: int) -> bool:
    """The stranger, and of the others every third: each route is asked for by some of those to whom it is elsewhere."""
    return who == "stranger" or (GROUPS["EVERYBODY"].index(who) + number) % 3 == 0


def _unsafe(line: Line, method: str, who: str, answer: Answer) -> Iterator[Finding]:
    for told in wrong(answer.response, line.route, is_anybody=who == "anonymous"):
        yield Finding(line.route, method, who, "safe headers", told)


def path_of(line: Line, route: Route, estate: Estate, organisation: str) -> str:
    slug = estate.world.organisations[organisation].slug
    parts = {
        name: slug if name == "organisation" else estate.part(line.route, line.variant, name)
        for name in route.parameters
    }
    return reverse(line.route, kwargs=parts)


def _differences(line: Line, method: str, who: str, want: str, answer: Answer) -> Iterator[Finding]:
    name = f"{line.route}@{line.variant}" if line.variant else line.route
    if answer.word != want:
        yield Finding(name, method, who, want, answer.word)
    if answer.wrote and (method in SAFE or answer.word != THROUGH):
        yield Finding(name, method, who, "nothing written", f"{answer.wrote} rows")


def _in_another_workspace(line: Line, route: Route, who: str, visitor: Visitor, estate: Estate) -> Iterator[Finding]:
    """Under the address of the row's owner: for whoever does not belong there, nothing is there."""
    owner = OFFERED_BY.get(line.route) or OWNERS.get(line.route.partition(":")[0], "company")
    if not route.is_of_organisation or who == "anonymous" or HOME.get(who, "company") == owner:
        return
    path = path_of(line, route, estate, owner)
    method = "POST" if line.get is None else "GET"
    yield from _differences(line, f"{method} there", who, HIDDEN, visitor.ask(method, path))
