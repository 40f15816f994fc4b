"""One sees by all memberships, and does for the organisation of the address only."""

import pytest

from mint.isolation import context
from tests.access import EACH_ONCE, REGISTRY
from tests.access_control.asking import THROUGH, Visitor
from tests.access_control.checking import path_of
from tests.factories import MembershipFactory, UserFactory
from tests.routes import routes

KNOWN = {route.name: route for route in routes()}


@pytest.fixture
def both(estate, log_in, plain_errors):
    """An owner of the company who is a viewer of another, `partner`."""
    with context.system("test"):
        person = UserFactory(email="both@example.test", name="Both")
        MembershipFactory(user=person, organisation=estate.world.company, roles=["owner"])
        MembershipFactory(user=person, organisation=estate.world.partner, roles=["viewer"])
    estate.world.people["both"] = person
    return Visitor(log_in("both"))


def words(visitor, estate, organisation, who, only=REGISTRY):
    found = {}
    for line in only:
        route = KNOWN[line.route]
        if line.post is not None and route.is_of_organisation:
            path = path_of(line, route, estate, organisation)
            found[f"{line.route}@{line.variant}"] = (visitor.ask("POST", path), who in line.post.through)
    return found


def test_in_the_owned_organisations_workspace_an_owner_does_what_owners_do(both, estate):
    wrong = {
        name: answer.word
        for name, (answer, may) in words(both, estate, "company", "owner").items()
        if (answer.word == THROUGH) != may
    }
    assert wrong == {}


def test_in_the_other_workspace_what_one_owns_elsewhere_is_not_touched(both, estate):
    """A viewer of the partner undoes there what viewers undo, and nothing of the company's."""
    asked = words(both, estate, "partner", "viewer", EACH_ONCE)
    assert len(asked) > 60
    wrong = {name: answer for name, (answer, _) in asked.items() if answer.wrote or answer.word == THROUGH}
    # there is nothing of one's own to undo: a conflict, with nothing done
    assert {name.partition("@")[0] for name in wrong} == {
        "challenges:undo", "experiments:undo", "matching:match_undo", "discussion:follow_in",
    }  # fmt: skip
    assert {(answer.status, answer.wrote) for answer in wrong.values()} == {(409, 0)}
