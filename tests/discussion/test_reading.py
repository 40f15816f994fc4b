"""Who reads a comment: by its audience, and only of what they see; the rule and the database say the same."""

import pytest

from mint.actor import ANONYMOUS
from mint.discussion.models import Comment, Mention, Revision
from mint.isolation import context
from mint.tenancy.context import load
from tests.rows.experiments import make_experiment
from tests.world import EVERYBODY

OWNERS = {"owner", "editor", "viewer"}
READERS = {
    "team": OWNERS | {"coordinator"},
    "parties": OWNERS | {"coordinator", "curator", "partner"},
    "evaluators": {"coordinator", "evaluator"},
}
CAST = (*EVERYBODY, "evaluator")


def seen(world, model=Comment):
    """By the rule alone and by the database alone."""
    by_rule, by_database = {}, {}
    for who in CAST:
        user_id = None if who == "anonymous" else world.people[who].pk
        with context.acting(user_id):
            actor = load(user_id)[0] if user_id else ANONYMOUS
            by_database[who] = set(model._base_manager.values_list("pk", flat=True))
        with context.system("test"):
            by_rule[who] = set(model.objects.visible_to(actor).values_list("pk", flat=True))
    return by_rule, by_database


@pytest.mark.parametrize("audience", READERS)
def test_a_comment_is_read_by_its_audience_and_nobody_else(audience, world, talked, comment_on):
    comment = comment_on(talked, audience)
    by_rule, by_database = seen(world)
    assert by_rule == by_database
    assert {who for who in CAST if comment.pk in by_rule[who]} == READERS[audience]


def test_what_is_said_to_everyone_is_read_by_whoever_sees_the_subject(world, talked, reviewed, comment_on):
    public, inner = comment_on(talked, "everyone"), comment_on(reviewed, "everyone")
    by_rule, by_database = seen(world)
    assert by_rule == by_database
    assert all(public.pk in by_rule[who] for who in CAST)
    assert {who for who in CAST if inner.pk in by_rule[who]} == OWNERS | {
        "coordinator",
        "curator",
        "manager",
        "evaluator",
    }


def test_a_party_reads_nothing_of_a_subject_that_has_gone_out_of_sight(world, reviewed, comment_on):
    comment_on(reviewed, "parties")
    by_rule, by_database = seen(world)
    assert by_rule["partner"] == by_database["partner"] == set()


def test_an_experiments_comments_are_its_parties_own(world, comment_on):
    with context.system("test"):
        experiment = make_experiment(world, "running")
    comments = {audience: comment_on(experiment, audience).pk for audience in ("team", "parties", "everyone")}
    by_rule, by_database = seen(world)
    assert by_rule == by_database
    assert by_rule["partner"] == {comments["parties"], comments["everyone"]}
    assert by_rule["curator"] == {comments["parties"], comments["everyone"]}
    assert by_rule["viewer"] == by_rule["coordinator"] == set(comments.values())
    assert by_rule["stranger"] == by_rule["anonymous"] == {comments["everyone"]}


def test_history_and_mentions_are_as_readable_as_their_comment(world, talked, comment_on):
    comment = comment_on(talked, "evaluators")
    with context.system("test"):
        of = {"organisation_id": comment.organisation_id, "comment": comment}
        Revision.objects.create(**of, written_at=comment.created_at, text="Vanha")
        Mention.objects.create(**of, user=world.people["evaluator"])
    for model in (Revision, Mention):
        by_rule, by_database = seen(world, model)
        assert by_rule == by_database
        assert {who for who in CAST if by_rule[who]} == READERS["evaluators"]
