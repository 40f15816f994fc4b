"""The pages answer in three languages, cost the same for few and for many, and show what fits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from mint import clock
from mint.isolation import context
from mint.matching import workflow
from mint.matching.models import Match, Offer
from mint.matching.states import OfferState, State
from tests.buttons import filled
from tests.clashes import rows_of
from tests.factories import ChallengeFactory, OrganisationFactory
from tests.rows.matching import TENANT, make_match, make_need, make_offer

OFFER = {
    "kind": "technology", "title": "Paalain", "description": "Paalaamme ruokoa.", "language": "fi",
    "dimensions": ["technology"], "themes": ["circular-economy"], "capacity": "2",
}  # fmt: skip


def address(who: str, view: str, *args: object) -> str:
    return reverse(f"matching:{view}", args=[TENANT.get(who, "company"), *args])


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_answers_in_every_language(  # noqa: PLR0917  # pytest passes them by name
    language, world, need, offer, match_in, log_in
):
    match = match_in(State.MUTUAL)
    with context.system("test"):
        other = make_need(world, 2)
    pages = [
        ("partner", "offers"), ("partner", "offer_new"), ("partner", "offer_edit", offer.pk), ("partner", "suggestions"),
        ("partner", "interest", other.pk), ("partner", "match", match.pk), ("owner", "suggestions"),
        ("owner", "partners", need.pk), ("owner", "invite", other.pk, offer.pk), ("owner", "match", match.pk),
        ("coordinator", "suggestions"), ("coordinator", "partners", need.pk), ("coordinator", "match", match.pk),
        ("curator", "suggestions"), ("curator", "match", match.pk), ("student", "offers"), ("student", "suggestions"),
    ]  # fmt: skip
    with translation.override(language):
        found = {(who, *rest): log_in(who).get(address(who, *rest)).status_code for who, *rest in pages}
    assert found == dict.fromkeys(map(tuple, pages), 200)


@pytest.mark.parametrize(("who", "view"), [("partner", "offers"), ("partner", "suggestions"), ("owner", "suggestions")])
def test_lists_cost_the_same_for_one_and_for_twenty_five(who, view, world, offer, log_in):
    browser = log_in(who)
    fill(world, 1)
    few = cost(lambda: browser.get(address(who, view)))
    fill(world, 24, first=100)
    assert cost(lambda: browser.get(address(who, view))) == few


def test_partners_cost_the_same_for_one_and_for_twenty_five(world, need, offer, log_in):
    browser = log_in("owner")
    few = cost(lambda: browser.get(address("owner", "partners", need.pk)))
    with context.system("test"):
        for number in range(24):
            make_offer(OrganisationFactory(municipality=world.place, slug=f"toinen-{number}"))
    page = browser.get(address("owner", "partners", need.pk))
    assert page.content.decode().count('class="card"') == 20
    assert cost(lambda: browser.get(address("owner", "partners", need.pk))) == few


def fill(world, number: int, first: int = 10) -> None:
    with context.system("test"):
        for each in range(first, first + number):
            make_match(make_need(world, each), world.partner)
            make_need(world, each + 1000, title="Vapaa tarve")
            make_offer(world.partner)


def cost(call: Callable[[], object]) -> int:
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        call()
    return len(queries)


def test_partners_are_ranked_and_each_says_why(world, need, offer, log_in):
    with context.system("test"):
        make_offer(world.university, title="Menetelmiä", dimensions=["method"], themes=[], terms=[], municipality=None)
        make_offer(world.other_company, title="Muuta", dimensions=["content"], themes=["care"], terms=["hoiva"])
        make_offer(world.other_company, title="Tauolla", state=OfferState.PAUSED)
    text = log_in("owner").get(address("owner", "partners", need.pk)).content.decode()
    assert text.index("Paalain pehmeälle rannalle") < text.index("Menetelmiä")
    assert ("Muuta" in text, "Tauolla" in text, "järviruoko" in text) == (False, False, True)


def test_a_challenge_shows_the_score_to_a_partner_and_the_button_to_everybody(world, offer, log_in):
    with context.system("test"):
        challenge = ChallengeFactory(organisation=world.company, project=world.project, state="open")
        need = make_need(world, challenge.pk)
    seen = {
        who: log_in(who).get(challenge.get_absolute_url()).content.decode() for who in ("anonymous", "partner", "owner")
    }
    assert reverse("matching:interested", args=[need.pk]) in seen["anonymous"]
    assert address("partner", "interest", need.pk) in seen["partner"]
    assert "48/100" in seen["partner"]
    assert address("owner", "partners", need.pk) in seen["owner"]
    assert "kiinnostus" not in seen["owner"].partition("<main")[2].partition("/yhteensovitus/")[0]


def test_the_button_leads_to_the_form(need, log_in):
    url = reverse("matching:interested", args=[need.pk])
    assert 'name="message"' in log_in("anonymous").get(url).content.decode()
    assert log_in("partner").get(url)["Location"] == address("partner", "interest", need.pk)
    assert log_in("outsider").get(url).status_code == 302


def test_the_desk_shows_what_fits_and_what_waits(world, need, offer, match_in, log_in):
    with context.system("test"):
        make_need(world, 9, title="Toinen haaste, joka sopii")
    match = match_in(State.INTEREST, interest_from="owner")
    text = log_in("partner").get(reverse("pages:workspace", args=["partner"])).content.decode()
    assert address("partner", "match", match.pk) in text
    assert "Toinen haaste, joka sopii" in text


def test_an_offer_is_written_changed_and_paused(world, log_in):
    browser = log_in("partner")
    assert browser.post(address("partner", "offer_new"), OFFER).status_code == 303
    offer = stored()
    changed = browser.post(address("partner", "offer_edit", offer.pk), {**OFFER, "title": "Iso paalain", "version": 1})
    stale = browser.post(address("partner", "offer_edit", offer.pk), {**OFFER, "title": "Pieni", "version": 1})
    browser.post(address("partner", "offer_move", offer.pk, "paused"))
    offer = stored()
    assert (changed.status_code, stale.status_code) == (303, 409)
    assert [row[1:] for row in rows_of(stale)] == [("Iso paalain", "Pieni")]
    assert (offer.title, offer.state, offer.organisation_id) == ("Iso paalain", "paused", world.partner.pk)


def stored() -> Offer:
    with context.system("test"):
        return Offer.objects.get()


@pytest.mark.parametrize(
    ("who", "status"), [("viewer", 403), ("student", 403), ("manager", 403), ("stranger", 404), ("anonymous", 302)]
)
def test_those_who_do_not_write_change_no_offer(who, status, world, log_in):
    with context.system("test"):
        offer = make_offer(world.company)
    answers = {
        log_in(who).post(address(who, "offer_edit", offer.pk), {**OFFER, "version": 1}).status_code,
        log_in(who).post(address(who, "offer_move", offer.pk, "paused")).status_code,
    }
    expected = {404} if TENANT.get(who, "company") != "company" else {status}
    assert (answers, stored().state, stored().version) == (expected, OfferState.ACTIVE, 1)


@pytest.mark.parametrize(
    "bad",
    [{"title": "x" * 1_000_000}, {"description": "a\0b"}, {"dimensions": []}, {"dimensions": ["unknown"]},
     {"capacity": "-1"}, {"available_from": "2027-03-01", "available_until": "2027-02-01"}, {"kind": "x"}],
)  # fmt: skip
def test_a_bad_offer_is_told_in_words(bad, log_in, world):
    response = log_in("partner").post(address("partner", "offer_new"), {**OFFER, **bad})
    with context.system("test"):
        assert (response.status_code, Offer.objects.count()) == (422, 0)
    assert "error-summary" in response.content.decode()


def test_unanswered_interest_lapses_once_after_thirty_days(match_in):
    match = match_in(State.INTEREST, asked_at=clock.now() - timedelta(days=31))
    with context.system("matching.lapse_due"):
        assert (workflow.lapse_due(), workflow.lapse_due()) == (1, 0)
        assert Match.objects.get(pk=match.pk).state == State.LAPSED


def test_what_was_asked_lately_or_answered_does_not_lapse(world, match_in):
    match_in(State.MUTUAL, asked_at=clock.now() - timedelta(days=90))
    with context.system("test"):
        make_match(make_need(world, 5), world.partner, asked_at=clock.now() - timedelta(days=29))
    with context.system("matching.lapse_due"):
        assert workflow.lapse_due() == 0


@pytest.mark.attack(32)
@pytest.mark.django_db(transaction=True)
def test_two_posts_at_once_make_one_match(world, need):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    from mint.isolation.context import acting
    from mint.tenancy.context import acting as acting_for
    from mint.tenancy.context import load

    def express(_number: int) -> int:
        person = world.people["partner"]
        try:
            with acting(person.pk):
                actor, organisations = load(person.pk)
                match = workflow.express_interest(
                    need, actor=acting_for(actor, organisations[0]), message="Hei", name="K", email="k@contact.test"
                )
                return match.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        made = set(pool.map(express, range(4)))
    with context.system("test"):
        assert (len(made), Match.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("who", "waits"), [("curator", True), ("teacher", True), ("manager", False), ("student", False)]
)
def test_only_who_may_answer_has_it_on_the_desk(who, waits, world, need, log_in):
    with context.system("test"):
        make_match(need, world.university, state=State.SUGGESTED, interest_from="")
    desk = log_in(who).get(reverse("pages:workspace", args=["university"])).content.decode()
    assert ("Ehdotus odottaa vastaustanne" in desk) == waits


def test_an_agreed_match_has_one_step_ahead_and_contacts_come_before_the_score(world, match_in, log_in):
    match = match_in(State.AGREED)
    with translation.override("en"):
        page = log_in("owner").get(address("owner", "match", match.pk)).content.decode()
    assert "Mark as realised" not in filled(page)
    assert len(filled(page)) <= 1
    assert page.index('id="contacts"') < page.index('id="moves"')


def test_who_asked_is_not_led_to_withdraw(match_in, log_in):
    match = match_in(State.INTEREST)
    with translation.override("en"):
        page = log_in("partner").get(address("partner", "match", match.pk)).content.decode()
    assert "Withdraw" in page
    assert filled(page) == []
