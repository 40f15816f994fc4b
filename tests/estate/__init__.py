"""One row of each noun that a route names, among the cast; and what stands in a route's address for it.

Nearly all of it is the `company`'s, in `place` and in the project of `university` and `municipality`. Two of the people
have no membership: the `evaluator` has a grant on the challenge in review, the `outsider` has asked to join the company.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.estate.answering import answering
from tests.estate.authority import authority
from tests.estate.calls import evaluation, proposals
from tests.estate.challenges import challenges, curation
from tests.estate.collaboration import consents, diary, errands, parties
from tests.estate.discussion import discussion
from tests.estate.dossier import dossiers
from tests.estate.experiments import experiments
from tests.estate.follow_up import follow_up
from tests.estate.hours import hours
from tests.estate.learning import learning
from tests.estate.matching import matching
from tests.estate.organisations import organisations, signon
from tests.estate.patterns import patterns
from tests.estate.people import others
from tests.estate.placements import placements
from tests.estate.purchasing import purchasing
from tests.estate.replication import replication
from tests.estate.reports import reports
from tests.estate.sensing import sensing
from tests.estate.shelf import shelf
from tests.estate.staging import staging
from tests.factories import UserFactory
from tests.world import World


class MissingFixtureError(Exception):
    """A route has a parameter that the estate has nothing for."""


@dataclass
class Estate:
    """`parts` says what stands in an address: by namespace, or by route where that differs; `@` and the variant."""

    world: World
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def part(self, name: str, variant: str, parameter: str) -> Any:
        """Of the route in this variant; a variant that the estate does not know is itself the word in the address."""
        namespace = name.partition(":")[0]
        for place in (f"{name}@{variant}", f"{namespace}@{variant}", name, namespace):
            if parameter in self.parts.get(place, {}):
                return self.parts[place][parameter]
        if variant and parameter in SPELLED:
            return variant
        raise MissingFixtureError(f"{name}: {parameter}")


SPELLED = ("move", "verb", "party")


def build(world: World) -> Estate:
    world.people["evaluator"] = UserFactory(email="evaluator@example.test", name="Evaluator")
    estate = Estate(world)
    for build_part in (
        challenges,
        evaluation,
        proposals,
        discussion,
        curation,
        experiments,
        staging,
        sensing,
        follow_up,
        replication,
        learning,
        shelf,
        purchasing,
        diary,
        errands,
        consents,
        parties,
        hours,
        patterns,
        matching,
        placements,
        reports,
        dossiers,
        authority,
        answering,
        organisations,
        signon,
        others,
    ):
        estate.parts |= build_part(world)
    return estate
