"""Consents: versions that never change, who agreed by code alone, and what becomes of the data of who takes it back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from experiments.consents import actions
from experiments.consents.counting import counted
from experiments.consents.models import ConsentText, GivenConsent
from experiments.consents.states import Fate
from experiments.states import State
from mint import clock
from mint.actor import Actor
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from tests.rows.collaboration import make_consent, make_text
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT

SYSTEM = Actor.system("test")


@pytest.fixture
def experiment(world):
    with context.system("test"):
        return make_experiment(world, State.RUNNING, consent_text="Suunnitelman teksti.")


@pytest.fixture
def text(experiment):
    with context.system("test"):
        return make_text(experiment)


def url(experiment, who="editor", name="list", *more):
    return reverse(f"consents:{name}", args=[TENANT[who], experiment.pk, *more])


def given():
    with context.system("test"):
        return list(GivenConsent.objects.order_by("id").values_list("code", "text__number", "withdrawn_on", "fate"))


def versions():
    with context.system("test"):
        return list(ConsentText.objects.order_by("id").values_list("language", "number", "text"))


def verbs():
    with context.system("test"):
        rows = Entry.objects.filter(verb__startswith="experiment.consent").order_by("id")
        return [verb.partition(".")[2] for verb in rows.values_list("verb", flat=True)]


def recording(version, codes="P01", **more):
    return {"text": version.pk, "codes": codes, "given_on": str(clock.today()), **more}


def test_the_first_text_begins_from_the_plan_and_the_next_from_the_one_in_use(experiment, log_in):
    browser, address = log_in("editor"), url(experiment, "editor", "text")
    assert "Suunnitelman teksti." in browser.get(address).content.decode()
    for words in ("Ensimmäinen teksti.", "Toinen teksti."):
        assert browser.post(address, {"language": "fi", "text": words}).status_code == 302
    browser.post(address, {"language": "fi", "text": "Toinen teksti."})
    browser.post(address, {"language": "sv", "text": "Första texten."})
    assert versions() == [("fi", 1, "Ensimmäinen teksti."), ("fi", 2, "Toinen teksti."), ("sv", 1, "Första texten.")]
    assert "Första texten." in browser.get(f"{address}?kieli=sv").content.decode()
    assert verbs() == ["consent_text_written"] * 3


def test_a_new_version_changes_nothing_of_what_was_agreed_to(text, experiment, log_in):
    browser = log_in("partner")
    assert browser.post(url(experiment, "partner"), recording(text, "p01, P02 P02")).status_code == 302
    browser.post(url(experiment, "partner", "text"), {"language": "fi", "text": "Uusi teksti."})
    assert given() == [("P01", 1, None, ""), ("P02", 1, None, "")]
    assert (
        browser.post(url(experiment, "partner"), recording(text, "P03")).status_code == 422
    )  # the old text is not offered
    with context.system("test"):
        newest = ConsentText.objects.get(number=2)
    browser.post(url(experiment, "partner"), recording(newest, "P01 P03"))
    assert given() == [("P01", 1, None, ""), ("P02", 1, None, ""), ("P01", 2, None, ""), ("P03", 2, None, "")]
    with context.system("test"):
        assert counted(experiment, SYSTEM).valid == 3
    assert verbs() == ["consents_given", "consent_text_written", "consents_given"]


def test_the_same_again_is_counted_once(text, experiment, log_in):
    browser = log_in("editor")
    assert [browser.post(url(experiment), recording(text)).status_code for _ in range(2)] == [302, 302]
    assert (len(given()), verbs()) == (1, ["consents_given"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"codes": ""},
        {"codes": "maija@example.test"},
        {"codes": "Maija Meikäläinen 010190-123X!"},
        {"codes": "P" * 21},
        {"codes": " ".join(f"P{n}" for n in range(101))},
        {"given_on": "2999-01-01"},
        {"text": 0},
    ],
)
def test_what_is_no_code_or_no_day_is_refused(wrong, text, experiment, log_in):
    answer = log_in("editor").post(url(experiment), recording(text, **wrong))
    assert (answer.status_code, given()) == (422, [])


def test_taking_back_says_when_and_what_becomes_of_the_data(text, experiment, log_in, world):
    with context.system("test"):
        make_consent(text, "P01")
        make_consent(make_text(experiment, 2), "P01")
        make_consent(text, "P02")
    sent = {"code": "P01", "withdrawn_on": str(clock.today()), "fate": "deleted", "note": "Poistettu taulukosta."}
    assert log_in("editor").post(url(experiment, "editor", "withdraw"), sent).status_code == 302
    today = clock.today()
    assert given() == [("P01", 1, today, "deleted"), ("P01", 2, today, "deleted"), ("P02", 1, None, "")]
    with context.system("test"):
        count = counted(experiment, SYSTEM)
        assert Entry.objects.get(verb="experiment.consent_withdrawn").data == {"codes": ["P01"], "fate": "deleted"}
    assert (count.valid, count.withdrawn) == (1, 1)
    page = log_in("viewer").get(url(experiment, "viewer")).content.decode()
    assert "Poistettu taulukosta." in page


@pytest.mark.parametrize(
    "wrong", [{"fate": ""}, {"fate": "sold"}, {"code": "P09"}, {"withdrawn_on": "2999-01-01"}, {"withdrawn_on": ""}]
)
def test_half_a_withdrawal_is_refused(wrong, text, experiment, log_in):
    with context.system("test"):
        make_consent(text, "P01")
    sent = {"code": "P01", "withdrawn_on": str(clock.today()), "fate": "kept", **wrong}
    assert log_in("editor").post(url(experiment, "editor", "withdraw"), sent).status_code == 422
    assert given() == [("P01", 1, None, "")]


def test_nothing_is_taken_back_before_it_was_given_nor_twice(text, experiment, acting_as):
    with context.system("test"):
        make_consent(text, "P01")
    before = actions.Withdrawal(clock.today() - timedelta(days=1), Fate.KEPT)
    today = actions.Withdrawal(clock.today(), Fate.KEPT)
    with acting_as("editor") as actor:
        with pytest.raises(MoveError):
            actions.withdraw(experiment, code="P01", withdrawal=before, actor=actor)
        actions.withdraw(experiment, code="P01", withdrawal=today, actor=actor)
        with pytest.raises(MoveError):
            actions.withdraw(experiment, code="P01", withdrawal=today, actor=actor)


def test_a_consent_is_taken_back_also_when_the_experiment_has_ended(world, acting_as):
    with context.system("test"):
        experiment = make_experiment(world, State.CLOSED)
        text = make_text(experiment)
        make_consent(text, "P01")
    with acting_as("editor") as actor:
        with pytest.raises(MoveError):
            actions.give(text, actor=actor, codes=["P02"], on=clock.today())
        actions.withdraw(
            experiment, code="P01", withdrawal=actions.Withdrawal(clock.today(), Fate.ANONYMISED), actor=actor
        )
    assert given() == [("P01", 1, clock.today(), "anonymised")]


def test_who_took_it_back_may_agree_again(text, experiment, acting_as):
    with acting_as("editor") as actor:
        for _ in range(2):
            actions.give(text, actor=actor, codes=["P01"], on=clock.today())
            actions.withdraw(
                experiment, code="P01", withdrawal=actions.Withdrawal(clock.today(), Fate.DELETED), actor=actor
            )
        actions.give(text, actor=actor, codes=["P01"], on=clock.today())
        count = counted(experiment, actor)
    assert (len(given()), count.valid, count.withdrawn) == (3, 1, 0)


def test_a_mistake_is_removed_on_its_day_by_who_made_it(text, experiment, log_in, world):
    with context.system("test"):
        consent = make_consent(text, recorded_by=world.people["editor"])
        old = make_consent(text, "P02", recorded_by=world.people["editor"], created_at=clock.now() - timedelta(days=2))
    for who, row in (("owner", consent), ("editor", old)):
        assert log_in(who).post(url(experiment, who, "remove", row.pk)).status_code == 403
    assert log_in("editor").post(url(experiment, "editor", "remove", consent.pk)).status_code == 302
    assert ([code for code, *_ in given()], verbs()) == (["P02"], ["consent_removed"])


def test_the_database_keeps_what_was_agreed_to(text, experiment, acting_as, world):
    """Neither a text nor a consent is changed by anybody: a consent is taken back once, and stays so."""
    with context.system("test"):
        consent = make_consent(text, recorded_by=world.people["editor"])
        other = make_text(experiment, 2)
    with acting_as("editor"):
        for table, row, columns in (
            (ConsentText, text, {"text": "Toisin"}),
            (GivenConsent, consent, {"code": "P99"}),
            (GivenConsent, consent, {"text": other}),
            (GivenConsent, consent, {"given_on": clock.today() - timedelta(days=9)}),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                table.objects.filter(pk=row.pk).update(**columns)
        mine = GivenConsent.objects.filter(pk=consent.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            mine.update(withdrawn_on=clock.today())  # and what becomes of the data?
        assert mine.update(withdrawn_on=clock.today(), fate="kept") == 1
        assert mine.update(fate="deleted") == 0
        assert mine.delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            make_consent(text, "maija@example.test", recorded_by=world.people["editor"])
        with pytest.raises(DatabaseError), transaction.atomic():
            make_consent(text, "P03", recorded_by=world.people["owner"])


@pytest.mark.parametrize("who", ["viewer", "coordinator", "manager"])
def test_who_does_not_carry_it_out_only_reads(who, text, experiment, acting_as, log_in):
    with acting_as(who) as actor, pytest.raises(PermissionDenied):
        actions.give(text, actor=actor, codes=["P01"], on=clock.today())
    page = log_in(who).get(url(experiment, who))
    assert (page.status_code, 'name="codes"' in page.content.decode()) == (200, False)


def test_the_work_page_counts_them(text, experiment, log_in):
    with context.system("test"):
        make_consent(text, "P01")
        make_consent(text, "P02", withdrawn_on=clock.today(), fate="kept")
    page = log_in("manager").get(experiment.get_work_url(TENANT["manager"])).content.decode()
    assert url(experiment, "manager") in page
    assert "1 voimassa oleva suostumus" in page


def test_many_consents_cost_no_more_than_one(text, experiment, log_in, django_assert_max_num_queries):
    browser = log_in("viewer")
    with context.system("test"):
        for number in range(30):
            make_consent(text, f"P{number}")
    with django_assert_max_num_queries(22):
        browser.get(url(experiment, "viewer"))
