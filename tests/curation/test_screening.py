"""Whose hands a challenge is in, its flags and its notes: for those who answer it, and never for its owner."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from challenges import actions as of_challenges
from challenges import workflow
from challenges.curation import actions
from challenges.curation.models import CuratorNote, Screening
from challenges.models import Challenge
from mint.audit.models import Entry
from mint.isolation import context
from tests.curation.conftest import REFUSED, TENANT, address, note_data, notes_of, screening_of, verbs


@pytest.mark.parametrize("who", REFUSED)
def test_who_does_not_answer_it_does_nothing_to_its_screening(who, made, log_in, world):
    challenge, browser = made(), log_in(who)
    posts = {"assign": {"kenelle": world.people["coordinator"].pk}, "screen": {"stage": "ready"}, "note": note_data()}
    got = {name: browser.post(address(name, challenge, who), data).status_code for name, data in posts.items()}
    assert got == dict.fromkeys(posts, REFUSED[who])
    assert (screening_of(challenge), notes_of(challenge), verbs()) == (None, [], [])


@pytest.mark.parametrize("who", ["coordinator", "curator"])
def test_who_answers_it_takes_it_flags_it_and_gives_it_up(who, made, log_in, world):
    challenge, browser, me = made(), log_in(who), world.people[who].pk
    assert browser.post(address("assign", challenge, who), {"kenelle": me}).status_code == 302
    assert (screening_of(challenge).assignee_id, screening_of(challenge).stage) == (me, "looked_at")
    browser.post(address("screen", challenge, who), {"stage": "ready", "flags": ["urgent", "personal"]})
    assert (screening_of(challenge).stage, screening_of(challenge).flags) == ("ready", ["personal", "urgent"])
    browser.post(address("assign", challenge, who), {"kenelle": ""})
    assert screening_of(challenge).assignee_id is None
    assert verbs() == ["screening.assigned", "screening.staged", "screening.flagged", "screening.assigned"]


@pytest.mark.parametrize("whom", ["clerk", "curator", "owner"])
def test_it_is_given_to_a_colleague_who_answers_and_to_nobody_else(whom, made, log_in, world):
    challenge = made()
    response = log_in("coordinator").post(address("assign", challenge), {"kenelle": world.people[whom].pk})
    assert (response.status_code, screening_of(challenge), verbs()) == (409, None, [])


def test_nobody_takes_what_another_has_just_taken(made, log_in, world):
    challenge = made()
    log_in("curator").post(address("assign", challenge, "curator"), {"kenelle": world.people["curator"].pk})
    late = log_in("coordinator").post(
        f"{address('assign', challenge)}?nyt=", {"kenelle": world.people["coordinator"].pk}
    )
    assert (late.status_code, screening_of(challenge).assignee_id) == (409, world.people["curator"].pk)


def test_a_second_click_changes_and_tells_nothing_more(made, log_in, world):
    challenge, browser, data = made(), log_in("coordinator"), note_data()
    for _click in range(2):
        assert (
            browser.post(address("assign", challenge), {"kenelle": world.people["coordinator"].pk}).status_code == 302
        )
        assert browser.post(address("note", challenge), data).status_code == 302
    assert (notes_of(challenge), verbs()) == ([data["text"]], ["screening.assigned", "screening.noted"])


@pytest.mark.parametrize("data", [{"stage": "exploded"}, {"stage": "ready", "flags": ["made-up"]}, {}])
def test_stages_and_flags_are_of_the_list(data, made, log_in):
    challenge = made()
    assert log_in("coordinator").post(address("screen", challenge), data).status_code == 409
    assert screening_of(challenge) is None


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "x" * 1_000_000, "nolla\0"])
def test_a_note_says_something_and_not_too_much(text, made, log_in):
    challenge = made()
    response = log_in("coordinator").post(address("note", challenge), note_data(text))
    assert (response.status_code in {400, 409}, notes_of(challenge)) == (True, [])


def test_a_note_is_deleted_by_who_wrote_it(made, log_in, acting_as):
    challenge = made()
    with acting_as("coordinator") as actor:
        note = actions.write_note(challenge, text="Oma.", key=uuid4(), actor=actor)
    assert log_in("curator").post(address("delete_note", challenge, "curator", note.pk)).status_code == 403
    assert notes_of(challenge) == ["Oma."]
    assert log_in("coordinator").post(address("delete_note", challenge, "coordinator", note.pk)).status_code == 302
    assert notes_of(challenge) == []


def test_the_page_shows_screening_and_notes_to_those_who_answer_and_to_nobody_else(made, log_in, acting_as):
    challenge = made()
    with acting_as("coordinator") as actor:
        actions.write_note(challenge, text="Vain meille: soitettu.", key=uuid4(), actor=actor)
        actions.flag(challenge, flag="procurement", actor=actor)

    def shown(who):
        page = log_in(who).get(reverse("challenges:manage", args=[TENANT[who], challenge.pk])).content.decode()
        return "Vain meille" in page, "Hankintakysymys" in page

    assert {who: shown(who) for who in ("coordinator", "curator", "owner", "viewer")} == {
        "coordinator": (True, True), "curator": (True, True), "owner": (False, False), "viewer": (False, False),
    }  # fmt: skip


@pytest.mark.services
@pytest.mark.parametrize(
    ("who", "sees"),
    [("owner", 0), ("viewer", 0), ("stranger", 0), ("clerk", 0), ("manager", 0), ("other_coordinator", 0), ("other_curator", 0), ("coordinator", 1), ("curator", 1)],
)  # fmt: skip
def test_row_security_alone_hides_what_curators_keep(who, sees, made, acting_as):
    challenge = made()
    with acting_as("coordinator") as actor:
        actions.write_note(challenge, text="Salaa.", key=uuid4(), actor=actor)
    with acting_as(who):
        found = (Screening.objects.count(), CuratorNote.objects.count())
        told = Entry.objects.filter(verb="screening.noted").count()
    assert (found, told) == ((sees, sees), int(who == "coordinator"))


@pytest.mark.services
def test_the_owner_writes_no_screening_by_a_statement_of_their_own(made, acting_as, world):
    challenge = made()
    with acting_as("owner"), pytest.raises(DatabaseError), transaction.atomic():
        Screening.objects.create(challenge=challenge, municipality=world.place)
    assert screening_of(challenge) is None


def test_a_draft_that_was_looked_at_is_still_its_owners_to_delete(made, acting_as):
    challenge = made("draft")
    with acting_as("editor") as owner:
        workflow.submit(challenge, actor=owner)
    with acting_as("coordinator") as actor:
        actions.write_note(challenge, text="Kesken.", key=uuid4(), actor=actor)
    with acting_as("editor") as owner:
        draft = workflow.undo(Challenge.objects.get(pk=challenge.pk), workflow.UNSUBMIT, actor=owner)
        of_challenges.delete_draft(draft, actor=owner)
    with context.system("test"):
        kept = Challenge.objects.filter(pk=challenge.pk).count(), CuratorNote.objects.count(), Screening.objects.count()
    assert kept == (0, 0, 0)
