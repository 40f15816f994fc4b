"""Who writes to whom; what is refused changes nothing, neither in the application nor in the database."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from mint import clock
from mint.audit.models import Entry
from mint.discussion import actions
from mint.discussion.models import Comment, Following, Mention
from mint.discussion.people import people_for
from mint.discussion.permissions import audiences_for
from mint.isolation import context
from mint.isolation.context import insert_unseen
from mint.tenancy.models import Organisation
from mint.web import MoveError
from tests.rows.experiments import make_experiment
from tests.world import EVERYBODY

CAST = (*EVERYBODY, "evaluator")
WRITERS = {
    "owner": ["team", "parties", "everyone"],
    "editor": ["team", "parties", "everyone"],
    "coordinator": ["team", "evaluators", "parties", "everyone"],
    "curator": ["parties", "everyone"],
    "partner": ["parties", "everyone"],
    "evaluator": ["evaluators"],
    **{
        key: ["everyone"]
        for key in ("stranger", "teacher", "manager", "other_coordinator", "other_curator", "other_manager")
    },
}
AUDIENCES = ("team", "evaluators", "parties", "everyone")


def count():
    with context.system("test"):
        return Comment.objects.count(), Mention.objects.count(), Following.objects.count(), Entry.objects.count()


@pytest.mark.parametrize("who", CAST)
def test_each_is_offered_the_audiences_they_belong_to_the_narrowest_first(who, talked, acting_as):
    with acting_as(who) as actor:
        assert audiences_for(actor, talked) == WRITERS.get(who, [])


@pytest.mark.parametrize("who", CAST)
def test_each_writes_to_those_audiences_only(who, talked, acting_as, say):
    before = count()
    for audience in AUDIENCES:
        if audience in WRITERS.get(who, []):
            comment = say(who, talked, audience)
            assert (comment.audience, comment.organisation_id) == (audience, talked.organisation_id)
        else:
            with pytest.raises(PermissionDenied):
                say(who, talked, audience)
    assert count()[0] == before[0] + len(WRITERS.get(who, []))


@pytest.mark.parametrize("who", [who for who in CAST if who != "anonymous"])
def test_the_database_refuses_what_the_application_would_have(who, world, talked, acting_as):
    with acting_as(who) as actor:
        written = [audience for audience in AUDIENCES if inserted(talked, actor, audience)]
    assert written == sorted(WRITERS.get(who, []), key=AUDIENCES.index)


def inserted(subject, actor, audience, **values):
    fields = {
        "subject_type": "challenges.challenge", "subject_id": subject.pk, "author_id": actor.user_id, "text": "x",
        "acting_for_id": actor.organisation_id, "organisation_id": subject.organisation_id, "audience": audience,
        "municipality_id": subject.municipality_id, "project_id": subject.project_id, "form_key": uuid4(),
    }  # fmt: skip
    try:
        with transaction.atomic():
            insert_unseen(Comment(**{**fields, **values}))
    except DatabaseError:
        return False
    return True


def test_nobody_writes_in_anothers_name_nor_of_what_they_do_not_see(world, talked, reviewed, acting_as):
    with acting_as("stranger") as actor:
        assert not inserted(talked, actor, "everyone", author_id=world.people["owner"].pk)
        assert not inserted(talked, actor, "everyone", acting_for_id=world.company.pk)
        assert not inserted(talked, actor, "everyone", organisation_id=world.other_company.pk)
        assert not inserted(talked, actor, "team", organisation_id=world.other_company.pk)
        assert not inserted(reviewed, actor, "everyone")
        assert not inserted(
            talked, actor, "everyone", subject_type="accounts.user", subject_id=world.people["owner"].pk
        )


def test_nothing_is_said_to_everyone_before_the_subject_is_public(reviewed, acting_as):
    with acting_as("owner") as actor:
        assert audiences_for(actor, reviewed) == ["team", "parties"]


def test_a_closed_subject_is_read_and_no_longer_written_of(world, talked, acting_as, say, comment_on):
    comment_on(talked, "team")
    with context.system("test"):
        type(talked).objects.filter(pk=talked.pk).update(state="archived", ended_at=clock.now())
        talked.refresh_from_db()
    with pytest.raises(PermissionDenied):
        say("owner", talked)
    with acting_as("owner") as actor:
        assert Comment.objects.visible_to(actor).count() == 1


def test_a_company_that_nobody_has_verified_says_nothing_in_public(world, talked, acting_as):
    with context.system("test"):
        Organisation.objects.filter(pk=world.other_company.pk).update(is_verified=False)
    with acting_as("stranger") as actor:
        assert audiences_for(actor, talked) == []
        assert not inserted(talked, actor, "everyone")


def test_an_experiments_parties_talk_about_it(world, say):
    with context.system("test"):
        experiment = make_experiment(world, "running")
    assert say("partner", experiment, "parties").acting_for_id == world.partner.pk
    with pytest.raises(PermissionDenied):
        say("partner", experiment, "team")
    with pytest.raises(PermissionDenied):
        say("coordinator", experiment, "evaluators")


def test_a_double_click_writes_one(talked, acting_as):
    key = uuid4()
    with acting_as("owner") as actor:
        rows = [
            actions.write(talked, actor=actor, audience="team", text="Kerran", language="fi", key=key) for _ in range(2)
        ]
    assert rows[0].pk == rows[1].pk
    assert count()[0] == 1


def test_nobody_floods_a_discussion(talked, say, comment_on, world):
    for _ in range(actions.MOST_AN_HOUR):
        comment_on(talked, "team", author=world.people["owner"], form_key=uuid4())
    before = count()
    with pytest.raises(MoveError):
        say("owner", talked)
    assert count() == before
    with clock.set_to(clock.now() + timedelta(hours=1, minutes=1)):
        say("owner", talked)


def people(acting_as, who, obj):
    with acting_as(who):
        return {each.name: set(each.audiences) for each in people_for(obj)}


def test_one_picks_among_those_who_read_it_with_that_audience(world, talked, acting_as):
    everybody = {"team", "parties", "everyone"}
    assert people(acting_as, "owner", talked) == {
        "Editor": everybody, "Coordinator": everybody, "Partner": {"parties", "everyone"},
    }  # fmt: skip
    assert people(acting_as, "partner", talked) == {
        key: {"parties", "everyone"} for key in ("Owner", "Editor", "Coordinator")
    }
    assert people(acting_as, "coordinator", talked) == {
        "Owner": everybody, "Editor": everybody, "Partner": {"parties", "everyone"}, "Evaluator": {"evaluators"},
    }  # fmt: skip
    assert people(acting_as, "evaluator", talked) == {"Coordinator": {"evaluators"}}


@pytest.mark.attack(22)
@pytest.mark.parametrize("who", ["stranger", "outsider", "student", "other_coordinator", "other_curator", "operator"])
def test_nobody_else_learns_a_name(who, talked, reviewed, acting_as):
    assert people(acting_as, who, talked) == people(acting_as, who, reviewed) == {}


def test_a_name_after_an_at_mentions_who_reads_it_and_nobody_else(world, talked, say, acting_as):
    with acting_as("owner"):
        people = people_for(talked)
    comment = say("owner", talked, "team", text="@Editor, @Partner ja @Stranger katsokaa", people=people)
    chosen = {world.people[who].pk for who in ("partner", "coordinator", "stranger")}
    other = say("owner", talked, "team", text="Hei", mentioned=chosen, people=people)
    with context.system("test"):
        found = {row.comment_id: set() for row in Mention.objects.all()}
        for row in Mention.objects.all():
            found[row.comment_id].add(row.user_id)
    assert found == {comment.pk: {world.people["editor"].pk}, other.pk: {world.people["coordinator"].pk}}


def test_what_is_written_is_in_the_owners_log_unless_it_is_the_evaluators(talked, say):
    say("coordinator", talked, "team")
    say("coordinator", talked, "evaluators")
    with context.system("test"):
        entries = Entry.objects.filter(verb="comment.written")
        assert [(entry.organisation_id, entry.data) for entry in entries] == [
            (talked.organisation_id, {"audience": "team"})
        ]
