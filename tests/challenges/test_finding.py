"""Finding in a workspace; and a challenge's state in words that agree with its column."""

import pytest
from django.utils import translation

from challenges.states import COLUMN_OF, Column, State, word_of
from mint.isolation import context
from tests.factories import ChallengeFactory


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.DRAFT, "Draft"),
        (State.IN_REVIEW, "In review"),
        (State.RETURNED, "Returned"),
        (State.OPEN, "Open"),
        (State.CLOSED, "Seeking partners: closed"),
        (State.EXPERIMENTING, "In experiment"),
        (State.ARCHIVED, "Done: archived"),
    ],
)
def test_a_states_word_begins_with_its_columns_and_what_was_sent_is_no_draft(state, word):
    with translation.override("en"):
        assert word_of(state) == word
        assert word.startswith(str(COLUMN_OF[state].label)) or COLUMN_OF[state] == Column.DRAFT


def test_a_card_says_the_word_of_the_column_it_stands_in(world, log_in):
    with context.system("test"):
        ChallengeFactory(organisation=world.company, project=world.project, state=State.IN_REVIEW)
    html = log_in("coordinator").get("/en/t/municipality/haasteet/").content.decode()
    assert "In review" in html


@pytest.mark.parametrize(
    ("who", "tenant", "found"),
    [
        ("coordinator", "municipality", {"Ruoko tarkastettavana"}),
        ("curator", "university", {"Ruoko tarkastettavana"}),
        ("editor", "company", {"Ruoko tarkastettavana", "Ruoko luonnoksena"}),
        ("stranger", "other-company", set()),
    ],
)
def test_the_bars_search_finds_what_the_member_sees_in_the_workspace(who, tenant, found, world, log_in):
    titles = {"Ruoko tarkastettavana": State.IN_REVIEW, "Ruoko luonnoksena": State.DRAFT, "Jokin muu": State.IN_REVIEW}
    with context.system("test"):
        for title, state in titles.items():
            ChallengeFactory(
                organisation=world.company, project=world.project, state=state, title=title, problem="x", outcome="x"
            )
    browser = log_in(who)
    page = f"/fi/t/{tenant}/haasteet/luettelo/"
    assert f'href="/fi/t/{tenant}/haku/"' in browser.get(f"/fi/t/{tenant}/").content.decode()
    html = browser.get(page, {"q": "ruoko"}).content.decode()
    assert {title for title in titles if f">{title}</a>" in html} == found
    assert "/fi/haasteet/?q=ruoko" in html


def test_a_student_searches_what_is_public(log_in):
    html = log_in("student").get("/fi/t/university/").content.decode()
    assert 'href="/fi/t/university/haku/"' in html


def test_a_workspaces_search_leads_on_and_back_to_every_row_that_has_the_word(world, log_in):
    with context.system("test"):
        for number in range(60):
            word = "ruoko" if number % 2 else "muu"
            ChallengeFactory(
                organisation=world.company, state=State.OPEN, title=f"{word} {number}", problem="x", outcome="x"
            )
        ChallengeFactory(
            organisation=world.other_company, state=State.OPEN, title="ruoko muualla", problem="x", outcome="x"
        )
    browser, page = log_in("coordinator"), "/fi/t/municipality/haasteet/luettelo/"
    first = browser.get(page, {"q": "ruoko"}).context["page"]
    second = browser.get(page + first.next_url).context["page"]
    again = browser.get(page + second.previous_url).context["page"]
    titles = [[row.title for row in shown] for shown in (first, second, again)]
    expected = [f"ruoko {number}" for number in range(59, 0, -2)]
    assert (titles[0] + titles[1], titles[2]) == (expected, expected[:25])
    assert second.next_url == ""
