"""An edit is marked and its history kept; an audience only narrows; what is removed leaves its place and no text."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from mint import clock
from mint.audit.models import Entry
from mint.discussion import actions
from mint.discussion.models import Comment, Mention, Revision
from mint.isolation import context
from mint.web import MoveError


def kept():
    with context.system("test"):
        comments = list(Comment.objects.values("text", "audience", "edited_at", "removed_at"))
        return comments, Revision.objects.count(), Entry.objects.count()


def test_an_edit_keeps_what_was_said_before(talked, say, acting_as):
    comment = say("editor", talked, text="Ensin")
    with acting_as("editor") as actor:
        edited = actions.edit(comment, actor=actor, text="Sitten")
        actions.edit(edited, actor=actor, text="Lopuksi")
        actions.edit(edited, actor=actor, text="Lopuksi")  # the same again is no edit
    with context.system("test"):
        edited.refresh_from_db()
        assert (edited.text, edited.edited_at is not None) == ("Lopuksi", True)
        former = list(Revision.objects.order_by("pk").values_list("text", "written_at"))
    assert [text for text, _ in former] == ["Ensin", "Sitten"]
    assert former[0][1] == comment.created_at


@pytest.mark.parametrize("who", ["owner", "viewer", "coordinator", "curator", "partner", "stranger"])
def test_nobody_edits_anothers_words(who, talked, say, acting_as):
    comment = say("editor", talked, "everyone", text="Oma")
    before = kept()
    with acting_as(who) as actor, pytest.raises(PermissionDenied):
        actions.edit(comment, actor=actor, text="Toisen")
    with acting_as(who):
        try:
            with transaction.atomic():
                Comment.objects.filter(pk=comment.pk).update(text="Toisen", edited_at=clock.now())
        except DatabaseError:
            pass
    assert kept() == before


def test_an_audience_only_narrows(talked, say, acting_as):
    comment = say("owner", talked, "everyone")
    with acting_as("owner") as actor:
        narrowed = actions.narrow(comment, talked, actor=actor, audience="parties")
        assert narrowed.audience == "parties"
        for wider in ("everyone", "evaluators"):
            with pytest.raises(MoveError):
                actions.narrow(narrowed, talked, actor=actor, audience=wider)
        assert actions.narrow(narrowed, talked, actor=actor, audience="team").audience == "team"
        for wider in ("everyone", "parties", "evaluators"):
            with pytest.raises(DatabaseError), transaction.atomic():
                Comment.objects.filter(pk=comment.pk).update(audience=wider)
    assert [row["audience"] for row in kept()[0]] == ["team"]


def test_the_database_keeps_whose_it_is_and_of_what(talked, reviewed, say, acting_as, world):
    comment = say("owner", talked)
    changes = {
        "author_id": world.people["editor"].pk, "subject_id": reviewed.pk, "organisation_id": world.other_company.pk,
        "acting_for_id": None, "created_at": clock.now(),
    }  # fmt: skip
    with acting_as("owner"):
        for column, value in changes.items():
            with pytest.raises(DatabaseError), transaction.atomic():
                Comment.objects.filter(pk=comment.pk).update(**{column: value})


@pytest.mark.parametrize("who", ["editor", "owner", "coordinator"])
def test_what_is_removed_leaves_its_place_and_no_text(who, talked, say, acting_as, world):
    comment = say("editor", talked, "everyone", text="Salaisuus")
    with acting_as("editor") as actor:
        actions.edit(comment, actor=actor, text="Salaisuus yhä")
    with context.system("test"):
        Mention.objects.create(organisation_id=comment.organisation_id, comment=comment, user=world.people["owner"])
    with acting_as(who) as actor:
        removed = actions.remove(comment, actor=actor, reason="Henkilötietoja")
        assert actions.remove(comment, actor=actor, reason="Henkilötietoja").removed_at == removed.removed_at
    with context.system("test"):
        row = Comment.objects.get(pk=comment.pk)
        assert (row.text, row.removed_by_id, row.is_removed) == ("", world.people[who].pk, True)
        assert (row.removed_reason, row.is_moderated) == (("", False) if who == "editor" else ("Henkilötietoja", True))
        assert Revision.objects.count() == Mention.objects.count() == 0


def test_a_moderator_says_why_and_may_do_nothing_but_empty(talked, say, acting_as):
    comment = say("editor", talked, "everyone", text="Oma")
    before = kept()
    with acting_as("coordinator") as actor:
        with pytest.raises(MoveError):
            actions.remove(comment, actor=actor, reason=" ")
        for change in ({"text": "Toisen"}, {"audience": "team"}, {"removed_reason": "x"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Comment.objects.filter(pk=comment.pk).update(**change)
    assert kept() == before


@pytest.mark.parametrize("who", ["viewer", "curator", "partner", "stranger", "other_coordinator"])
def test_nobody_else_removes(who, talked, say, acting_as):
    comment = say("editor", talked, "everyone", text="Oma")
    before = kept()
    with acting_as(who) as actor, pytest.raises(PermissionDenied):
        actions.remove(comment, actor=actor, reason="En pidä tästä")
    assert kept() == before


def test_an_owner_does_not_moderate_what_they_may_not_read(talked, say, acting_as):
    comment = say("coordinator", talked, "evaluators")
    with acting_as("owner") as actor, pytest.raises(PermissionDenied):
        actions.remove(comment, actor=actor, reason="En näe tätä")
    assert kept()[0][0]["text"] == "Sana"
