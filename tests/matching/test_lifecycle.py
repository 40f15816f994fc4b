"""Who may begin and move a match, on both sides; a refusal changes nothing; contacts and reasons stay where they belong."""

import pytest
from django.urls import reverse

from mint.audit.models import Entry
from mint.isolation import context
from mint.matching.models import Contact, Match, PrivateReason
from mint.matching.states import Side, State
from mint.notifications.models import Notification
from tests.rows.matching import TENANT, make_need

ASK = {"message": "Meillä on paalain. Aloittaisimme rannasta.", "name": "Kumppani", "email": "k@contact.test"}
CONTACT = {"name": "Omistaja", "email": "o@contact.test"}


def post(log_in, who, view, /, *args, **data):
    return log_in(who).post(reverse(f"matching:{view}", args=[TENANT.get(who, "company"), *args]), data)


def page(log_in, who, match):
    return log_in(who).get(reverse("matching:match", args=[TENANT.get(who, "company"), match.pk]))


def stored(match):
    with context.system("test"):
        return Match.objects.get(pk=match.pk)


def count(model, **where):
    with context.system("test"):
        return model.objects.filter(**where).count()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302), ("outsider", 404), ("owner", 403), ("viewer", 403), ("clerk", 403), ("student", 403),
        ("manager", 403), ("partner", 303), ("stranger", 303), ("teacher", 303), ("curator", 303),
    ],
)  # fmt: skip
def test_those_who_write_elsewhere_tell_of_interest(who, status, need, log_in):
    response = post(log_in, who, "interest", need.pk, **ASK)
    made = int(status == 303)
    assert (response.status_code, count(Match, state=State.INTEREST)) == (status, made)
    assert count(Entry, verb="match.interested") == made
    assert count(Contact) == made


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 302), ("outsider", 404), ("stranger", 404), ("other_coordinator", 404), ("other_curator", 404),
        ("student", 404), ("manager", 404), ("viewer", 403), ("clerk", 404), ("coordinator", 403), ("curator", 403),
        ("partner", 403), ("owner", 303), ("editor", 303),
    ],
)  # fmt: skip
def test_only_the_other_side_accepts_an_interest(who, status, match_in, log_in):
    match = match_in(State.INTEREST)
    response = post(log_in, who, "match_move", match.pk, "accepted", **CONTACT)
    assert response.status_code == status
    assert stored(match).state == (State.MUTUAL if status == 303 else State.INTEREST)
    assert count(Entry, verb="match.accepted") == int(status == 303)


@pytest.mark.parametrize(
    ("move", "source", "target", "data", "allowed"),
    [
        ("interested", "suggested", "interest", CONTACT, {"owner", "editor", "partner"}),
        ("discussed", "mutual", "in_discussion", {}, {"owner", "editor", "partner", "coordinator", "curator"}),
        ("agreed", "mutual", "agreed", {"agreement": "experiment"}, {"owner", "editor", "coordinator", "curator"}),
        ("agreed", "in_discussion", "agreed", {"agreement": "placement"}, {"owner", "editor", "coordinator", "curator"}),
        ("realised", "agreed", "realised", {}, {"owner", "editor", "coordinator", "curator"}),
        ("declined", "suggested", "declined", {}, {"owner", "editor", "partner"}),
        ("declined", "interest", "declined", {}, {"owner", "editor"}),
        ("declined", "in_discussion", "declined", {}, {"owner", "editor", "partner"}),
        ("withdrawn", "interest", "withdrawn", {}, {"partner"}),
        ("withdrawn", "suggested", "withdrawn", {}, {"coordinator", "curator"}),
        ("lapsed", "interest", "lapsed", {}, set()),
    ],
)  # fmt: skip
def test_the_table_of_moves_holds_for_everybody(  # noqa: PLR0917  # pytest passes them by name
    move, source, target, data, allowed, match_in, log_in
):
    match = match_in(source)
    everybody = [
        "viewer",
        "stranger",
        "other_coordinator",
        "student",
        "owner",
        "editor",
        "partner",
        "coordinator",
        "curator",
    ]
    for who in everybody:
        with context.system("test"):
            Match.objects.filter(pk=match.pk).update(state=source, interest_from=match.interest_from)
        response = post(log_in, who, "match_move", match.pk, move, **data)
        expected = target if who in allowed else source
        assert (who, stored(match).state) == (who, expected)
        assert (who, response.status_code == 303) == (who, who in allowed)
    assert count(Entry, verb=f"match.{move}") == len(allowed)


def test_the_page_offers_exactly_the_moves_that_may_be_made(match_in, log_in):
    match = match_in(State.INTEREST)
    offered = {
        who: [name for name in ("accepted", "declined", "withdrawn", "agreed") if f"/siirra/{name}/" in text]
        for who in ("owner", "partner", "coordinator")
        if (text := page(log_in, who, match).content.decode())
    }
    assert offered == {"owner": ["accepted", "declined"], "partner": ["withdrawn"], "coordinator": []}


@pytest.mark.attack(6)
@pytest.mark.parametrize("who", ["owner", "partner", "coordinator", "curator"])
def test_contacts_appear_only_when_both_are_interested(who, match_in, log_in):
    match, other = match_in(State.INTEREST), "omistaja" if who == "partner" else "kumppani"
    before = page(log_in, who, match).content.decode()
    with context.system("test"):
        Match.objects.filter(pk=match.pk).update(state=State.MUTUAL)
    after = page(log_in, who, match).content.decode()
    assert (f"{other}@contact.test" in before, f"{other}@contact.test" in after) == (False, True)


def test_a_refusals_reason_is_seen_by_its_own_side_only_and_told_to_nobody(match_in, log_in, run_later):
    match, secret = match_in(State.INTEREST), "Olemme jo sopineet kilpailijan kanssa"
    post(log_in, "owner", "match_move", match.pk, "declined", reason=secret)
    assert stored(match).state == State.DECLINED
    seen = {who: secret in page(log_in, who, match).content.decode() for who in ("owner", "partner", "coordinator")}
    assert seen == {"owner": True, "partner": False, "coordinator": False}
    assert (count(Entry, reason__contains=secret), count(PrivateReason)) == (0, 1)
    run_later()
    with context.system("test"):
        from mint.outbox.models import Mail

        assert [secret in str(mail.__dict__) for mail in Mail.objects.all()] == [False]
        assert list(Notification.objects.values_list("user__email", "kind")) == [
            ("partner@example.test", "match_declined")
        ]


def test_interest_sent_twice_is_one_match_and_one_message(need, log_in, run_later):
    for _ in range(2):
        assert post(log_in, "partner", "interest", need.pk, **ASK).status_code == 303
    run_later()
    assert count(Match) == count(Entry, verb="match.interested") == 1
    assert count(Notification, kind="match_interest") == 2  # owner and editor


def test_interest_answers_an_invitation(need, offer, log_in, run_later):
    assert post(log_in, "owner", "invite", need.pk, offer.pk, **ASK).status_code == 303
    assert post(log_in, "partner", "interest", need.pk, **ASK).status_code == 303
    with context.system("test"):
        match = Match.objects.get()
        assert (match.state, match.interest_from, match.offer_id) == (State.MUTUAL, Side.OWNER, offer.pk)
    run_later()
    with context.system("test"):
        told = set(Notification.objects.values_list("user__email", "kind"))
    assert told == {
        ("partner@example.test", "match_interest"), ("owner@example.test", "match_mutual"),
        ("editor@example.test", "match_mutual"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status", "state"),
    [
        ("owner", 303, State.INTEREST), ("coordinator", 303, State.SUGGESTED), ("curator", 303, State.SUGGESTED),
        ("viewer", 403, None), ("partner", 403, None), ("other_coordinator", 403, None), ("anonymous", 302, None),
    ],
)  # fmt: skip
def test_an_owner_invites_and_a_coordinator_suggests(  # noqa: PLR0917  # pytest passes them by name
    who, status, state, need, offer, log_in
):
    response = post(log_in, who, "invite", need.pk, offer.pk, **ASK)
    assert response.status_code == status
    assert count(Match, state=state or State.INTEREST) == int(state is not None)


def test_a_match_keeps_its_score_and_reasons(need, offer, log_in):
    post(log_in, "partner", "interest", need.pk, offer=offer.pk, **ASK)
    with context.system("test"):
        match = Match.objects.get()
    assert match.score == sum(row["points"] for row in match.reasons) == 10 + 10 + 10 + 10 + 3 + 5


def test_a_closed_need_takes_no_interest(world, log_in):
    from mint import clock

    with context.system("test"):
        closed = make_need(world, closed_at=clock.now())
    assert post(log_in, "partner", "interest", closed.pk, **ASK).status_code == 404
    assert count(Match) == 0


@pytest.mark.attack(2)
def test_somebody_elses_offer_cannot_be_named(world, need, offer, log_in):
    response = post(log_in, "stranger", "interest", need.pk, offer=offer.pk, **ASK)
    assert (response.status_code, count(Match)) == (422, 0)


@pytest.mark.parametrize(
    "bad",
    [{"message": "x" * 1_000_000}, {"message": "a\0b"}, {"message": ""}, {"email": "ei osoite"}, {"name": "n" * 200}],
)
def test_bad_input_is_told_and_keeps_what_was_written(bad, need, log_in):
    response = post(log_in, "partner", "interest", need.pk, **{**ASK, **bad})
    assert (response.status_code, count(Match)) == (422, 0)
    assert "error-summary" in response.content.decode()


def test_an_unknown_move_is_no_page_and_a_stale_one_a_conflict(match_in, log_in):
    match = match_in(State.MUTUAL)
    assert post(log_in, "owner", "match_move", match.pk, "deleted").status_code == 404
    assert post(log_in, "owner", "match_move", match.pk, "accepted", **CONTACT).status_code == 409
    assert stored(match).state == State.MUTUAL
    assert post(log_in, "owner", "match_move", match.pk, "agreed", agreement="x").status_code == 422
