"""A person confirms, refuses, chooses; nothing is applied by itself, and a refused concept is not suggested again."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from challenges.models import Challenge
from challenges.tagging import reading
from challenges.tagging.models import Tag, TagReading
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Job
from mint.search.models import Document
from mint.vocabulary import builtin, importing
from tests.challenges.test_brief import FIRST
from tests.factories import ChallengeFactory

TEXT = {"title": "Muovijätteen kierrätys", "problem": "Keräämme maatiloilta muovia. Kierrätys on kallista."}
PLASTIC, THEME = "topic:plastic", "theme:circular-economy"


@pytest.fixture
def _vocabulary(db):
    wanted = {"recycling", "plastic", "biowaste"}
    with context.system("test"):
        importing.put(
            [entry for entry in builtin.entries() if entry.scheme in {"theme", "dimension"} or entry.code in wanted]
        )


@pytest.fixture
def challenge(world, _vocabulary):
    def make(state="in_review", **values):
        with context.system("test"):
            row = ChallengeFactory(organisation=world.company, project=world.project, state=state, **{**TEXT, **values})
            reading.read(row.pk)
            return row

    return make


def url(name, challenge, tenant="municipality"):
    return reverse(f"tagging:{name}", args=[tenant, challenge.pk])


def states(challenge):
    with context.system("test"):
        return dict(Tag.objects.filter(challenge=challenge).values_list("concept", "state"))


def fresh(challenge):
    with context.system("test"):
        return Challenge.objects.get(pk=challenge.pk)


def test_the_job_suggests_and_applies_nothing_and_a_second_run_changes_nothing(challenge):
    row = challenge(themes=[])
    assert {states(row)[key] for key in (PLASTIC, THEME)} == {"suggested"}
    with context.system("test"):
        before = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
        assert (reading.read(row.pk), list(Tag.objects.order_by("pk").values_list("pk", flat=True))) == (False, before)
    assert (fresh(row).tags, fresh(row).themes) == ([], [])


def test_who_screens_sees_the_sentence_and_accepts(challenge, log_in):
    row, aino = challenge(themes=[]), log_in("coordinator")
    page = aino.get(reverse("challenges:manage", args=["municipality", row.pk])).content.decode()
    assert ("<mark>muovia</mark>" in page, "Keräämme maatiloilta" in page) == (True, True)
    for _twice in range(2):
        assert aino.post(url("decide", row), {"accept": PLASTIC}).status_code == 302
    aino.post(url("decide", row), {"accept": THEME})
    assert (fresh(row).tags, fresh(row).themes) == ([PLASTIC], ["circular-economy"])
    with context.system("test"):
        tag = Tag.objects.get(challenge=row, concept=PLASTIC)
        assert (tag.decided_by.email, tag.excerpt) == ("coordinator@example.test", "")
        assert Entry.objects.filter(verb="challenge.tagged", subject_id=row.pk).count() == 1


def test_all_are_accepted_at_once(challenge, log_in):
    row = challenge(themes=[])
    log_in("curator").post(url("decide", row, "university"), {"all": "1"})
    assert set(states(row).values()) == {"confirmed"}
    assert (PLASTIC in fresh(row).tags, fresh(row).themes) == (True, ["circular-economy"])


def test_what_is_refused_is_not_suggested_again(challenge, log_in):
    row = challenge()
    log_in("coordinator").post(url("decide", row), {"refuse": PLASTIC})
    with context.system("test"):
        Challenge.objects.filter(pk=row.pk).update(problem="Muovia on paljon. Muovi kuuluu kiertoon.")
        assert reading.read(row.pk)
    assert (states(row)[PLASTIC], fresh(row).tags) == ("refused", [])


def test_the_owner_decides_while_editing(challenge, log_in):
    draft, sent = challenge("draft"), challenge("in_review")
    owner = log_in("owner")
    check = owner.get(reverse("challenges:check", args=["company", draft.pk])).content.decode()
    assert (url("decide", draft, "company") in check, "<mark>muovia</mark>" in check) == (True, True)
    assert owner.post(url("decide", draft, "company"), {"accept": PLASTIC}).status_code == 302
    assert owner.post(url("decide", sent, "company"), {"accept": PLASTIC}).status_code == 403
    assert (fresh(draft).tags, fresh(sent).tags) == ([PLASTIC], [])


def test_a_tag_is_chosen_by_typing_in_the_pages_language_and_taken_off(challenge, log_in):
    row, aino = challenge(), log_in("coordinator")
    page = aino.get(url("page", row), {"tagi": "kiertot"}).content.decode()
    assert f'value="{THEME}"' in page
    svenska = aino.get(url("page", row).replace("/fi/", "/sv/"), {"tagi": "återv"}).content.decode()
    assert 'value="topic:recycling"' in svenska
    aino.post(url("decide", row), {"accept": "topic:biowaste"})
    assert fresh(row).tags == ["topic:biowaste"]
    aino.post(url("decide", row), {"refuse": "topic:biowaste"})
    assert (fresh(row).tags, states(row)["topic:biowaste"]) == ([], "refused")


@pytest.mark.parametrize("typed", ["topic:no-such", "dimension:method", "x" * 1000, "a\x00b"])
def test_what_is_no_concept_is_told_in_words(typed, challenge, log_in):
    row = challenge()
    assert log_in("coordinator").post(url("decide", row), {"accept": typed}).status_code == 409
    assert fresh(row).tags == []


@pytest.mark.parametrize("typed", ["%", "x" * 1_000, "a\x00b", "'"])
def test_odd_words_are_looked_for_without_an_accident(typed, challenge, log_in):
    assert log_in("coordinator").get(url("page", challenge()), {"tagi": typed}).status_code in {200, 400, 422}


def test_a_theme_of_an_open_challenge_is_an_amendment_that_its_readers_see(challenge, log_in):
    row = challenge("open", themes=[])
    log_in("coordinator").post(url("decide", row), {"accept": THEME})
    with context.system("test"):
        assert [version.after for version in row.versions.all()] == [{"themes": ["circular-economy"]}]
    log_in("curator").post(url("decide", row, "university"), {"accept": PLASTIC})
    assert (fresh(row).tags, fresh(row).themes) == ([PLASTIC], ["circular-economy"])


def test_a_confirmed_tag_is_on_the_public_page_and_finds_the_challenge(challenge, log_in):
    row, other = challenge("open"), challenge("open", title="Metsätiet", problem="Tiet ovat huonoja.")
    log_in("coordinator").post(url("decide", row), {"accept": PLASTIC})
    visitor = log_in("anonymous")
    page = visitor.get(fresh(row).get_absolute_url()).content.decode()
    address = f"{reverse('search:everywhere')}?q=tagi%3A%22muovi%22"
    assert address in page
    found = visitor.get(address).content.decode()
    assert (fresh(row).get_absolute_url() in found, fresh(other).get_absolute_url() in found) == (True, False)
    assert "Tätä kenttää" not in found
    with context.system("test"):
        assert Document.objects.get(subject_type="challenges.challenge", subject_id=row.pk).tags == [PLASTIC]


@pytest.mark.parametrize(
    ("who", "sees"),
    [("coordinator", True), ("curator", True), ("owner", False), ("stranger", False), ("anonymous", False)],
)
def test_suggestions_are_for_those_who_decide(who, sees, challenge, acting_as):
    challenge()
    with acting_as(who) as actor:
        assert (Tag._base_manager.exists(), Tag.objects.visible_to(actor).exists()) == (sees, sees)
        assert not TagReading._base_manager.exists()


def test_the_database_keeps_what_nobody_has_confirmed_off_a_challenge(challenge, acting_as):
    row = challenge("draft")
    with acting_as("owner"), pytest.raises(DatabaseError), transaction.atomic():
        Challenge.objects.filter(pk=row.pk).update(tags=[PLASTIC])
    with acting_as("owner"), pytest.raises(DatabaseError), transaction.atomic():
        Tag.objects.filter(challenge=row, concept=PLASTIC).update(state="confirmed")
    assert (fresh(row).tags, states(row)[PLASTIC]) == ([], "suggested")


def test_a_draft_with_suggestions_is_deleted_with_them(challenge, log_in):
    row = challenge("draft")
    log_in("owner").post(reverse("challenges:delete", args=["company", row.pk]))
    assert states(row) == {}


def test_writing_queues_the_reading(log_in, world, run_outbox):
    log_in("owner").post(reverse("challenges:new", args=["company"]), FIRST)
    with context.system("test"):
        assert Job.objects.filter(task="tagging.read").count() == 1


def test_a_refusal_is_recorded_once(challenge, log_in):
    row, aino = challenge(), log_in("coordinator")
    for _twice in range(2):
        assert aino.post(url("decide", row), {"refuse": PLASTIC}).status_code == 302
    with context.system("test"):
        refused = Entry.objects.filter(verb="challenge.tag_refused", subject_id=row.pk)
        assert [(entry.data, entry.actor_id) for entry in refused] == [({"concept": PLASTIC}, refused[0].actor_id)]
        assert refused[0].actor_id is not None


@pytest.mark.parametrize("values", [{"state": "refused"}, {"concept": "topic:biowaste"}, None])
def test_a_confirmed_tag_stays_while_its_challenge_has_it(values, challenge, log_in):
    row = challenge()
    log_in("coordinator").post(url("decide", row), {"accept": PLASTIC})
    with context.system("test"):
        tags = Tag.objects.filter(challenge=row, concept=PLASTIC)
        with pytest.raises(DatabaseError, match="taken off"), transaction.atomic():
            tags.update(**values) if values else tags.delete()
        assert tags.get().state == "confirmed"
    log_in("coordinator").post(url("decide", row), {"refuse": PLASTIC})
    assert (states(row)[PLASTIC], fresh(row).tags) == ("refused", [])
    with context.system("test"):
        Challenge.objects.filter(pk=row.pk).delete()
