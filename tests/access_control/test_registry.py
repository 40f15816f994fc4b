"""Every route, with every method, as the whole cast: the registry says who gets what, and it says all of it."""

import pytest
from django.urls import reverse

from challenges import workflow as of_challenge
from challenges.evaluation import workflow as of_evaluation
from challenges.proposals import workflow as of_proposal
from challenges.querysets import ChallengeQuerySet
from challenges.sharing import workflow as of_co_owner
from challenges.views.confidential import AGAIN
from experiments import workflow as of_experiment
from mint.isolation import context
from mint.matching import actions as of_offer
from mint.matching import workflow as of_match
from municipalities import workflow as of_factor
from placements import choosing as of_application
from placements import workflow as of_placement
from placements.states import Party
from reports import workflow as of_report
from reports.corrections import workflow as of_correction
from reports.yearly import workflow as of_year_review
from tests.access import BY_KEY, EACH_ONCE, GROUPS, PUBLIC, REGISTRY, VENDORED, lines
from tests.access_control.asking import HIDDEN, REFUSED, SIGN_IN, THROUGH
from tests.access_control.checking import Finding, findings, in_turn, path_of
from tests.estate import MissingFixtureError
from tests.routes import Route, routes

OWN = {route.name: route for route in routes() if not route.name.startswith(VENDORED)}
ADMIN = [route for route in routes() if route.name.startswith("admin:") and route.name != "admin:logout"]
# the words that stand in an address, by what runs them
WORDS = {
    "challenges:confidential_decide": AGAIN,
    "challenges:move": of_challenge.RUN,
    "corrections:move": of_correction.BY_NAME,
    "evaluation:move": of_evaluation.RUN,
    "experiments:move": of_experiment.RUN,
    "matching:offer_move": [move.name for move in of_offer.MOVES],
    "matching:match_move": of_match.RUN,
    "municipalities:move": of_factor.RUN,
    "proposals:move": [move.name for move in of_proposal.CHECKS],
    "placements:move": of_placement.RUN,
    "placements:move_application": of_application.RUN,
    "placements:confirm": Party.values,
    "reports:move": of_report.BY_NAME,
    "sharing:decide": of_co_owner.RUN,
    "yearly:move": of_year_review.BY_NAME,
}


def test_the_registry_names_every_route_and_only_those_that_exist():
    assert {line.route for line in REGISTRY} == set(OWN)


def test_no_line_stands_twice():
    names = [(line.route, line.variant) for line in REGISTRY]
    assert len(names) == len(set(names))


def test_the_registry_has_a_line_for_every_move():
    named = {route: {line.variant for line in REGISTRY if line.route == route} for route in WORDS}
    assert named == {route: set(words) for route, words in WORDS.items()}
    assert {name for name, route in OWN.items() if {"move", "verb", "party"} & set(route.parameters)} == set(WORDS)


def test_every_part_of_every_address_has_its_row(estate):
    assert [path_of(line, OWN[line.route], estate, "company") for line in REGISTRY]


def test_a_parameter_without_a_row_is_an_error(estate):
    (line,) = lines("challenges:new_page | EVERYBODY | -")
    with pytest.raises(MissingFixtureError, match="challenges:new_page: thing"):
        path_of(line, Route("challenges:new_page", "", ("thing",)), estate, "company")


@pytest.mark.attack(1, 18, 20, 21, 42)
@pytest.mark.parametrize("who", GROUPS["EVERYBODY"])
def test_each_gets_what_the_registry_says_with_headers_that_are_safe(who, https, visitor, estate):
    """Each answer of each line once; all that the whole cast is told is the thorough run's."""
    assert told(who, visitor, estate, in_turn(who)) == ""


@pytest.mark.thorough
@pytest.mark.attack(1, 18, 20, 21, 42)
@pytest.mark.parametrize("who", GROUPS["EVERYBODY"])
def test_everybody_gets_what_the_registry_says_of_everything(who, https, visitor, estate):
    assert told(who, visitor, estate, REGISTRY) == ""


def told(who, visitor, estate, only):
    asking = visitor(who)
    asking.secure = True
    return "\n".join(" ".join(each) for each in findings(who, asking, estate, only))


def test_a_fragment_is_told_to_sign_in(visitor, estate):
    anybody = visitor("anonymous")
    wrong = [
        (line.route, method)
        for line in REGISTRY
        if line.route not in PUBLIC | BY_KEY
        for method in ("GET", "POST")
        for path in [path_of(line, OWN[line.route], estate, "company")]
        if anybody.ask(method, path, HX_Request="true").status != 401
    ]
    assert wrong == []


@pytest.mark.attack(5, 19)
def test_who_is_no_longer_active_is_nobody(visitor, estate):
    editor = visitor("editor")
    with context.system("test"):
        estate.world.people["editor"].is_active = False
        estate.world.people["editor"].save()
    assert findings("anonymous", editor, estate, EACH_ONCE) == []


def challenges(name):
    return [line for line in REGISTRY if line.route == name and line.variant == "draft"]


ATTACKED = "challenges:manage"


def without_the_rule(monkeypatch):
    monkeypatch.setattr(ChallengeQuerySet, "visible_to", lambda self, _actor: self.all())


@pytest.mark.attack(1)
def test_where_a_view_forgets_the_rule_the_database_still_hides_the_row(monkeypatch, visitor, estate):
    without_the_rule(monkeypatch)
    assert findings("stranger", visitor("stranger"), estate, challenges(ATTACKED)) == []


def test_with_both_layers_off_the_check_names_the_route(monkeypatch, visitor, estate):
    """Else the check would prove nothing."""
    without_the_rule(monkeypatch)
    stranger = visitor("stranger")
    with context.system("test.row_security_off"):
        found = findings("stranger", stranger, estate, challenges(ATTACKED))
    named = f"{ATTACKED}@draft"
    assert Finding(named, "GET", "stranger", HIDDEN, THROUGH) in found
    assert {finding.route for finding in found} == {named}


def test_the_operators_pages_are_the_operators(visitor):
    wrong = [
        (route.name, who, word)
        for who in ("anonymous", "stranger", "owner", "coordinator", "curator", "manager")
        for ask in [visitor(who).ask]
        for route in ADMIN
        for word in [ask("GET", route.path).word]
        if word not in {SIGN_IN, REFUSED, HIDDEN}
    ]
    assert wrong == []


def test_in_demo_mode_anybody_reads_the_mailbox_and_chooses_a_person(settings, visitor, estate):
    settings.DEMO = True
    pages = [reverse("accounts:demo"), reverse("outbox:mailbox"), path_of(*message(), estate, "company")]
    assert [visitor("anonymous").ask("GET", page).word for page in pages] == [THROUGH] * 3


def message():
    (line,) = [line for line in REGISTRY if line.route == "outbox:message"]
    return line, OWN["outbox:message"]
