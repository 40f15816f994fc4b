"""Full text under row security: the ids come from a function, the rows from the table with its policies.

A match operator is not leakproof, so that under a policy PostgreSQL reads every visible row instead of the index. The
function tells ids and no words.
"""

import re

from django.db.migrations.operations.base import Operation
from django.db.models import BigIntegerField, Func, Value

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
OPERATIONS: list[Operation] = [
    readable_by_definer("challenges_challengegrant"),
    definer("challenges_containing(p_query text)", "SETOF bigint", IDS),
]


class Containing(Func):
    """The ids of challenges with all these words, or what begins with them (`mökki` finds `mökkitiet`)."""

    function = "mint.challenges_containing"
    template = "(SELECT %(function)s(%(expressions)s))"
    output_field = BigIntegerField()

    def __init__(self, words: str) -> None:
        # in quotes nothing is an operator: what would end the quotes is taken out, the rest is PostgreSQL's to read
        begun = [f"'{word}':*" for word in re.sub(r"['\\]", " ", words).split()]
        super().__init__(Value(" & ".join(begun)))
