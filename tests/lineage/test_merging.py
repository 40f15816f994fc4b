"""Two that are the same become one: nothing is lost without a word, both pages say it, and it is undone for ten minutes."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from challenges.lineage import actions
from challenges.lineage.models import Lineage
from challenges.models import Challenge
from challenges.questions.models import Question
from challenges.states import State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.web import MoveError
from tests.factories import ChallengeFactory

REASON = "Sama tarve, sama ranta."


@pytest.fixture
def make(world):
    def made(state=State.OPEN, owner="company", **more):
        with context.system("test"):
            return ChallengeFactory(organisation=world.organisations[owner], project=world.project, state=state, **more)

    return made


@pytest.fixture
def pair(make):
    """(the one that goes, in review; the one that is kept, open and of another company)"""
    return make(State.IN_REVIEW, title="Ruo'on niitto"), make(owner="partner", title="Järviruoko talteen")


def url(challenge, kept=None, tenant="municipality"):
    address = reverse("lineage:merge", args=[tenant, challenge.pk])
    return f"{address}?kohde={kept.pk}" if kept else address


def state_of(challenge):
    with context.system("test"):
        return Challenge.objects.get(pk=challenge.pk).state


def rows():
    with context.system("test"):
        return [
            (row.kind, row.source_id, row.target_id, row.reason, bool(row.undone_at)) for row in Lineage.objects.all()
        ]


def verbs(challenge):
    with context.system("test"):
        found = Entry.objects.filter(subject_id=challenge.pk, subject_type="challenges.challenge").order_by("id")
        return list(found.values_list("verb", flat=True))


def told(kind):
    with context.system("test"):
        return set(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def text(response):
    return " ".join(response.content.decode().split())


def test_a_coordinator_sees_both_says_why_and_both_pages_tell(pair, log_in, run_outbox):
    gone, kept = pair
    client = log_in("coordinator")
    page = text(client.get(url(gone, kept)))
    assert gone.title in page.replace("&#x27;", "'")
    assert kept.title in page
    assert client.post(url(gone, kept), {"reason": REASON})["Location"] == reverse(
        "challenges:manage", args=["municipality", gone.pk]
    )
    assert (state_of(gone), state_of(kept)) == (State.WITHDRAWN, State.OPEN)
    assert rows() == [("merged", gone.pk, kept.pk, REASON, False)]
    assert (verbs(gone)[-1], verbs(kept)[-1]) == ("challenge.merged", "challenge.absorbed")
    owners = text(log_in("owner").get(reverse("challenges:manage", args=["company", gone.pk])))
    assert f"{kept.get_absolute_url()}#keskustelu" in owners
    assert REASON in owners
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        run_outbox()
    assert told("challenge_merged") == {"owner@example.test", "editor@example.test"}
    assert told("challenge_absorbed") == {"partner@example.test"}


def test_the_public_never_learns_of_one_that_was_not_public(pair, log_in, client):
    gone, kept = pair
    log_in("coordinator").post(url(gone, kept), {"reason": REASON})
    assert "niitto" not in text(client.get(kept.get_absolute_url()))
    assert client.get(gone.get_absolute_url()).status_code == 404
    assert log_in("partner").get(gone.get_absolute_url()).status_code == 404


def test_the_old_address_of_a_public_one_leads_to_the_kept_one(make, log_in, client):
    gone, kept = make(title="Vanha nimi"), make(owner="partner", title="Uusi koti")
    log_in("coordinator").post(url(gone, kept), {"reason": REASON})
    for address in (gone.get_absolute_url(), reverse("challenges:go", args=[gone.pk])):
        response = client.get(address)
        assert response.status_code == 410
        assert kept.get_absolute_url() in text(response)
        assert REASON in text(response)
    assert "Vanha nimi" in text(client.get(kept.get_absolute_url()))


def test_an_old_address_leads_on_when_the_kept_one_goes_further(make, log_in, client):
    first, second, last = make(), make(owner="partner"), make(owner="municipality", title="Viimeinen")
    coordinator = log_in("coordinator")
    for gone, kept in ((first, second), (second, last)):
        assert coordinator.post(url(gone, kept), {"reason": REASON}).status_code == 302
    for gone in (first, second):
        assert last.get_absolute_url() in text(client.get(gone.get_absolute_url()))
    assert client.get("/fi/haasteet/999999999999999999-x/").status_code == 404


def test_it_is_undone_and_nobody_is_told(pair, log_in, run_outbox):
    gone, kept = pair
    client = log_in("coordinator")
    client.post(url(gone, kept), {"reason": REASON})
    undo = reverse("challenges:undo", args=["municipality", gone.pk])
    assert client.post(undo).status_code == 303
    assert (state_of(gone), rows()) == (State.IN_REVIEW, [("merged", gone.pk, kept.pk, REASON, True)])
    with context.system("test"):
        fresh = Challenge.objects.get(pk=gone.pk)
    assert (fresh.answer, fresh.ended_at) == ("", None)
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        run_outbox()
    assert told("challenge_merged") == told("challenge_absorbed") == set()
    assert client.post(url(gone, kept), {"reason": REASON}).status_code == 302  # and again
    assert [undone for *_row, undone in rows()] == [True, False]


def test_an_open_one_opens_again(make, log_in, client):
    gone, kept = make(), make(owner="partner")
    coordinator = log_in("coordinator")
    coordinator.post(url(gone, kept), {"reason": REASON})
    coordinator.post(reverse("challenges:undo", args=["municipality", gone.pk]))
    assert (state_of(gone), client.get(gone.get_absolute_url()).status_code) == (State.OPEN, 200)


def test_ten_minutes_later_it_stays(pair, log_in):
    gone, kept = pair
    client = log_in("coordinator")
    client.post(url(gone, kept), {"reason": REASON})
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        client = log_in("coordinator")
        assert client.post(reverse("challenges:undo", args=["municipality", gone.pk])).status_code == 409
    assert state_of(gone) == State.WITHDRAWN


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("coordinator", "municipality", 302), ("curator", "university", 302), ("owner", "company", 403),
        ("manager", "university", 403), ("clerk", "municipality", 404), ("other_coordinator", "other-municipality", 404),
        ("partner", "partner", 404),
    ],
)  # fmt: skip
def test_only_who_answers_it_merges_it(who, tenant, status, pair, log_in):
    gone, kept = pair
    assert log_in(who).post(url(gone, kept, tenant), {"reason": REASON}).status_code == status
    assert (state_of(gone) == State.WITHDRAWN, len(rows())) == (status == 302, int(status == 302))


@pytest.mark.parametrize(
    ("source", "kept", "word"),
    [
        (State.IN_REVIEW, State.IN_REVIEW, "Publish the one|Julkaise ensin|Julkaiskaa ensin"),
        (State.IN_REVIEW, State.SOLVED, "must be public|julkinen"),
        (State.OPEN, State.WITHDRAWN, "must be public|julkinen"),
        (State.SOLVED, State.OPEN, "changed|muuttunut"),
        (State.RETURNED, State.OPEN, "changed|muuttunut"),
    ],
)
def test_states_that_do_not_fit_are_refused_in_words(source, kept, word, make, acting_as):
    gone, other = make(source), make(kept, owner="partner")
    with acting_as("coordinator") as actor, pytest.raises(MoveError, match=word):
        actions.merge(gone, other, reason=REASON, actor=actor)
    assert (state_of(gone), rows()) == (source, [])


def test_two_that_wait_are_merged_where_they_are_of_one_owner(make, acting_as):
    gone, kept = make(State.IN_REVIEW), make(State.IN_REVIEW)
    with acting_as("coordinator") as actor:
        actions.merge(gone, kept, reason=REASON, actor=actor)
    assert state_of(gone) == State.WITHDRAWN


def test_questions_that_wait_stand_in_the_way_and_answered_ones_are_told_of(make, world, log_in):
    gone, kept = make(), make(owner="partner")
    with context.system("test"):
        asked = Question.objects.create(
            organisation=world.company, challenge=gone, asker=world.people["outsider"], text="Milloin?",
            form_key="7b1f6b51-6f5b-4f6c-9a3e-0d4f5a0b1c2d",
        )  # fmt: skip
    client = log_in("coordinator")
    assert client.post(url(gone, kept), {"reason": REASON}).status_code == 409
    assert (state_of(gone), rows()) == (State.OPEN, [])
    with context.system("test"):
        Question.objects.filter(pk=asked.pk).update(published_at=clock.now())
    assert client.get(url(gone, kept)).context["fates"][0].startswith("1 ")


@pytest.mark.parametrize("kohde", ["", "x", "\x00", "0", "999999999999999999999", "a" * 5000])
def test_what_is_no_challenge_is_said_beside_the_field(kohde, pair, log_in):
    status = log_in("coordinator").get(url(pair[0]), {"kohde": kohde}).status_code
    assert status in {400, 422}


def test_an_address_names_it_too_and_a_reason_is_due(pair, log_in):
    gone, kept = pair
    client = log_in("coordinator")
    page = client.get(url(gone), {"kohde": f"https://mint.example/fi/haasteet/{kept.pk}-jarviruoko/"})
    assert page.context["kept"] == kept
    refused = client.post(url(gone, kept), {"reason": " "})
    assert (refused.status_code, rows()) == (422, [])


def test_a_second_click_merges_once(pair, log_in):
    gone, kept = pair
    client = log_in("coordinator")
    answers = [client.post(url(gone, kept), {"reason": REASON}).status_code for _ in range(2)]
    assert (answers, len(rows())) == ([302, 409], 1)


def test_what_one_may_not_see_is_not_merged_into(make, log_in):
    gone, secret = make(State.IN_REVIEW), make(State.DRAFT, owner="partner", title="SALAISUUS")
    response = log_in("coordinator").get(url(gone, secret))
    assert response.status_code == 422
    assert "SALAISUUS" not in text(response)


def test_the_database_holds_it_whoever_writes(make):
    opened, other, done = make(), make(owner="partner"), make(State.SOLVED)
    with context.system("test"):
        for source, target in ((opened, opened), (opened, done), (done, opened)):
            with pytest.raises(DatabaseError), transaction.atomic():
                Lineage.objects.create(kind="merged", source=source, target=target, reason=REASON)
        row = Lineage.objects.create(kind="merged", source=opened, target=other, reason=REASON)
        with pytest.raises(DatabaseError), transaction.atomic():  # a ring
            Lineage.objects.create(kind="merged", source=other, target=opened, reason=REASON)
        with pytest.raises(DatabaseError), transaction.atomic():  # twice
            Lineage.objects.create(kind="merged", source=opened, target=make(owner="partner"), reason=REASON)
        with pytest.raises(DatabaseError), transaction.atomic():
            Lineage.objects.filter(pk=row.pk).update(target=done)
        row.refresh_from_db()
        assert (row.source_title, row.was_public) == (opened.title, True)


@pytest.mark.parametrize("who", ["owner", "partner", "other_coordinator", "manager"])
def test_row_security_lets_only_who_answers_it_write_a_merge(who, pair, acting_as):
    gone, kept = pair
    with acting_as(who), pytest.raises(DatabaseError), transaction.atomic():
        Lineage.objects.create(kind="merged", source=gone, target=kept, reason=REASON)
    assert rows() == []


@pytest.mark.django_db(transaction=True)
def test_two_that_are_merged_into_each_other_at_once_leave_one(world, make, log_in):
    one, other = make(), make(owner="partner")
    clients = [log_in("coordinator"), log_in("curator")]
    asked = [(clients[0], url(one, other)), (clients[1], url(other, one, "university"))]
    barrier, answers = threading.Barrier(2), []

    def post(client, address):
        barrier.wait()
        answers.append(client.post(address, {"reason": REASON}).status_code)
        connection.close()

    threads = [threading.Thread(target=post, args=pair) for pair in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409]
    assert sorted([state_of(one), state_of(other)]) == [State.OPEN, State.WITHDRAWN]


@pytest.fixture
def hidden(make, world, log_in):
    """(what was public and was merged, what it went into and only its owner and another municipality see now)"""
    gone = make(title="Vanha nimi")
    kept = make(owner="partner", municipality=world.other_place)
    log_in("coordinator").post(url(gone, kept), {"reason": REASON})
    with context.system("test"):
        Challenge.objects.filter(pk=kept.pk).update(state=State.WITHDRAWN, project=None)
    return gone, kept


def test_one_merges_into_what_one_does_not_answer_and_leaves_its_trail_alone(hidden):
    gone, kept = hidden
    assert (verbs(gone)[-1:], verbs(kept)) == (["challenge.merged"], [])


def test_a_merge_is_undone_whatever_has_become_of_the_kept_one(hidden, log_in):
    gone, kept = hidden
    client = log_in("coordinator")
    page = text(client.get(reverse("challenges:manage", args=["municipality", gone.pk])))
    assert kept.title not in page
    assert client.post(reverse("challenges:undo", args=["municipality", gone.pk])).status_code == 303
    assert (state_of(gone), rows()) == (State.OPEN, [("merged", gone.pk, kept.pk, REASON, True)])


def test_where_its_row_is_not_there_to_undo_the_merge_stands(pair, log_in):
    gone, kept = pair
    client = log_in("coordinator")
    client.post(url(gone, kept), {"reason": REASON})
    with context.system("test"):
        Lineage.objects.update(undone_at=clock.now())
    assert client.post(reverse("challenges:undo", args=["municipality", gone.pk])).status_code == 409
    assert state_of(gone) == State.WITHDRAWN


@pytest.mark.parametrize(
    ("who", "count"),
    [("anonymous", 0), ("owner", 0), ("coordinator", 0), ("manager", 0), ("partner", 1), ("other_coordinator", 1)],
)
def test_the_database_says_where_it_went_to_who_may_read_that(who, count, hidden, acting_as):
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute("SELECT kept FROM mint.lineage_leads(%s)", [hidden[0].pk])
        assert cursor.fetchall() == [(hidden[1].pk,)] * count


@pytest.mark.parametrize(
    ("who", "locks"), [("coordinator", True), ("curator", True), ("owner", False), ("manager", False)]
)
def test_two_are_locked_for_who_answers_one_and_nobody_is_told_whether_they_exist(who, locks, pair, acting_as):
    def lockers():
        with context.system("test"), connection.cursor() as cursor:
            cursor.execute("SELECT xmax::text FROM challenges_challenge ORDER BY id")
            return cursor.fetchall()

    before = lockers()
    with acting_as(who), connection.cursor() as cursor:
        for other in (pair[1].pk, 999_999_999):
            cursor.execute("SELECT mint.lineage_lock(%s, %s)::text", [pair[0].pk, other])
            assert cursor.fetchall() == [("",)]
        assert (lockers() != before) == locks


@pytest.mark.parametrize("change", [{"reason": "Muu"}, {"made_by": None}, {"source_title": "Muu"}])
def test_whoever_undoes_a_merge_changes_nothing_else_of_it(change, pair, log_in, acting_as):
    gone, kept = pair
    log_in("coordinator").post(url(gone, kept), {"reason": REASON})
    with acting_as("coordinator"), pytest.raises(DatabaseError), transaction.atomic():
        Lineage.objects.update(**change)
    assert rows() == [("merged", gone.pk, kept.pk, REASON, False)]
