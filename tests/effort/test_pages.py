"""A company sees what was asked of it, and why; a project manager a sum, of three companies at least."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from challenges.models import Challenge
from challenges.questions.models import Question
from challenges.wizard import COMPANY
from companies.effort import counting
from companies.effort.asked import TABLE, minutes_of
from companies.effort.models import Sitting
from experiments.models import Measurement
from mint import clock
from mint.isolation import context
from mint.tenancy.models import Organisation
from placements.models import Confirmation
from tests.factories import OrganisationFactory
from tests.rows.experiments import add_measurement, make_experiment
from tests.rows.matching import make_match, make_need
from tests.rows.placements import make_application, make_placement
from tests.rows.proposals import make_call, make_proposal

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
MONTH = counting.Month.of(date(2026, 11, 1))


@pytest.fixture(autouse=True)
def _now():
    with clock.set_to(NOW):  # also what rows are made with by default
        yield


def challenge_of(world, company, *, sent=False, at=NOW, project=None):
    return Challenge.objects.create(
        organisation=company, municipality=world.place, project=project, created_at=at, title="Ruoko",
        problem="Kuka ostaa?", needs=["content"], state="in_review" if sent else "draft", submitted_at=at if sent else None,
    )  # fmt: skip


def sitting(company, seconds, subject, kind="challenge.problem"):
    at = {"created_at": NOW, "last_at": NOW, "finished_at": NOW}
    Sitting.objects.create(organisation=company, kind=kind, subject_id=subject, seconds=seconds, **at)


def own(browser, slug="company", **query):
    return browser.get(reverse("effort:own", args=[slug]), query)


def shown(response):
    return {line.asked.key: (line.times, round(line.minutes, 1)) for line in response.context["lines"]}


def projects(browser, slug="university"):
    rows = browser.get(reverse("effort:projects", args=[slug])).context["rows"]
    return {row["project"].code: (row["sum"].companies, row["sum"].minutes) for row in rows}


def test_every_thing_asked_has_its_minutes_its_basis_and_its_reason():
    assert [each.key for each in TABLE if not (each.minutes and each.basis and each.why and each.name)] == []
    assert [step.minutes for step in COMPANY] == [minutes_of(step.asked) for step in COMPANY]


def test_the_month_of_a_company_by_what_was_asked(world, log_in):
    with context.system("test"):
        challenge_of(world, world.company)
        sent = challenge_of(world, world.company, sent=True)
        challenge_of(world, world.company, at=datetime(2026, 10, 31, 21, 59, tzinfo=UTC))
        challenge_of(world, world.other_company)
        asked = {"organisation": world.company, "challenge": sent, "asker": world.people["partner"], "text": "Milloin?"}
        Question.objects.create(**asked, created_at=NOW, form_key="00000000-0000-4000-8000-000000000001")
    expected = {
        "challenge.problem": (2, 2.0 * minutes_of("challenge.problem")),
        "challenge.sought": (1, float(minutes_of("challenge.sought"))),
        "challenge.check": (1, float(minutes_of("challenge.check"))),
        "question.answer": (1, float(minutes_of("question.answer"))),
    }
    response = own(log_in("viewer"))
    assert shown(response) == expected
    assert response.context["minutes"] == sum(minutes for _times, minutes in expected.values())
    assert shown(own(log_in("viewer"), kk="2026-10")) == {"challenge.problem": (1, 2.0)}


def test_each_thing_is_counted_where_it_was_asked(world, log_in, acting_as):
    """Of the company that had to do it; what others did, an import and a draft are not."""
    with context.system("test"):
        need, other = make_need(world, 1), make_need(world, 2, organisation=world.partner)
        make_match(need, world.partner)
        make_match(other, world.company, interest_from="owner")
        make_match(make_need(world, 3), world.partner, interest_from="owner")
        metric = make_experiment(world, "running").metrics.get()
        add_measurement(metric, 2, 3)
        Measurement.objects.filter(pk=add_measurement(metric, 1, 3).pk).update(source="imported")
        application = make_application(world, make_placement(world))
        make_application(world, application.placement, "draft", who="outsider")
        confirmed = {"organisation": world.company, "application": application, "terms_hash": "0" * 64}
        for party in ("host", "student"):
            Confirmation.objects.create(**confirmed, party=party)
        call = make_call(world)
        make_proposal(world, call)
        make_proposal(world, make_call(world), "draft")
        make_proposal(world, call, who="partner", organisation=world.partner)
    found = {key: times for key, (times, _minutes) in shown(own(log_in("owner"))).items()}
    assert found == {
        **dict.fromkeys((step.asked for step in COMPANY), 1),  # of the experiment's challenge
        "match.answer": 2,
        "proposal.sent": 1,
        "experiment.measurement": 1,
        "placement.application": 1,
        "placement.confirmation": 1,
    }
    with acting_as("owner") as actor:
        (sums,) = counting.sums([world.project.pk], MONTH)
    assert (actor.organisation_id, sums.minutes) == (world.company.pk, None)  # two companies


@pytest.mark.parametrize("word", ["", "x", "2027-01", "0001-01", "9999-99", "2026-11-30"])
def test_a_month_that_is_none_or_ahead_is_the_present_one(world, log_in, word):
    assert own(log_in("owner"), kk=word).context["month"] == MONTH


def test_the_medians_of_enough_companies_take_the_place_of_the_estimate(world, log_in):
    with context.system("test"):
        challenge_of(world, world.company)
        for number, company in enumerate((world.company, world.company, world.other_company, world.other_company)):
            sitting(company, 60 * (number + 1), number)
        assert counting.medians() == {}
        sitting(world.other_company, 300, 9)
        assert counting.medians() == {}  # five, of two companies: one would learn of the other
        sitting(world.partner, 600, 10)
    assert shown(own(log_in("owner"))) == {"challenge.problem": (1, 3.5)}


def test_a_company_sees_its_own_measured_minutes(world, log_in):
    with context.system("test"):
        challenge_of(world, world.company)
        sitting(world.company, 90, 1)
        sitting(world.partner, 900, 2)
    (line,) = own(log_in("owner")).context["lines"]
    assert line.spent == 1.5


@pytest.mark.parametrize(
    ("who", "slug", "status"),
    [("owner", "company", 200), ("viewer", "company", 200), ("stranger", "company", 404), ("manager", "company", 404),
     ("coordinator", "municipality", 403), ("curator", "university", 403), ("manager", "university", 403)],
)  # fmt: skip
def test_only_a_companys_members_see_its_month(world, log_in, who, slug, status):
    assert own(log_in(who), slug).status_code == status


def test_a_manager_sees_the_sum_of_three_companies_and_of_no_fewer(world, log_in):
    with context.system("test"):
        for company in (world.company, world.partner):
            challenge_of(world, company, sent=True, project=world.project)
        challenge_of(world, world.other_company, sent=True, project=world.other_project)
    assert projects(log_in("manager")) == {"MINT-2": (0, None)}
    with context.system("test"):
        third = OrganisationFactory(kind="company", municipality=world.place, slug="third", name="Third")
        challenge_of(world, third, sent=True, project=world.project)
    each = sum(step.minutes for step in COMPANY)
    assert projects(log_in("manager")) == {"MINT-2": (3, 3 * each)}
    html = log_in("manager").get(reverse("effort:projects", args=["university"])).content.decode()
    with context.system("test"):
        names = Organisation.objects.filter(kind="company").values_list("name", flat=True)
    assert [name for name in names if f">{name}<" in html] == []


@pytest.mark.parametrize(
    ("who", "slug"), [("owner", "company"), ("curator", "university"), ("coordinator", "municipality")]
)
def test_nobody_else_sees_the_sums(world, log_in, who, slug):
    assert log_in(who).get(reverse("effort:projects", args=[slug])).status_code == 403


@pytest.mark.parametrize(("who", "slug", "route"), [("owner", "company", "own"), ("manager", "university", "projects")])
def test_a_desk_has_one_line_that_leads_there(world, log_in, who, slug, route):
    html = log_in(who).get(reverse("pages:workspace", args=[slug])).content.decode()
    assert html.count(f'href="{reverse(f"effort:{route}", args=[slug])}"') == 1


def test_a_month_costs_the_same_for_one_row_and_for_thirty(world, log_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = log_in("owner")
    own(browser)
    counts = []
    for size in (1, 30):
        with context.system("test"):
            for _each in range(size):
                challenge_of(world, world.company, sent=True)
        with CaptureQueriesContext(connection) as asked:
            own(browser)
        counts.append(len(asked))
    assert counts[0] == counts[1]
