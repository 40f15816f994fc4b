"""Who reads and writes a proposal, in the words of policies; `querysets` says the same to the ORM."""

from challenges.proposals.states import AFTER_CALL, SENT, State
from mint.isolation.rules import all_of, any_of, coordinated, curated, mine, seen_by, within, written_by

TODAY = "(now() AT TIME ZONE 'Europe/Helsinki')::date"


def of_challenge(key: str, rule: str) -> str:
    """The challenge of this key satisfies `rule`, in which it is called `c`."""
    return f"EXISTS (SELECT 1 FROM challenges_challenge c WHERE c.id = {key} AND {rule})"  # noqa: S608 - our own words


def is_over(prefix: str = "") -> str:
    return of_challenge(f"{prefix}challenge_id", within("c.state", AFTER_CALL))


def in_time(prefix: str = "") -> str:
    """Open, and the deadline's day has not ended in Finland."""
    return of_challenge(f"{prefix}challenge_id", f"c.state = 'open' AND c.deadline_on >= {TODAY}")


def own_side(prefix: str = "") -> str:
    """Who writes it: one person's (or a team's) own, or those who write in its organisation.

    An operator's emergency access is a viewer's: it opens no proposal before the call is over.
    """
    personal = all_of(f"{prefix}organisation_id IS NULL", mine(f"{prefix}author_id"))
    return any_of(personal, written_by(f"{prefix}organisation_id"))


# Which proposals are assigned to me to be scored: `challenges.evaluation` replaces the function by its own.
ASSIGNED = "id = ANY((SELECT mint.my_evaluated_proposals())::bigint[])"
CALLING = any_of(
    seen_by("challenge_organisation_id"), coordinated("challenge_municipality_id"), curated("challenge_project_id")
)
READ = any_of(
    own_side(),
    all_of(within("state", SENT), is_over(), any_of(seen_by(), CALLING, ASSIGNED)),
)  # fmt: skip

# No one decides on what is their own.
NOT_OWN = all_of(
    "author_id IS DISTINCT FROM (SELECT mint.my_user())",
    any_of("organisation_id IS NULL", f"NOT {seen_by()}"),
)
CALLER_WRITES = any_of(
    written_by("challenge_organisation_id"), coordinated("challenge_municipality_id"), curated("challenge_project_id")
)
CHANGE = any_of(
    all_of(own_side(), any_of("state = 'draft'", all_of(within("state", [State.SUBMITTED, State.WITHDRAWN]), in_time()))),
    all_of(within("state", SENT), is_over(), CALLER_WRITES, NOT_OWN),
)  # fmt: skip
BEGUN = all_of(
    "state = 'draft'",
    mine("author_id"),
    any_of("organisation_id IS NULL", written_by()),
    "organisation_id IS DISTINCT FROM challenge_organisation_id",
    in_time(),
    of_challenge(
        "challenge_id",
        "c.municipality_id = challenge_municipality_id AND c.project_id IS NOT DISTINCT FROM challenge_project_id",
    ),
)


def of_proposal(rule: str) -> str:
    """The row's proposal is visible and satisfies `rule`, in which it is called `p`."""
    return f"EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = proposal_id AND {rule})"  # noqa: S608 - our own words


OWN_PROPOSAL = of_proposal(own_side("p."))
WRITABLE = of_proposal(
    all_of(own_side("p."), any_of("p.state = 'draft'", all_of("p.state = 'submitted'", in_time("p."))))
)

# Criteria and terms of the call are settled before the challenge is published: they are the rules of the game.
UNSETTLED = of_challenge(
    "challenge_id",
    any_of(
        all_of("c.state IN ('draft', 'returned')", written_by("c.organisation_id")),
        all_of(
            "c.state = 'in_review'",
            any_of(coordinated("c.municipality_id"), curated("c.project_id")),
        ),
    ),
)
