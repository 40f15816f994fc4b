"""Full text under row security: the ids come from a function, the rows from the table with its policies.

A match operator is not leakproof, so that under a policy PostgreSQL reads every visible row instead of the index. The
function tells ids and no words.
"""

import re
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField
from django.db.migrations.operations.base import Operation
from django.db.models import BigIntegerField, Func, Value
from django.db.models.functions import Cast

from challenges.functions import GRANTED
from challenges.states import PUBLIC, SUBMITTED
from mint.isolation.functions import definer, readable_by_definer
from mint.isolation.rules import all_of, any_of, coordinated, curated, seen_by, within

# Whose words may be looked for: the function repeats it, since it would tell of others' drafts to whoever can call it.
# A project manager knows title and state of what is in review, and so does not find it by the words of its brief.
READABLE = any_of(
    within("state", PUBLIC),
    seen_by(),
    all_of(within("state", SUBMITTED), any_of(coordinated(), curated(), GRANTED)),
)
IDS = f"""SELECT id FROM public.challenges_challenge
  WHERE search @@ to_tsquery('simple', p_query) AND {READABLE}"""  # noqa: S608 - our own words
# The newest of one workspace, from a place in its list on: no more than its page shows, however many rows have the word.
# The values stand in the statement, so that PostgreSQL knows how common the words are and which index is the shorter way.
NEWEST = f"""
DECLARE place text := CASE WHEN p_before IS NOT NULL THEN 'id < $5' WHEN p_after IS NOT NULL THEN 'id > $6' ELSE 'true' END;
BEGIN
  RETURN QUERY EXECUTE 'SELECT id FROM public.challenges_challenge WHERE search @@ $1 AND ' || place || '
    AND (organisation_id = $2 OR municipality_id = $3 AND {within("state", SUBMITTED).replace("'", "''")}
      OR project_id = ANY ($4)) AND {READABLE.replace("'", "''")}
    ORDER BY id ' || CASE WHEN p_after IS NOT NULL THEN 'ASC' ELSE 'DESC' END || ' LIMIT ' || least(p_most, 1000)
  USING p_query, p_owner, p_place, p_projects, p_before, p_after;
END
"""  # noqa: S608 - our own words
ARGUMENTS = "p_query tsquery, p_owner bigint, p_place bigint, p_projects bigint[], p_before bigint, p_after bigint, p_most integer"
OPERATIONS: list[Operation] = [
    readable_by_definer("challenges_challengegrant"),
    definer("challenges_containing(p_query text)", "SETOF bigint", IDS),
]
NEWEST_OPERATIONS: list[Operation] = [
    definer(f"challenges_newest_containing({ARGUMENTS})", "SETOF bigint", NEWEST, language="plpgsql")
]


class Containing(Func):
    """The ids of challenges with all these words, or what begins with them (`mökki` finds `mökkitiet`)."""

    function = "mint.challenges_containing"
    template = "(SELECT %(function)s(%(expressions)s))"
    output_field = BigIntegerField()

    def __init__(self, words: str) -> None:
        super().__init__(Value(_query(words)))


@dataclass(frozen=True)
class Scope:
    """A workspace's list, from a place in it on: before or after this id."""

    organisation_id: int | None = None
    municipality_id: int | None = None
    project_ids: tuple[int, ...] = ()
    before: int | None = None
    after: int | None = None
    most: int = 100


class NewestContaining(Func):
    """The same of a workspace's list only, and no more of them than are shown: the newest before this place, or after it."""

    function = "mint.challenges_newest_containing"
    template = "(SELECT %(function)s(%(expressions)s))"
    output_field = BigIntegerField()

    def __init__(self, words: str, scope: Scope) -> None:
        number = BigIntegerField()
        ids = (scope.organisation_id, scope.municipality_id, scope.before, scope.after)
        owner, place, before, after = (Cast(Value(pk), number) for pk in ids)
        query = Func(
            Value(_query(words)), template="to_tsquery('simple', %(expressions)s)", output_field=SearchQueryField()
        )
        projects = Cast(Value(list(scope.project_ids)), ArrayField(number))
        super().__init__(query, owner, place, projects, before, after, Value(scope.most))


def _query(words: str) -> str:
    """In quotes nothing is an operator: what would end the quotes is taken out, the rest is PostgreSQL's to read."""
    return " & ".join(f"'{word}':*" for word in re.sub(r"['\\]", " ", words).split())
