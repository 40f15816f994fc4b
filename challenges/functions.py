"""What the policy of an evaluator's grant needs to know of its challenge, which must not ask back (it would never end)."""

from django.db.migrations.operations.base import Operation

from challenges.states import SHARING, SUBMITTED
from mint.discussion.functions import sees
from mint.isolation.functions import definer, readable_by_definer, remembered
from mint.isolation.rules import all_of, within
from mint.matching.states import REVEALED
from mint.projects.functions import STANDING as OF_PROJECTS
from mint.projects.functions import asks_again, me

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
# Asked by the policy of a challenge, and of what hangs on it: which ones my municipalities own with others, or are asked to.
MY_SHARED = f"""SELECT COALESCE(array_agg(c.challenge_id), '{{}}') FROM public.challenges_coowner c
  WHERE c.municipality_id = ANY ((SELECT mint.asked_my_munis())::bigint[]) AND {within("c.state", list(SHARING))}"""  # noqa: S608 - as above
# One person from outside, one challenge, until a day: no grant ends within a transaction, whose time stands still.
MY_GRANTED = """SELECT COALESCE(array_agg(g.content_object_id), '{}') FROM public.challenges_challengegrant g
  WHERE g.user_id = (SELECT mint.asked_my_user()) AND g.expires_at > now()"""
STANDING = (*OF_PROJECTS, "my_shared", "my_granted")
SHARING_OPERATIONS: list[Operation] = [
    readable_by_definer("challenges_coowner", "challenges_challengegrant"),
    definer("asked_my_shared()", "bigint[]", MY_SHARED),
    definer("asked_my_granted()", "bigint[]", MY_GRANTED),
    *(remembered(name, STANDING.index(name) + 1) for name in ("my_shared", "my_granted")),
    *map(asks_again, ("challenges_coowner", "challenges_challengegrant")),
    me(*STANDING),
]
# A co-owner's row asks for its challenge by a call, which runs where it must: spelled out, the policies of a challenge stood
# in every plan that mentions its co-owners, and were set up each time (a third of what row security cost a list).
SEEN: list[Operation] = [sees("challenges_challenge")]
SHARED = "id = ANY((SELECT mint.my_shared())::bigint[])"
# The row names the same owner and place as its challenge, so that nobody opens what another coordinates.
OF_CHALLENGE = "mint.challenge_is_of(content_object_id, organisation_id, municipality_id)"
GRANTED = "id = ANY((SELECT mint.my_granted())::bigint[])"

# Who takes part beside the owner, and who evaluates it now: what `challenges.talking` says, said to the policies of comments.
PARTIES: list[Operation] = [
    readable_by_definer("matching_match", "challenges_challengegrant"),
    definer(
        "parties_of_challenges_challenge(p_id bigint)",
        "bigint[]",
        f"""SELECT COALESCE(array_agg(DISTINCT m.partner_id), '{{}}') FROM public.matching_match m
          JOIN public.matching_need n ON n.id = m.need_id WHERE n.subject_type = 'challenges.challenge'
          AND n.subject_id = p_id AND {within("m.state", list(REVEALED))}""",  # noqa: S608 - our own state words
    ),
    definer(
        "evaluators_of_challenges_challenge(p_id bigint)",
        "bigint[]",
        """SELECT COALESCE(array_agg(DISTINCT g.user_id), '{}') FROM public.challenges_challengegrant g
          WHERE g.content_object_id = p_id AND g.expires_at > now()""",
    ),
]

# A curator splits one that waits: its parts are rows of its owner, which nobody else may insert; each with the author of the
# whole: nobody's name is put on what they have not written.
SPLITS = all_of(
    "published_at IS NULL",
    "mint.challenge_splits(copied_from_id, organisation_id, municipality_id, project_id, author_id)",
)
OF_AUTHOR: list[Operation] = [
    definer(
        "challenge_splits(p_whole bigint, p_org bigint, p_place bigint, p_project bigint, p_author bigint)",
        "boolean",
        """SELECT EXISTS (SELECT 1 FROM public.challenges_challenge c WHERE c.id = p_whole AND c.state = 'in_review'
          AND c.organisation_id = p_org AND c.municipality_id = p_place AND c.project_id IS NOT DISTINCT FROM p_project
          AND c.author_id IS NOT DISTINCT FROM p_author
          AND (c.municipality_id = ANY (mint.asked_my_munis()) OR c.project_id = ANY (mint.asked_my_curated())))""",
    ),
]
