"""Who reads and writes stages and templates, in the words of the database (leaf)."""

from experiments.rules import TABLE, joined, joined_writing
from mint.isolation.rules import all_of, any_of, coordinated, curated, managed, mine, seen_by, through, written_by

# The curators of its university or of its project; the application asks for the role as well.
WRITES = any_of(all_of("project_id IS NULL", written_by()), curated())
PARENT_WRITES = any_of(
    all_of("parent.project_id IS NULL", written_by("parent.organisation_id")), curated("parent.project_id")
)
WRITABLE = f"SELECT own.id FROM staging_template own WHERE {WRITES}"  # noqa: S608  # our own words
STOOD_AT = "staging_visit"

# The experiment's own rules, asked of the parent row.
STEERED = any_of(
    written_by("parent.organisation_id"), joined_writing("parent.id"), coordinated("parent.municipality_id"),
    curated("parent.project_id"),
)  # fmt: skip
INSIDE = any_of(
    seen_by("parent.organisation_id"), coordinated("parent.municipality_id"), curated("parent.project_id"),
    managed("parent.project_id"), joined("parent.id"),
)  # fmt: skip
NOT_ITS_WRITER = all_of(
    f"({mine('parent.author_id')}) IS NOT TRUE",
    f"({mine('parent.submitted_by_id')}) IS NOT TRUE",
    "((SELECT mint.my_user()) = ANY(parent.writer_ids)) IS NOT TRUE",
)


def of_experiment(rule: str) -> str:
    return through(TABLE, "experiment_id", rule)
