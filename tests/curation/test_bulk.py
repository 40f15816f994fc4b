"""One deed to many rows: each is asked again whose it is and whether it can be, and says what became of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.curation import actions
from challenges.states import State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Job
from tests.curation.conftest import TENANT, fresh, screening_of, verbs


def chosen(browser, who, rows, **data):
    ids = [getattr(row, "pk", row) for row in rows]
    return browser.post(reverse("curation:chosen", args=[TENANT[who]]), {"haaste": ids, **data})


def said(response):
    return [(each.title, each.done) for each in response.context["outcomes"]]


def test_the_complete_ones_are_published_and_the_others_say_why_not(made, log_in):
    whole, soon = made(title="Valmis"), made(title="Liian pian", deadline_on=clock.today() + timedelta(days=3))
    response = chosen(log_in("coordinator"), "coordinator", [whole, soon], toimi="julkaise")
    assert (response.status_code, said(response)) == (200, [("Valmis", True), ("Liian pian", False)])
    assert (fresh(whole).state, fresh(soon).state) == (State.OPEN, State.IN_REVIEW)
    assert "14 päivän" in response.context["outcomes"][1].text
    assert verbs("challenge.") == ["challenge.published"]


def test_a_second_click_publishes_nothing_more(made, log_in):
    row, browser = made(), log_in("coordinator")
    chosen(browser, "coordinator", [row], toimi="julkaise")
    again = chosen(browser, "coordinator", [row], toimi="julkaise")
    assert (again.status_code, [done for _title, done in said(again)]) == (200, [False])
    assert verbs("challenge.") == ["challenge.published"]


def test_each_row_is_undone_by_itself(made, log_in):
    one, other, browser = made(), made(), log_in("coordinator")
    response = chosen(browser, "coordinator", [one, other], toimi="julkaise")
    browser.post(response.context["outcomes"][0].undo.url)
    assert (fresh(one).state, fresh(other).state) == (State.IN_REVIEW, State.OPEN)


def test_they_are_returned_with_a_text_filled_in_for_each(made, log_in, built_in):
    row = made(title="{deadline} {title}", language="sv")
    response = chosen(log_in("coordinator"), "coordinator", [row], toimi="palauta", pohja=built_in["complete"].pk)
    answer = fresh(row).answer
    assert (said(response), fresh(row).state) == ([("{deadline} {title}", True)], State.RETURNED)
    assert answer.startswith("Tack för utmaningen ”{deadline} {title}”.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"toimi": "palauta"}, "Valitkaa teksti"),
        ({"toimi": "anna"}, "Valitkaa ensin kollega"),
        ({"toimi": "vaihe"}, "Valitkaa ensin vaihe"),
        ({"toimi": "merkitse"}, "Valitkaa ensin merkintä"),
        ({"toimi": "räjäytä"}, "Valitkaa, mitä"),
        ({}, "Valitkaa, mitä"),
    ],
)
def test_what_was_not_chosen_is_asked_for_and_nothing_is_done(data, reason, made, log_in):
    row = made()
    response = chosen(log_in("coordinator"), "coordinator", [row], **data)
    assert (response.status_code, reason in response.content.decode()) == (409, True)
    assert (screening_of(row), fresh(row).state) == (None, State.IN_REVIEW)


def test_nothing_selected_and_too_much_selected_are_said(made, log_in):
    browser = log_in("coordinator")
    for nothing in ([], ["x", "-1", "9" * 40]):
        back = chosen(browser, "coordinator", nothing, toimi="ota", paluu="tila=open")
        assert back["Location"] == reverse("curation:queue", args=["municipality"]) + "?tila=open"
        assert "Valitse ensin haaste" in browser.get(back["Location"]).content.decode()
    assert chosen(browser, "coordinator", range(1, 102), toimi="ota").status_code == 409


def test_a_text_of_another_organisation_is_not_found(made, log_in, world):
    from challenges.curation.models import ReplyText

    with context.system("test"):
        theirs = ReplyText.objects.create(
            organisation=world.other_municipality, occasion="returned", name_fi="Muiden", text_fi="Muiden sana."
        )
    row = made()
    response = chosen(log_in("coordinator"), "coordinator", [row], toimi="palauta", pohja=theirs.pk)
    assert (response.status_code, fresh(row).state) == (404, State.IN_REVIEW)


def test_anothers_rows_among_the_selected_are_left_alone_and_counted(made, log_in, world):
    own, theirs = made(title="Oma"), made(title="Muiden", organisation=world.other_company, project=None)
    response = chosen(log_in("coordinator"), "coordinator", [own, theirs], toimi="julkaise")
    assert (said(response), response.context["missing"]) == ([("Oma", True)], 1)
    assert (fresh(theirs).state, "Muiden" in response.content.decode()) == (State.IN_REVIEW, False)


def test_a_row_that_one_answers_for_another_organisation_is_refused_here(made, log_in, world):
    """One sees by all memberships, and does for one: the other municipality's row is done in its own workspace."""
    from mint.tenancy.models import Membership

    with context.system("test"):
        Membership.objects.create(
            user=world.people["coordinator"], organisation=world.other_municipality, roles=["coordinator"]
        )
    theirs = made(title="Tuolla", organisation=world.other_company, project=None)
    response = chosen(log_in("coordinator"), "coordinator", [theirs], toimi="julkaise")
    assert (said(response), fresh(theirs).state) == ([("Tuolla", False)], State.IN_REVIEW)


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("outsider", 404), ("owner", 403), ("viewer", 403), ("clerk", 403), ("teacher", 403), ("student", 403), ("manager", 403)],
)  # fmt: skip
def test_who_answers_nothing_does_nothing(who, status, made, log_in):
    row = made()
    assert chosen(log_in(who), who, [row], toimi="julkaise").status_code == status
    assert (fresh(row).state, verbs("challenge.")) == (State.IN_REVIEW, [])


def test_screening_is_set_for_many_and_taken_back_for_one(made, log_in, acting_as, world):
    one, other, browser = made(), made(), log_in("coordinator")
    with acting_as("coordinator") as actor:
        actions.flag(one, flag="personal", actor=actor)
    flagged = chosen(browser, "coordinator", [one, other], toimi="merkitse", merkinta="urgent")
    assert (screening_of(one).flags, screening_of(other).flags) == (["personal", "urgent"], ["urgent"])
    undo = flagged.context["outcomes"][0].undo
    posted = {}
    for name, value in undo.fields:
        posted.setdefault(name, []).append(value)
    browser.post(undo.url, posted)
    assert (screening_of(one).flags, screening_of(other).flags) == (["personal"], ["urgent"])
    chosen(browser, "coordinator", [one, other], toimi="ota")
    chosen(browser, "coordinator", [one, other], toimi="vaihe", vaihe="ready")
    me = world.people["coordinator"].pk
    assert [(screening_of(row).assignee_id, screening_of(row).stage) for row in (one, other)] == [(me, "ready")] * 2
    again = chosen(browser, "coordinator", [one, other], toimi="vaihe", vaihe="ready")
    assert [(each.done, each.text, each.undo) for each in again.context["outcomes"]] == [
        (True, "Oli jo niin.", None)
    ] * 2


def test_what_one_row_may_not_leaves_nothing_of_it_behind(made, log_in):
    """Its savepoint takes back all that was begun: no entry, no message."""
    soon = made(deadline_on=clock.today() + timedelta(days=3))
    chosen(log_in("coordinator"), "coordinator", [soon], toimi="julkaise")
    with context.system("test"):
        assert (Entry.objects.filter(subject_id=soon.pk).count(), Job.objects.count()) == (0, 0)
