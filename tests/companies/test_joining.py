"""Asking to join a company: the owner answers, after two weeks the coordinator; nobody else sees it."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.outbox.models import Mail
from mint.tenancy.models import JoinRequest, Membership, Organisation
from tests.factories import UserFactory
from tests.rows.matching import TENANT
from tests.world import EVERYBODY

NUMBER = "9900101-0"
JOIN = {"business_id": "9900101 0", "message": "Hoidan laskutuksen."}


@pytest.fixture
def company(world):
    with context.system("test"):
        Organisation.objects.filter(pk=world.company.pk).update(business_id=NUMBER)
    return world.company


@pytest.fixture
def waiting(world, company):
    """A request of the outsider, so many days old."""

    def make(days=0, **values):
        with context.system("test"):
            asked_at = clock.now() - timedelta(days=days)
            fields = {"organisation": company, "asker": world.people["outsider"], "created_at": asked_at, **values}
            return JoinRequest.objects.create(**fields)

    return make


def state_of(asked):
    with context.system("test"):
        return JoinRequest.objects.get(pk=asked.pk).state


def roles_of(who="outsider"):
    """In the company; an empty list, where they are no member."""
    with context.system("test"):
        found = Membership.objects.filter(user__email=f"{who}@example.test", organisation__slug="company")
        return list(found.values_list("roles", flat=True))


def entries(verb):
    with context.system("test"):
        return Entry.objects.filter(verb=f"company.join_{verb}").count()


def told(kind):
    with context.system("test"):
        return list(Notification.objects.filter(kind=kind).order_by("pk").values_list("user__name", flat=True))


def post(log_in, who, verb, asked, **data):
    url = reverse(f"companies:{verb}", args=[TENANT.get(who, "company"), asked.pk])
    return log_in(who).post(url, data or {"role": "editor"})


def test_a_business_id_that_is_taken_leads_to_asking(log_in, world, company):
    form = {"business_id": NUMBER, "name": "Uusi Oy", "municipality": world.place.pk}
    response = log_in("outsider").post(reverse("tenancy:register"), form)
    assert response["Location"] == f"{reverse('companies:join')}?tunnus={NUMBER}"
    page = log_in("outsider").get(response["Location"]).content.decode()
    assert (f'value="{NUMBER}"' in page, company.name in page) == (True, False)


def test_a_double_click_asks_once_and_tells_the_owners_once(log_in, world, company, run_outbox):
    browser = log_in("outsider")
    first, second = (browser.post(reverse("companies:join"), JOIN) for _ in range(2))
    run_outbox()
    with context.system("test"):
        (asked,) = JoinRequest.objects.all()
        (mail,) = Mail.objects.filter(kind="join_asked")
    assert (first["Location"], second["Location"]) == (asked.get_absolute_url(),) * 2
    assert (asked.asker, asked.organisation, asked.state) == (world.people["outsider"], company, "waiting")
    assert (told("join_asked"), entries("asked"), JOIN["message"] in mail.text) == (["Owner"], 1, True)
    assert browser.get(f"{reverse('companies:join')}?tunnus={NUMBER}")["Location"] == asked.get_absolute_url()


def test_one_waiting_request_each_the_database_repeats_it(waiting):
    waiting()
    with pytest.raises(Error), transaction.atomic():
        waiting()


@pytest.mark.parametrize(("who", "status"), [("anonymous", 302), ("owner", 409), ("viewer", 409)])
def test_members_and_visitors_do_not_ask(who, status, log_in, company):
    response = log_in(who).post(reverse("companies:join"), JOIN)
    with context.system("test"):
        assert (response.status_code, JoinRequest.objects.count()) == (status, 0)


@pytest.mark.parametrize(
    "bad", [{"business_id": "9900102-9"}, {"business_id": "1"}, {"message": "a\0b"}, {"message": "x" * 1001}]
)
def test_what_cannot_be_asked_is_told_in_words(bad, log_in, company):
    response = log_in("outsider").post(reverse("companies:join"), {**JOIN, **bad})
    with context.system("test"):
        assert (response.status_code, JoinRequest.objects.count()) == (422, 0)
    assert "error-summary" in response.content.decode()


@pytest.mark.attack(47)
def test_asking_has_a_daily_limit_that_keeps_the_text(log_in, company):
    browser = log_in("outsider")
    missing = {**JOIN, "business_id": "9900102-9"}
    assert [browser.post(reverse("companies:join"), missing).status_code for _ in range(10)] == [422] * 10
    response = browser.post(reverse("companies:join"), JOIN)
    assert (response.status_code, JOIN["message"] in response.content.decode()) == (422, True)
    with context.system("test"):
        assert JoinRequest.objects.count() == 0


REFUSED = [
    ("anonymous", 302), ("outsider", 404), ("operator", 404), ("stranger", 404), ("partner", 403), ("viewer", 403),
    ("editor", 403), ("clerk", 403), ("coordinator", 403), ("other_coordinator", 404), ("curator", 403),
    ("manager", 403), ("teacher", 403), ("student", 403),
]  # fmt: skip


@pytest.mark.parametrize("verb", ["accept", "decline"])
@pytest.mark.parametrize(("who", "status"), REFUSED)
def test_nobody_but_the_owner_answers_in_the_first_two_weeks(verb, who, status, log_in, waiting):
    asked = waiting(13)
    response = post(log_in, who, verb, asked)
    assert (response.status_code, state_of(asked)) == (status, "waiting")
    assert (roles_of(), entries("accepted"), entries("declined")) == ([], 0, 0)


@pytest.mark.parametrize(("who", "days"), [("owner", 0), ("owner", 30), ("coordinator", 14)])
def test_the_owner_accepts_and_after_two_weeks_the_coordinator(who, days, log_in, waiting, run_outbox):
    asked = waiting(days)
    first = post(log_in, who, "accept", asked, role="viewer")
    second = post(log_in, who, "accept", asked, role="editor")
    run_outbox()
    assert (first.status_code, second.status_code, state_of(asked)) == (302, 409, "accepted")
    assert roles_of() == [["viewer"]]
    assert (entries("accepted"), told("join_accepted")) == (1, ["Outsider"])
    assert log_in("outsider").get(reverse("pages:workspace", args=["company"])).status_code == 200


@pytest.mark.parametrize(("who", "days"), [("owner", 0), ("coordinator", 14)])
def test_a_declined_request_may_be_renewed_after_two_weeks(who, days, log_in, waiting, run_outbox):
    asked = waiting(days)
    assert [post(log_in, who, "decline", asked).status_code for _ in range(2)] == [302, 409]
    assert post(log_in, who, "accept", asked).status_code == 409
    run_outbox()
    assert (state_of(asked), entries("declined"), told("join_declined")) == ("declined", 1, ["Outsider"])
    assert log_in("outsider").post(reverse("companies:join"), JOIN).status_code == 409
    with context.system("test"):
        JoinRequest.objects.update(decided_at=clock.now() - timedelta(days=15))
    assert log_in("outsider").post(reverse("companies:join"), JOIN).status_code == 302
    assert roles_of() == []


@pytest.mark.parametrize("role", ["owner", "", "coordinator", "a\0b"])
def test_nobody_becomes_an_owner_by_asking(role, log_in, waiting):
    asked = waiting()
    assert (post(log_in, "owner", "accept", asked, role=role).status_code, state_of(asked)) == (409, "waiting")
    assert roles_of() == []


def test_a_coordinator_does_not_admit_themself(log_in, world, waiting):
    asked = waiting(20, asker=world.people["coordinator"])
    assert (post(log_in, "coordinator", "accept", asked).status_code, state_of(asked)) == (403, "waiting")


def test_the_asker_withdraws_once(log_in, waiting):
    asked = waiting()
    url = reverse("companies:withdraw", args=[asked.pk])
    assert [log_in(who).post(url).status_code for who in ("owner", "stranger", "coordinator")] == [404, 404, 404]
    browser = log_in("outsider")
    assert [browser.post(url).status_code for _ in range(2)] == [302, 409]
    assert (state_of(asked), entries("withdrawn")) == ("withdrawn", 1)
    assert post(log_in, "owner", "accept", asked).status_code == 409


def test_an_invitation_answers_the_request(log_in, world, waiting):
    from tests.tenancy.test_members import invite, token

    asked = waiting()
    invite(log_in("owner"))
    log_in("outsider").post(reverse("tenancy:accept", args=[token()]))
    assert (state_of(asked), roles_of()) == ("withdrawn", [["editor"]])


def test_who_became_a_member_meanwhile_keeps_the_roles(log_in, world, waiting):
    asked = waiting()
    with context.system("test"):
        Membership.objects.create(user=world.people["outsider"], organisation=world.company, roles=["viewer"])
    assert (post(log_in, "owner", "accept", asked).status_code, state_of(asked)) == (302, "accepted")
    assert roles_of() == [["viewer"]]


def test_a_request_waits_where_it_is_answered(log_in, world, waiting):
    asked = waiting(13)
    desk = reverse("companies:requests", args=["municipality"])
    mine = reverse("companies:requests", args=["company"])
    pages = {
        "owner": reverse("pages:workspace", args=["company"]),
        "coordinator": reverse("pages:workspace", args=["municipality"]),
    }
    assert mine in log_in("owner").get(pages["owner"]).content.decode()
    assert desk not in log_in("coordinator").get(pages["coordinator"]).content.decode()
    early = log_in("coordinator").get(desk).content.decode()
    on = asked.coordinator_from
    assert (f"{on.day}.{on.month}.{on.year}" in early, "hyvaksy" in early) == (True, False)
    with context.system("test"):
        JoinRequest.objects.update(created_at=clock.now() - timedelta(days=14))
    assert desk in log_in("coordinator").get(pages["coordinator"]).content.decode()
    assert "hyvaksy" in log_in("coordinator").get(desk).content.decode()


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("owner", True),
        ("editor", False),
        ("viewer", False),
        ("coordinator", True),
        ("clerk", False),
        ("stranger", False),
    ],
)
def test_the_page_of_members_shows_it_to_those_who_answer(who, shown, log_in, waiting):
    waiting()
    page = log_in(who).get(reverse("tenancy:members", args=[TENANT[who]])).content.decode()
    assert ("outsider@example.test" in page) is shown


@pytest.mark.parametrize("who", EVERYBODY)
def test_row_security_and_visible_to_agree(who, world, waiting, acting_as):
    waiting()
    waiting(20, asker=world.people["curator"], organisation=world.partner)
    waiting(20, organisation=world.other_company)
    with acting_as(who) as actor:
        by_policy = set(JoinRequest.objects.values_list("pk", flat=True))
        by_rule = set(JoinRequest.objects.visible_to(actor).values_list("pk", flat=True))
    seen = {"outsider": 2, "curator": 1, "owner": 1, "stranger": 1, "coordinator": 2, "other_coordinator": 1}
    assert (by_policy, len(by_policy)) == (by_rule, seen.get(who, 0))


def attempt(acting_as, who, write):
    """Does the database let them? What it hides changes nothing."""
    try:
        with acting_as(who), transaction.atomic():
            return bool(write())
    except Error:
        return False


@pytest.mark.parametrize(
    "case",
    [
        ("outsider", 20, "withdrawn", True), ("outsider", 20, "accepted", False), ("outsider", 20, "declined", False),
        ("owner", 0, "accepted", True), ("owner", 0, "declined", True), ("owner", 0, "withdrawn", False),
        ("coordinator", 13, "accepted", False), ("coordinator", 14, "accepted", True),
        ("coordinator", 14, "withdrawn", False), ("other_coordinator", 20, "accepted", False),
        ("editor", 20, "accepted", False), ("clerk", 20, "accepted", False), ("anonymous", 20, "withdrawn", False),
    ],
)  # fmt: skip
def test_the_database_repeats_who_answers(case, world, waiting, acting_as):
    who, days, state, done = case
    asked = waiting(days)
    by = None if state == "withdrawn" or who == "anonymous" else world.people[who].pk
    values = {"state": state, "decided_at": clock.now(), "decided_by_id": by}
    assert attempt(acting_as, who, lambda: JoinRequest.objects.filter(pk=asked.pk).update(**values)) is done
    assert state_of(asked) == (state if done else "waiting")


@pytest.mark.parametrize("values", [{"message": "x"}, {"created_at": clock.now() - timedelta(days=20)}])
def test_what_was_asked_and_when_stays(values, waiting, acting_as):
    asked = waiting()
    assert not attempt(acting_as, "outsider", lambda: JoinRequest.objects.filter(pk=asked.pk).update(**values))


def test_a_settled_request_does_not_wait_again(world, waiting, acting_as):
    asked = waiting(20, state="withdrawn", decided_at=clock.now())
    values = {"state": "waiting", "decided_at": None}
    for who in ("outsider", "owner", "coordinator"):
        assert not attempt(acting_as, who, lambda: JoinRequest.objects.filter(pk=asked.pk).update(**values))


@pytest.mark.parametrize("who", ["outsider", "owner"])
def test_an_answer_stays_as_it_was_given(who, world, waiting, acting_as):
    declined = waiting(3, state="declined", decided_at=clock.now(), decided_by=world.people["owner"])
    values = {"outsider": {"state": "withdrawn", "decided_by": None}, "owner": {"state": "accepted"}}[who]
    assert not attempt(acting_as, who, lambda: JoinRequest.objects.filter(pk=declined.pk).update(**values))


@pytest.mark.parametrize(
    "changes",
    [
        {"asker": "viewer"}, {"created_at": -20}, {"organisation": "municipality"},
        {"state": "accepted", "decided_at": 0, "decided_by": "outsider"},
    ],
)  # fmt: skip
def test_one_asks_for_oneself_and_now(changes, world, company, acting_as):
    def write():
        values = {
            "asker": world.people[changes.get("asker", "outsider")],
            "organisation": world.organisations[changes.get("organisation", "company")],
            "created_at": clock.now() + timedelta(days=changes.get("created_at", 0)),
            "state": changes.get("state", "waiting"),
            "decided_at": clock.now() if "decided_at" in changes else None,
            "decided_by": world.people["outsider"] if "decided_by" in changes else None,
        }
        return JoinRequest.objects.create(**values)

    assert not attempt(acting_as, "outsider", write)


@pytest.mark.parametrize(
    "case",
    [
        ("coordinator", 13, "editor", "outsider", "waiting"), ("coordinator", 14, "owner", "outsider", "waiting"),
        ("coordinator", 14, "editor", "curator", "waiting"), ("coordinator", 14, "editor", "outsider", "withdrawn"),
        ("other_coordinator", 14, "editor", "outsider", "waiting"), ("clerk", 14, "editor", "outsider", "waiting"),
        ("outsider", 14, "editor", "outsider", "waiting"), ("coordinator", 14, "editor", "coordinator", "waiting"),
    ],
)  # fmt: skip
def test_the_database_admits_only_whom_a_ripe_request_asks_for(case, world, waiting, acting_as):
    who, days, role, asker, state = case
    own = {"asker": world.people["coordinator"]} if asker == "coordinator" else {}
    waiting(days, state=state, decided_at=clock.now() if state != "waiting" else None, **own)
    member = Membership(user=world.people[asker], organisation=world.company, roles=[role])
    assert not attempt(acting_as, who, lambda: Membership.objects.bulk_create([member], ignore_conflicts=True))
    assert roles_of(asker) == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("state", ["waiting", "accepted", "declined", "withdrawn"])
def test_every_page_answers_in_every_language(state, language, world, waiting, log_in):
    answered = {"decided_by": world.people["owner"]} if state in {"accepted", "declined"} else {}
    asked = waiting(20, state=state, decided_at=None if state == "waiting" else clock.now(), **answered)
    with translation.override(language):
        pages = [
            ("outsider", reverse("companies:join")), ("outsider", asked.get_absolute_url()),
            ("outsider", reverse("pages:mine")), ("owner", reverse("companies:requests", args=["company"])),
            ("coordinator", reverse("companies:requests", args=["municipality"])),
        ]  # fmt: skip
        assert [log_in(who).get(url).status_code for who, url in pages] == [200] * len(pages)
    assert log_in("stranger").get(asked.get_absolute_url()).status_code == 404


def test_a_list_costs_the_same_for_one_and_for_thirty(world, waiting, log_in):
    waiting(20)
    url = reverse("companies:requests", args=["municipality"])
    browser = log_in("coordinator")
    browser.get(url)
    few = cost(browser, url)
    with context.system("test"):
        people = UserFactory.create_batch(29)
    for person in people:
        waiting(20, asker=person)
    assert cost(browser, url) == few


def cost(browser, url):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len(queries)
