"""Hours in kind: priced by the giver's own rate, frozen with the plan, and summed beside its money."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.translation import override

from experiments import workflow
from experiments.hours import actions
from experiments.hours.actions import Promise
from experiments.hours.models import Line
from experiments.models import Experiment
from experiments.plan import deviations
from experiments.states import State
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError
from tests.experiments.conftest import now_in_database
from tests.rows.experiments import make_experiment
from tests.rows.hours import make_line, make_tariff
from tests.rows.matching import TENANT


@pytest.fixture
def make(world):
    def build(state=State.PLANNING, **columns):
        with context.system("test"):
            return make_experiment(world, state, **columns)

    return build


@pytest.fixture
def rate(world):
    with context.system("test"):
        make_tariff(world.partner, rate=Decimal(40))
        return make_tariff(world.company)


def url(name, experiment, *args, who="editor"):
    return reverse(f"hours:{name}", args=[TENANT[who], experiment.pk, *args])


def typed(tariff, **changes):
    return {"work": "Asennus", "tariff": tariff.pk, "hours": "12,5", "note": "Kaksi päivää", **changes}


def kept(experiment):
    with context.system("test"):
        rows = Line.objects.filter(experiment=experiment).order_by("pk")
        return [(row.work, str(row.hours), str(row.rate)) for row in rows]


def test_hours_are_priced_by_the_rate_of_the_first_day(make, rate, world, log_in):
    with context.system("test"):
        ended = make_tariff(world.company, name_fi="Vanha", valid_until=date(2019, 12, 31))
    experiment, browser = make(), log_in("editor")
    assert browser.post(url("lines", experiment), typed(rate)).status_code == 302
    assert browser.post(url("lines", experiment), typed(rate)).status_code == 302  # a double click
    assert browser.post(url("lines", experiment), typed(rate, hours="3")).status_code == 422
    assert browser.post(url("lines", experiment), typed(ended, work="Muu")).status_code == 422
    assert kept(experiment) == [("Asennus", "12.50", "50.00")]
    fresh = now_in_database(experiment)
    assert world.people["editor"].pk in fresh.writer_ids
    for page in (url("lines", experiment), reverse("experiments:manage", args=["company", experiment.pk])):
        text = browser.get(page).content.decode().replace("\xa0", " ")
        assert [words for words in ("12,5 h, 625 €", "2 500 €", "3 125 €") if words not in text] == []
    plan = browser.get(reverse("experiments:plan", args=["company", experiment.pk])).content.decode()
    assert "3 125 €" in plan.replace("\xa0", " ")


def test_a_plan_without_a_first_day_takes_no_hours(make, rate, log_in):
    experiment = make(planned=False)
    assert log_in("editor").post(url("lines", experiment), typed(rate)).status_code == 422
    assert kept(experiment) == []


@pytest.mark.parametrize(
    ("who", "status"), [("partner", 422), ("viewer", 403), ("coordinator", 403), ("stranger", 404)]
)
def test_nobody_gives_the_hours_of_another(who, status, make, rate, log_in):
    experiment = make()
    assert log_in(who).post(url("lines", experiment, who=who), typed(rate)).status_code == status
    assert kept(experiment) == []


def test_a_party_gives_its_own(make, rate, world, log_in):
    experiment = make()
    with context.system("test"):
        own = world.partner.tariffs.get()
    assert log_in("partner").post(url("lines", experiment, who="partner"), typed(own)).status_code == 302
    assert kept(experiment) == [("Asennus", "12.50", "40.00")]
    page = log_in("editor").get(url("lines", experiment)).content.decode()
    assert (world.partner.name in page, re.search(r"/tunnit/[0-9]", page)) == (True, None)


def test_a_line_is_changed_at_todays_rate_and_taken_away_by_its_giver(make, rate, log_in):
    experiment = make()
    with context.system("test"):
        line = make_line(experiment, rate)
        type(rate).objects.filter(pk=rate.pk).update(rate=60)
    browser, address = log_in("editor"), url("line", experiment, line.pk)
    assert browser.get(address).status_code == 200
    assert browser.post(address, typed(rate, version=1)).status_code == 302
    assert browser.post(address, typed(rate, version=1, hours="1")).status_code == 409
    assert kept(experiment) == [("Asennus", "12.50", "60.00")]
    assert log_in("partner").post(url("remove", experiment, line.pk, who="partner")).status_code == 403
    assert browser.post(url("remove", experiment, line.pk)).status_code == 302
    assert kept(experiment) == []


def test_what_changes_after_the_review_is_a_deviation_that_takes_a_reason(make, rate, world, acting_as):
    experiment = make()
    with context.system("test"):
        line = make_line(experiment, rate)
    with acting_as("editor") as actor:
        experiment = workflow.submit(experiment, actor=actor)
        assert deviations(experiment) == []
    with acting_as("coordinator") as actor:
        workflow.approve(now_in_database(experiment), actor=actor)
    with context.system("test"):
        line = Line.objects.select_related("experiment", "tariff").get(pk=line.pk)
    with acting_as("editor") as actor:
        more = Promise(line.tariff, line.work, Decimal(20))
        with pytest.raises(MoveError):
            actions.change(line, more, actor=actor, version=1)
        actions.change(line, more, actor=actor, version=1, reason="Työtä oli enemmän.")
        with override("en"):
            (found,) = deviations(now_in_database(experiment))
        assert (found.planned, found.now) == ("Suunnittelu, 10 h at 50 € an hour", "Suunnittelu, 20 h at 50 € an hour")
        line.refresh_from_db()
        actions.take_away(line, actor=actor, reason="Kumppani tekee sen.")
        with override("en"):
            (found,) = deviations(now_in_database(experiment))
        assert (found.label, found.now) == ("In-kind hours: Company, Suunnittelu", "–")
    with context.system("test"):
        said = Entry.objects.filter(verb__startswith="experiment.hours_").order_by("pk")
        assert [entry.reason for entry in said] == ["Työtä oli enemmän.", "Kumppani tekee sen."]


def test_a_plan_frozen_before_there_were_hours_has_no_deviation_of_them(make, rate):
    experiment = make(State.RUNNING)
    with context.system("test"):
        experiment.plan = {name: value for name, value in experiment.plan.items() if name != "hours"}
        make_line(experiment, rate)
        assert deviations(experiment) == []


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.CLOSED])
def test_when_the_plan_does_not_change_its_hours_do_not_either(state, make, rate, log_in):
    experiment = make(state)
    assert log_in("editor").post(url("lines", experiment), typed(rate, reason="Siksi.")).status_code in {409, 422}
    assert kept(experiment) == []


def test_who_approved_the_plan_writes_no_hours_of_it(make, rate, world, acting_as):
    experiment = make(State.RUNNING)
    with context.system("test"):
        Experiment.objects.filter(pk=experiment.pk).update(
            approver=world.people["owner"], author=None, submitted_by=None, writer_ids=[]
        )
    with acting_as("owner") as actor, pytest.raises(MoveError):
        actions.give(now_in_database(experiment), Promise(rate, "Työ", Decimal(1)), actor=actor, reason="Siksi.")
    assert kept(experiment) == []


@pytest.mark.attack(2)
def test_the_domain_and_the_database_refuse_the_hours_of_another(make, rate, world, acting_as):
    experiment = make()
    with context.system("test"):
        line = make_line(experiment, rate)
        line = Line.objects.select_related("experiment", "tariff").get(pk=line.pk)
    with acting_as("partner") as actor:
        with pytest.raises(PermissionDenied):
            actions.change(line, Promise(rate, "Työ", Decimal(1)), actor=actor, version=1)
        with pytest.raises(MoveError):
            actions.give(experiment, Promise(rate, "Työ", Decimal(1)), actor=actor)
        assert Line.objects.filter(pk=line.pk).update(hours=1) == 0
    with acting_as("stranger"):
        assert list(Line.objects.all()) == []
    with context.system("test"), transaction.atomic():
        make_line(experiment, rate, work="Muun hinnalla", giver_id=world.partner.pk)
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_what_a_party_promised_that_has_left_stays_and_only_the_owner_takes_it_away(
    make, rate, world, log_in, acting_as
):
    experiment = make(State.RUNNING)
    with context.system("test"):
        line = make_line(experiment, world.partner.tariffs.get(), giver_id=world.partner.pk)
        kept_by_party = make_line(experiment, rate, work="Oma")
        experiment.parties.all().delete()
    with acting_as("partner"):
        assert Line.objects.filter(pk=line.pk).update(hours=1) == 0
    with acting_as("editor"):
        assert Line.objects.filter(pk=line.pk).update(hours=1) == 0
    browser = log_in("editor")
    page = browser.get(url("lines", experiment)).content.decode()
    assert (url("remove", experiment, line.pk) in page, url("remove", experiment, kept_by_party.pk) in page) == (
        True,
        False,
    )
    assert browser.get(url("line", experiment, line.pk)).status_code == 403
    assert browser.post(url("remove", experiment, line.pk)).status_code == 409
    assert browser.post(url("remove", experiment, line.pk), {"reason": "Ei enää mukana."}).status_code == 302
    assert [row[0] for row in kept(experiment)] == ["Oma"]
    with context.system("test"):
        assert Entry.objects.get(verb="experiment.hours_taken_away").reason == "Ei enää mukana."
