"""From an experiment to a purchase: thresholds of the day, split purchases, the same told to all, the decision and its memo."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from experiments.purchasing import basis, guarding
from experiments.purchasing.models import Purchase, Threshold, Told
from experiments.purchasing.states import Size
from experiments.purchasing.thresholds import ROWS, ensure
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT
from tests.rows.purchasing import make_purchase, make_told

TYPED = {
    "title": "Mökkianturit", "kind": "goods", "value": "59999", "begins_on": "2026-03-02", "supplier": "Anturi Oy",
    "procedure": "direct", "exception": "", "grounds": "Kokeilu onnistui.",
}  # fmt: skip
TOLD = {"told_on": clock.today().isoformat(), "audience": "one", "what": "Antureita tarvitaan neljäkymmentä."}


@pytest.fixture(autouse=True)
def _thresholds(db):
    with context.system("test"):
        ensure(Threshold)


@pytest.fixture
def decided(world):
    def made(state="decided", **columns):
        with context.system("test"):
            return make_experiment(world, state, **columns)

    return made


@pytest.fixture
def purchase(decided, world):
    def made(**columns):
        experiment = columns.pop("experiment", None) or decided()
        with context.system("test"):
            return make_purchase(experiment, world.municipality, **columns)

    return made


def address(name, row, who="coordinator"):
    return reverse(f"purchasing:{name}", args=[TENANT[who], row.pk])


def now(row):
    with context.system("test"):
        return Purchase.objects.get(pk=row.pk)


@pytest.mark.parametrize(
    ("kind", "value", "on", "size"),
    [
        ("goods", "59999.99", "2026-03-02", Size.SMALL),
        ("goods", "60000", "2026-03-02", Size.NATIONAL),
        ("goods", "215999.99", "2026-03-02", Size.NATIONAL),
        ("goods", "216000", "2026-03-02", Size.EU),
        ("goods", "216000", "2025-12-31", Size.NATIONAL),
        ("goods", "221000", "2024-01-01", Size.EU),
        ("works", "149999.99", "2026-03-02", Size.SMALL),
        ("works", "150000", "2026-03-02", Size.NATIONAL),
        ("works", "5404000", "2027-12-31", Size.EU),
        ("works", "5404000", "2025-06-01", Size.NATIONAL),
        ("works", "5538000", "2025-06-01", Size.EU),
        ("social", "399999.99", "2026-03-02", Size.SMALL),
        ("social", "400000", "2026-03-02", Size.NATIONAL),
        ("goods", "60000", "2016-12-31", None),
    ],
)
def test_a_value_is_held_against_the_thresholds_of_its_day(kind, value, on, size, purchase):
    row = purchase(kind=kind, value=Decimal(value), begins_on=date.fromisoformat(on))
    with context.system("test"):
        assert guarding.judged(row).size == size


def test_what_mint_comes_with_is_entered_once(db):
    with context.system("test"):
        assert (ensure(Threshold), Threshold.objects.count()) == (0, len(ROWS))


def test_a_purchase_is_prepared_and_decided(decided, log_in):
    experiment = decided()
    log_in("coordinator").post(address("begin", experiment), TYPED)
    with context.system("test"):
        row = Purchase.objects.get()
    page = log_in("coordinator").get(address("purchase", row)).content.decode().replace("\xa0", " ")
    assert ("60 000 €" in page, "216 000 €" in page, "1397/2016" in page) == (True, True, True)
    assert log_in("coordinator").post(address("decide", row)).status_code == 302
    assert now(row).state == "decided"
    version = {"version": now(row).version}
    assert log_in("coordinator").post(address("write", row), {**TYPED, **version}).status_code == 409
    assert log_in("coordinator").post(address("decide", row)).status_code == 409


@pytest.mark.parametrize(
    ("columns", "status"),
    [
        ({"value": 60000, "procedure": "direct"}, 409),
        ({"value": 60000, "procedure": "quotes"}, 409),
        ({"value": 60000, "procedure": "national"}, 302),
        ({"value": 216000, "procedure": "national"}, 409),
        ({"value": 216000, "procedure": "eu"}, 302),
        ({"value": 60000, "procedure": "direct", "exception": "Koska."}, 409),
        (
            {"value": 60000, "procedure": "direct", "exception": "1397/2016 § 40: vain yksi toimittaja voi toteuttaa."},
            302,
        ),
        ({"value": 100, "begins_on": date(2031, 1, 1)}, 409),
        ({"value": 100, "grounds": ""}, 409),
    ],
)
def test_less_openness_than_the_value_asks_takes_an_exception(columns, status, purchase, log_in):
    row = purchase(**columns)
    assert log_in("coordinator").post(address("decide", row)).status_code == status
    assert now(row).is_decided is (status == 302)


def test_purchases_of_one_supplier_are_counted_together(purchase, decided):
    experiment = decided()
    first = purchase(experiment=experiment, value=40000)
    purchase(experiment=experiment, value=30000, supplier="anturi oy")
    purchase(experiment=experiment, value=90000, supplier="Muu Oy")
    purchase(experiment=experiment, value=90000, begins_on=first.begins_on - timedelta(days=400))
    with context.system("test"):
        assert (basis.now(first).earlier, basis.now(first).together) == (30000, Size.NATIONAL)
        first.supplier = ""
        assert (basis.now(first).earlier, basis.now(first).together) == (0, None)


@pytest.mark.parametrize("who", ["owner", "partner", "stranger", "other_coordinator", "curator"])
def test_nobody_who_may_bid_reads_the_purchase(who, purchase, log_in, acting_as):
    row = purchase()
    assert log_in(who).get(address("purchase", row, who)).status_code == 404
    assert log_in(who).get(address("memo", row, who)).status_code == 404
    with acting_as(who):
        assert not Purchase.objects.filter(pk=row.pk).exists()


def test_what_one_hears_all_may_read_and_no_more(purchase, log_in):
    row = purchase(value=54321)
    assert log_in("coordinator").post(address("tell", row), TOLD).status_code == 302
    assert log_in("coordinator").post(address("tell", row), TOLD).status_code == 302
    page = log_in("anonymous").get(reverse("purchasing:told", args=[row.experiment_id])).content.decode()
    assert page.count("Antureita tarvitaan neljäkymmentä.") == 1
    assert ("54321" in page.replace("\xa0", ""), "Anturi Oy" in page) == (False, False)


@pytest.mark.parametrize("wrong", [{"told_on": "2090-01-01"}, {"what": ""}, {"audience": "nobody"}])
def test_half_an_entry_is_refused(wrong, purchase, log_in):
    row = purchase()
    assert log_in("coordinator").post(address("tell", row), {**TOLD, **wrong}).status_code == 422
    with context.system("test"):
        assert Told.objects.count() == 0


def test_the_log_is_written_once(purchase, acting_as):
    row = purchase()
    with context.system("test"):
        told = make_told(row)
    with acting_as("coordinator"):
        assert Told.objects.filter(pk=told.pk).update(what="Muuta") == 0
        assert Told.objects.filter(pk=told.pk).delete()[0] == 0


def test_a_company_buys_nothing_here(decided, log_in):
    assert log_in("owner").post(address("begin", decided(), "owner"), TYPED).status_code == 403


def test_what_has_not_been_decided_is_not_bought(decided, log_in, acting_as, world):
    experiment = decided("evaluating")
    assert log_in("coordinator").post(address("begin", experiment), TYPED).status_code == 404
    with acting_as("coordinator"), pytest.raises(DatabaseError), transaction.atomic():
        make_purchase(experiment, world.municipality)


def test_a_stale_form_overwrites_nothing(purchase, log_in):
    row = purchase()
    for title, status in (("Ensin", 302), ("Sitten", 409)):
        response = log_in("coordinator").post(address("write", row), {**TYPED, "title": title, "version": 1})
        assert response.status_code == status
    assert now(row).title == "Ensin"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_memo_is_one_page_in_each_language(language, purchase, log_in):
    row = purchase(grounds="Kokeilu vähensi käyntejä. " * 40)
    with context.system("test"):
        make_told(row)
    response = log_in("coordinator").get(address("memo", row).replace("/fi/", f"/{language}/"))
    reader = PdfReader(BytesIO(response.content))
    assert (response["Content-Type"], len(reader.pages)) == ("application/pdf", 1)
    assert "Kokeilu vähensi käyntejä." in " ".join(reader.pages[0].extract_text().split())


def test_only_operators_change_thresholds(acting_as):
    with acting_as("coordinator"):
        assert Threshold.objects.all().update(amount=1) == 0
    with acting_as("operator"):
        assert Threshold.objects.filter(kind="goods", level="national").update(amount=Decimal(70000)) == 1


def read(row, log_in, language="fi"):
    with override(language):
        answer = log_in("coordinator").get(address("memo", row))
    return " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())


def test_a_decided_purchase_keeps_what_its_decision_rested_on(purchase, decided, log_in):
    experiment = decided()
    row = purchase(experiment=experiment, value=40000)
    with context.system("test"):
        make_told(row)
    assert log_in("coordinator").post(address("decide", row)).status_code == 302
    before = {language: read(row, log_in, language) for language in ("fi", "sv", "en")}
    with context.system("test"):
        Threshold.objects.filter(kind="goods", level="national").update(amount=Decimal(10))
        make_purchase(experiment, row.organisation, value=30000, title="Toinen")
        make_told(row, what="Kerrottu vasta päätöksen jälkeen.")
        type(experiment).objects.filter(pk=experiment.pk).update(title="Toinen nimi")
    with clock.set_to(clock.now() + timedelta(days=9)):
        assert {language: read(row, log_in, language) for language in ("fi", "sv", "en")} == before
    page = log_in("coordinator").get(address("purchase", row)).content.decode().replace("\xa0", " ")
    assert ("60\u202f000 €" in page or "60 000 €" in page, "vasta päätöksen jälkeen" in page) == (True, True)


@pytest.mark.parametrize(
    "change", [{"value": 1}, {"state": "draft", "decided_at": None}, {"basis": {}}, {"version": 9}]
)
def test_the_database_lets_a_decided_purchase_change_no_more(change, purchase, log_in, acting_as):
    row = purchase()
    log_in("coordinator").post(address("decide", row))
    for who in (acting_as("coordinator"), context.system("test")):
        with who, pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            Purchase.objects.filter(pk=row.pk).update(**change)
    with context.system("test"):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            Purchase.objects.filter(pk=row.pk)._raw_delete("default")
        assert Purchase.objects.filter(pk=row.pk).update(decided_by=None) == 1  # an erased account


def test_a_draft_is_discarded_by_who_wrote_it(purchase, world, log_in):
    row = purchase(made_by=world.people["coordinator"])
    page = log_in("coordinator").get(address("purchase", row)).content.decode()
    assert address("discard", row) in page
    assert log_in("clerk").post(address("discard", row, "clerk")).status_code == 403
    assert log_in("coordinator").post(address("discard", row)).status_code == 302
    with context.system("test"):
        assert not Purchase.objects.exists()
        assert Entry.objects.get(verb="purchase.discarded").data == {"title": row.title}


@pytest.mark.parametrize(("what", "status"), [("told", 409), ("decided", 409), ("another's", 403)])
def test_what_was_told_decided_or_written_by_another_is_not_discarded(what, status, purchase, world, log_in):
    row = purchase(made_by=world.people["clerk" if what == "another's" else "coordinator"])
    if what == "told":
        with context.system("test"):
            make_told(row)
    if what == "decided":
        log_in("coordinator").post(address("decide", row))
    assert log_in("coordinator").post(address("discard", row)).status_code == status
    assert now(row).pk == row.pk
