"""The words that the policies of an evaluation are written in: whose side one is on."""

from mint.isolation.rules import all_of, any_of, coordinated, curated, mine, seen_by, through

PHASE, ASSIGNMENT, DECISION = "evaluation_phase", "evaluation_assignment", "evaluation_decision"


def side(prefix: str = "") -> str:
    """The owner's people, who coordinates the place, and curators of its project whose own side has not proposed."""
    answered = f"{prefix}challenge_id <> ALL((SELECT mint.my_answered())::bigint[])"
    return any_of(
        seen_by(f"{prefix}organisation_id"),
        coordinated(f"{prefix}municipality_id"),
        all_of(curated(f"{prefix}project_id"), answered),
    )


def same_scope(table: str, parent: str = "parent") -> str:
    """A child says the same of its challenge as its parent row."""
    columns = ("challenge_id", "organisation_id", "municipality_id", "project_id")
    return all_of(*(f"{table}.{column} IS NOT DISTINCT FROM {parent}.{column}" for column in columns))


def run(table: str, parent: str = PHASE, key: str = "phase_id") -> str:
    """Whoever coordinates the place writes; a row that has a scope of its own, with its parent's."""
    return through(parent, f"{table}.{key}", all_of(coordinated("parent.municipality_id"), same_scope(table)))


def run_of(parent: str, column: str) -> str:
    """The same for a row that has no scope of its own."""
    return through(parent, column, coordinated("parent.municipality_id"))


OF_CHALLENGE = "mint.evaluation_is_of(challenge_id, organisation_id, municipality_id, project_id)"
MY_PHASES = "(SELECT mint.my_phases())::bigint[]"
MY_OPEN_PHASES = "(SELECT mint.my_open_phases())::bigint[]"
COMPARED = "(SELECT mint.my_compared())::bigint[]"

SCORE_READ = any_of(
    through(
        ASSIGNMENT,
        "assignment_id",
        any_of(
            mine("parent.user_id"),
            all_of("parent.state = 'submitted'", side("parent."), f"parent.phase_id <> ALL({MY_OPEN_PHASES})"),
        ),
    ),
    f"assignment_id = ANY({COMPARED})",
)
SCORE_WRITE = through(
    ASSIGNMENT,
    "assignment_id",
    all_of(mine("parent.user_id"), "parent.state = 'given'", f"parent.phase_id = ANY({MY_OPEN_PHASES})"),
)
VERDICT_READ = any_of(
    through(DECISION, "decision_id", side("parent.")),
    all_of("released_at IS NOT NULL", any_of(seen_by("proposer_organisation_id"), mine("proposer_id"))),
)

OF_OWN_CALL = (
    "EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = evaluation_verdict.proposal_id "
    "AND p.challenge_id = parent.challenge_id "
    "AND p.organisation_id IS NOT DISTINCT FROM evaluation_verdict.proposer_organisation_id "
    "AND (evaluation_verdict.proposer_id IS NULL OR evaluation_verdict.proposer_id = p.author_id))"
)
VERDICT_WRITE = through(DECISION, "decision_id", all_of(coordinated("parent.municipality_id"), OF_OWN_CALL))
