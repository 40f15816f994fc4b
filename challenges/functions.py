"""What the policy of an evaluator's grant needs to know of its challenge, which must not ask back (it would never end)."""

from django.db.migrations.operations.base import Operation

from challenges.states import SUBMITTED
from mint.isolation.functions import definer, readable_by_definer
from mint.isolation.rules import within

OPERATIONS: list[Operation] = [
    readable_by_definer("challenges_challenge"),
    definer(  # answered to its municipality's coordinator, once it was sent
        "challenge_is_of(p_challenge bigint, p_org bigint, p_place bigint)",
        "boolean",
        f"""SELECT EXISTS (SELECT 1 FROM public.challenges_challenge c WHERE c.id = p_challenge
          AND c.organisation_id = p_org AND c.municipality_id = p_place AND {within("c.state", list(SUBMITTED))}
          AND c.municipality_id = ANY (mint.my_munis()))""",  # noqa: S608 - our own state words
    ),
]
# The row names the same owner and place as its challenge, so that nobody opens what another coordinates.
OF_CHALLENGE = "mint.challenge_is_of(content_object_id, organisation_id, municipality_id)"
# One person from outside, one challenge, until a day.
GRANTED = """EXISTS (SELECT 1 FROM challenges_challengegrant g WHERE g.content_object_id = challenges_challenge.id
  AND g.user_id = (SELECT mint.my_user()) AND g.expires_at > now())"""
