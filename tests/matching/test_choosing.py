"""People's decisions on suggestions: passed over with a reason, taken back, counted; no score ever reads them."""

from datetime import date

import pytest
from django.urls import reverse

from mint.audit.models import Entry
from mint.isolation import context
from mint.matching import listing, overview
from mint.matching.models import Choice, Need, Shown, Suggestion
from mint.matching.states import State, Verdict
from tests.factories import OrganisationFactory
from tests.rows.matching import agreed, make_match, make_need, make_offer, make_shown, make_verdict

ASK = {"message": "Sopisiko yhteistyö?", "name": "Oona Omistaja", "email": "oona@example.test"}


def url(name, *args, tenant="company"):
    return reverse(f"matching:{name}", args=[tenant, *args])


def rows(model):
    with context.system("test"):
        return list(model.objects.order_by("pk"))


def pass_over(log_in, need, offer, who="owner", *, tenant="company", **data):
    return log_in(who).post(url("pass_over", need.pk, offer.pk, tenant=tenant), {"reason": "too_far", **data})


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("owner", "company", 303),
        ("coordinator", "municipality", 303),
        ("curator", "university", 303),
        ("viewer", "company", 403),
        ("partner", "partner", 403),
        ("other_coordinator", "other-municipality", 403),
        ("manager", "university", 403),
        ("anonymous", "company", 302),
    ],
)
def test_whoever_may_invite_passes_over_and_nobody_else(who, tenant, status, *, need, offer, log_in):
    assert pass_over(log_in, need, offer, who, tenant=tenant, note="Kuljetus maksaisi.").status_code == status
    made = [(row.verdict, row.reason, row.note) for row in rows(Choice)]
    assert made == ([(Verdict.PASSED, "too_far", "Kuljetus maksaisi.")] if status == 303 else [])
    assert len([row for row in rows(Entry) if row.verb == "decision.passed"]) == (status == 303)


def test_a_partner_passed_over_is_aside_with_the_reason_and_comes_back(world, need, offer, log_in):
    pass_over(log_in, need, offer, note="Kuljetus maksaisi.")
    (decision,) = rows(Choice)
    text = log_in("owner").get(url("partners", need.pk)).content.decode()
    assert url("invite", need.pk, offer.pk) not in text
    assert ("Kuljetus maksaisi." in text, url("pass_undo", decision.pk) in text) == (True, True)
    assert log_in("owner").post(url("pass_undo", decision.pk)).status_code == 303
    assert url("invite", need.pk, offer.pk) in log_in("owner").get(url("partners", need.pk)).content.decode()
    assert log_in("owner").post(url("pass_undo", decision.pk)).status_code == 409


def test_twice_is_once_and_without_a_reason_it_is_nothing(need, offer, log_in):
    assert pass_over(log_in, need, offer, reason="").status_code == 422
    assert pass_over(log_in, need, offer, reason="because").status_code == 422
    assert rows(Choice) == []
    pass_over(log_in, need, offer)
    assert pass_over(log_in, need, offer).status_code == 303
    assert len(rows(Choice)) == 1


def test_no_decision_changes_a_score(world, need, offer, log_in):
    with context.system("test"):
        listing.rank([need])
        before = list(Suggestion.objects.values_list("offer_id", "score", "reasons"))
    pass_over(log_in, need, offer)
    with context.system("test"):
        make_shown(need, offer)
        listing.rank([need])
        assert list(Suggestion.objects.values_list("offer_id", "score", "reasons")) == before


def test_an_invitation_is_a_decision_with_its_place_until_it_is_taken_back(need, offer, log_in):
    with context.system("test"):
        listing.rank([need])
    log_in("owner").post(url("invite", need.pk, offer.pk), ASK)
    (decision,) = rows(Choice)
    assert (decision.verdict, decision.rank, decision.undone_at) == (Verdict.INVITED, 1, None)
    with context.system("test"):
        match = Need.objects.get(pk=need.pk).matches.get()
    assert (match.score, match.weights_id) == (decision.score, decision.weights_id)
    log_in("owner").post(url("match_undo", match.pk))
    assert rows(Choice)[0].undone_at is not None


def test_the_first_five_are_kept_once_a_month_for_whoever_could_invite(world, need, log_in):
    with context.system("test"):
        for number in range(7):
            make_offer(OrganisationFactory(slug=f"muu-{number}", municipality=world.place))
    for _time in range(2):
        log_in("owner").get(url("partners", need.pk))
    log_in("owner").get(f"{url('partners', need.pk)}?paikka=sama")
    assert [row.rank for row in rows(Shown)] == [1, 2, 3, 4, 5]


def test_precision_is_counted_from_rows_that_can_be_opened(world, log_in):
    with context.system("test"):
        offers = [
            make_offer(OrganisationFactory(slug=f"muu-{number}", municipality=world.place)) for number in range(4)
        ]
        need = make_need(world)
        for place, offer in enumerate(offers, start=1):
            make_shown(need, offer, rank=place, month=date(2026, 11, 1))
        make_verdict(need, offers[0], verdict=Verdict.INVITED, reason="")
        make_match(need, offers[1].organisation, **agreed(state=State.AGREED))
        make_verdict(need, offers[2])
        elsewhere = make_need(world, 5, organisation=world.other_company, municipality=world.other_place, project=None)
        make_shown(elsewhere, offers[0], month=date(2026, 11, 1))
    text = log_in("coordinator").get(url("precision", tenant="municipality")).content.decode()
    assert "50 %" in text
    titles = [offer.organisation.name for offer in offers]
    for outcome, expected in (
        ("", titles),
        ("valittu", titles[:2]),
        ("sovittu", titles[1:2]),
        ("ohitettu", titles[2:3]),
    ):
        listed = log_in("coordinator").get(f"{url('precision_rows', '2026-11', tenant='municipality')}?tulos={outcome}")
        content = listed.content.decode()
        assert [name for name in titles if f"{name}<br>" in content] == expected
    assert log_in("coordinator").get(url("precision_rows", "2026-99", tenant="municipality")).status_code == 404


def test_a_month_is_the_percent_of_what_was_shown_rounded_down():
    assert overview.Month(date(2026, 11, 1), 3, 2, 1, 0).precision == 66
    assert overview.Month(date(2026, 11, 1), 0, 0, 0, 0).precision == 0


# --- what excludes, and what nobody answers -------------------------------------------------------------------------


def test_without_candidates_the_page_says_which_limit_excludes_most(world, need, log_in):
    with context.system("test"):
        for number in range(3):
            make_offer(OrganisationFactory(slug=f"muu-{number}", municipality=world.other_place))
        make_offer(world.partner, kind="funding")
    text = log_in("owner").get(f"{url('partners', need.pk)}?paikka=sama&laji=technology").content.decode()
    assert "paikkakunta" in text
    assert f'{url("partners", need.pk)}?laji=technology"' in text
    assert log_in("owner").get(f"{url('partners', need.pk)}?paikka=kuu&laji=%27").status_code == 200


def test_without_anything_shared_the_page_says_what_would_find_more(world, need, log_in):
    with context.system("test"):
        for number in range(2):
            organisation = OrganisationFactory(slug=f"muu-{number}", municipality=world.place)
            make_offer(organisation, dimensions=["competence"], themes=["care"], terms=[])
    text = log_in("owner").get(url("partners", need.pk)).content.decode()
    assert "Osaaminen: 2 tarjoomaa" in text


def test_what_nobody_answers_is_listed_by_municipality_and_theme(world, offer, log_in):
    with context.system("test"):
        answered = make_need(world, 1, title="Vastattu haaste")
        alone = make_need(world, 2, title="Yksin jäänyt", dimensions=["content"], themes=["care"], terms=[])
        matched = make_need(world, 3, title="Jo sovittu", dimensions=["content"], themes=["care"], terms=[])
        make_match(matched, world.partner)
        unknown = make_need(world, 4, title="Laskematta")
        listing.rank([answered, alone, matched])
    for who, tenant in (("coordinator", "municipality"), ("curator", "university"), ("manager", "university")):
        text = log_in(who).get(url("unanswered", tenant=tenant)).content.decode()
        main = text.partition("<main")[2]
        shown = [need.title for need in (answered, alone, matched, unknown) if need.title in main]
        expected = ["Yksin jäänyt", "Jo sovittu"] if who == "manager" else ["Yksin jäänyt"]  # who sees agreed ones only
        assert (who, shown) == (who, expected)
    narrowed = log_in("coordinator").get(f"{url('unanswered', tenant='municipality')}?teema=energy").content.decode()
    assert "Yksin jäänyt" not in narrowed.partition("<main")[2]
    assert (
        "Yksin jäänyt"
        not in log_in("other_coordinator").get(url("unanswered", tenant="other-municipality")).content.decode()
    )
