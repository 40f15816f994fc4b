"""Whether a challenge is its named owner's and place's: answered to its municipality's coordinator, once it was sent."""

from django.db.migrations.operations.base import Operation

from challenges.states import SUBMITTED
from mint.isolation.functions import definer
from mint.isolation.rules import within

OPERATIONS: list[Operation] = [
    definer(
        "challenge_is_of(p_challenge bigint, p_org bigint, p_place bigint)",
        "boolean",
        f"""SELECT EXISTS (SELECT 1 FROM public.challenges_challenge c WHERE c.id = p_challenge
          AND c.organisation_id = p_org AND c.municipality_id = p_place AND {within("c.state", list(SUBMITTED))}
          AND c.municipality_id = ANY (mint.my_munis()))""",  # noqa: S608 - our own state words
    ),
]
