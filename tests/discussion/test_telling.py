"""A mention is told at once, followers at most once an hour; nobody is told of what they may not read."""

from datetime import timedelta

import pytest

from challenges.models import ChallengeGrant
from mint import clock
from mint.discussion import actions
from mint.discussion.models import Following
from mint.discussion.people import people_for
from mint.isolation import context
from mint.matching.models import Match
from mint.notifications.models import Notification
from mint.outbox.models import Mail
from mint.tenancy.models import Membership


@pytest.fixture
def told(run_outbox, world):
    """Run what waits; who has been told, of what kind, since the last time."""
    seen = set()

    def run():
        run_outbox()
        names = {person.pk: who for who, person in world.people.items()}
        with context.system("test"):
            rows = Notification.objects.filter(kind__startswith="comment_").exclude(pk__in=seen)
            found = sorted((row.kind, names[row.user_id]) for row in rows)
            seen.update(rows.values_list("pk", flat=True))
        return found

    return run


@pytest.fixture
def mention(say, acting_as):
    def write(who, subject, audience, text):
        with acting_as(who):
            people = people_for(subject)
        return say(who, subject, audience, text=text, people=people)

    return write


def test_a_mention_is_told_and_the_subjects_author_follows(talked, mention, told):
    mention("coordinator", talked, "parties", "@Partner, katso")
    assert told() == [("comment_mention", "partner"), ("comment_new", "editor")]
    assert told() == []


def test_whoever_has_commented_hears_of_the_answer(talked, say, told):
    say("partner", talked, "parties")
    assert told() == [("comment_new", "editor")]
    say("owner", talked, "parties")
    assert told() == [("comment_new", "partner")]  # the editor was told within the hour


def test_nobody_is_told_of_what_they_may_not_read(talked, say, told):
    say("partner", talked, "parties")
    told()
    say("owner", talked, "team")
    say("coordinator", talked, "evaluators")
    with clock.set_to(clock.now() + timedelta(hours=2)):
        assert told() == [("comment_new", "editor")]


@pytest.mark.attack(47)
def test_many_comments_are_one_message_an_hour(talked, say, told):
    for number in range(6):
        say("owner", talked, text=f"Sana {number}")
    assert told() == [("comment_new", "editor")]
    for number in range(6):
        say("owner", talked, text=f"Toinen {number}")
    assert told() == []
    with clock.set_to(clock.now() + timedelta(hours=1, minutes=1)):
        assert told() == [("comment_new", "editor")]
    with context.system("test"):
        subjects = list(Mail.objects.filter(kind="comment_new").order_by("pk").values_list("subject", flat=True))
    assert len(subjects) == 2
    assert subjects[1].startswith("6 ")


def test_whoever_wants_to_hear_nothing_is_told_nothing(talked, mention, told, acting_as):
    for who, mode in (("editor", "mentions"), ("partner", "nothing")):
        with acting_as(who) as actor:
            actions.follow(talked, actor=actor, mode=mode)
    mention("owner", talked, "parties", "@Partner ja muut")
    assert told() == []
    mention("owner", talked, "parties", "@Editor ja muut")
    assert told() == [("comment_mention", "editor")]


def test_following_begins_now_and_not_with_what_was_said_before(talked, say, told, acting_as):
    say("owner", talked)
    told()
    with acting_as("viewer") as actor:
        actions.follow(talked, actor=actor, mode="all")
    assert told() == []
    say("owner", talked)
    assert told() == [("comment_new", "viewer")]


def test_writing_does_not_follow_for_who_has_said_otherwise(world, talked, say, acting_as):
    with acting_as("owner") as actor:
        actions.follow(talked, actor=actor, mode="nothing")
    say("owner", talked)
    with context.system("test"):
        assert Following.objects.get(user=world.people["owner"]).mode == "nothing"


@pytest.mark.attack(5)
def test_whose_rights_have_ended_is_told_nothing(world, talked, say, mention, told):
    say("partner", talked, "parties")
    mention("coordinator", talked, "evaluators", "@Evaluator")
    with context.system("test"):
        Match.objects.filter(partner=world.partner).update(state="withdrawn")
        ChallengeGrant.objects.all().delete()
        Membership.objects.filter(user=world.people["editor"]).delete()
    say("owner", talked, "parties")
    assert told() == [("comment_new", "coordinator")]


def test_no_message_carries_what_was_written_nor_by_whom(talked, mention, told):
    mention("coordinator", talked, "parties", "@Partner salasana on zzkissa")
    told()
    with context.system("test"):
        mails = "".join(
            f"{mail.subject} {mail.text} {mail.html}" for mail in Mail.objects.filter(kind__startswith="comment_")
        )
        lines = "".join(Notification.objects.filter(kind__startswith="comment_").values_list("text", flat=True))
    assert "Ruoko" in mails
    assert "zzkissa" not in mails + lines
    assert "Coordinator" not in mails + lines


def test_a_comment_removed_before_it_was_told_is_not_told(talked, say, told, acting_as):
    comment = say("owner", talked)
    with acting_as("owner") as actor:
        actions.remove(comment, actor=actor)
    assert told() == []
