"""From the plan of a phase to the last sheet: who may, what is refused, what follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from challenges.evaluation import actions, calendar, workflow
from challenges.evaluation.models import Assignment, Conflict, Evaluator, Phase, Score
from challenges.models import Challenge
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.outbox.models import Mail
from mint.web import MoveError
from tests.rows.evaluation import REASON, make_assignment, make_closed_call, make_evaluator, make_phase, score


@pytest.fixture
def planned(world):
    """A closed call with a planned phase and four people asked."""
    with context.system("test"):
        challenge, _proposals = make_closed_call(world)
        phase = make_phase(challenge)
        for who in ("outsider", "teacher", "curator", "viewer"):
            make_evaluator(phase, world.people[who], declared=False)
    return phase


def fresh(row):
    with context.system("test"):
        return type(row).objects.get(pk=row.pk)


def url(name, *args):
    return reverse(f"evaluation:{name}", args=["municipality", *args])


def test_a_phase_is_planned_shared_out_and_opened(planned, log_in, run_outbox):
    browser = log_in("coordinator")
    assert browser.post(url("move", planned.pk, "opened")).status_code == 409
    assert browser.post(url("share_out", planned.pk)).status_code == 302
    with context.system("test"):
        pairs = list(Assignment.objects.values_list("proposal_id", "user__name"))
        company = planned.challenge.proposals.get(title="Ruokopaali").pk
    assert len(pairs) == 6
    assert (company, "Viewer") not in pairs  # a member of the proposing company
    assert browser.post(url("move", planned.pk, "opened")).status_code == 302
    assert (fresh(planned).state, fresh(planned.challenge).state) == ("open", "evaluating")
    run_outbox()
    with context.system("test"):
        assert Notification.objects.filter(kind="evaluation_opened").count() == 0  # in ten minutes
    assert browser.post(url("undo", planned.pk)).status_code == 302
    assert (fresh(planned).state, fresh(planned.challenge).state) == ("planned", "closed")


def test_the_seed_gives_the_same_allocation_again(planned, acting_as):
    with acting_as("coordinator") as actor:
        first = actions.share_out(planned, actor=actor).added
        assert actions.share_out(planned, actor=actor).added == frozenset()
    with context.system("test"):
        Assignment.objects.all().delete()
    with acting_as("coordinator") as actor:
        assert actions.share_out(planned, actor=actor).added == first


def test_a_tie_is_refused_until_it_is_waived_with_a_reason(planned, log_in, world):
    with context.system("test"):
        proposal = planned.challenge.proposals.get(title="Ruokopaali")
    pair = {"proposal": proposal.pk, "user": world.people["viewer"].pk}
    browser = log_in("coordinator")
    assert browser.post(url("give", planned.pk), pair).status_code == 409
    assert browser.post(url("waive", planned.pk), {**pair, "reason": "lyhyt"}).status_code == 409
    with context.system("test"):
        assert (Assignment.objects.count(), Conflict.objects.count()) == (0, 0)
    assert browser.post(url("waive", planned.pk), {**pair, "reason": "Ainoa alan tuntija."}).status_code == 302
    assert browser.post(url("give", planned.pk), pair).status_code == 302
    with context.system("test"):
        waived = Conflict.objects.get()
        assert (waived.kind, waived.waiver, Assignment.objects.count()) == ("company", "Ainoa alan tuntija.", 1)
        assert Entry.objects.filter(verb="evaluation.waived", reason="Ainoa alan tuntija.").count() == 1
    assert "Ainoa alan tuntija." in browser.get(url("phase", planned.pk)).content.decode()


def test_nothing_is_shown_before_ties_are_declared_and_a_declared_tie_hides_the_case(case, log_in, run_outbox):
    sheet, other = case.sheet("outsider", 0, declared=False), case.sheet("outsider", 1)
    with context.system("test"):
        make_evaluator(case.phase, case.world.people["teacher"])
    browser = log_in("outsider")
    assert browser.get(reverse("evaluation:score", args=[sheet.pk])).status_code == 404
    page = browser.get(reverse("evaluation:declare", args=[case.phase.pk])).content.decode()
    assert all(name in page for name in ("Company", "Partner", "Other Company"))
    assert "Ruokopaali" not in page
    tied = {"ties": [f"o{case.world.company.pk}"], "words": "Sisareni työskentelee siellä.", "sure": "on"}
    assert browser.post(reverse("evaluation:declare", args=[case.phase.pk]), tied).status_code == 302
    assert browser.get(reverse("evaluation:score", args=[sheet.pk])).status_code == 404
    assert browser.get(reverse("evaluation:score", args=[other.pk])).status_code == 200
    run_outbox()
    with context.system("test"):
        assert Assignment.objects.get(pk=sheet.pk).state == "conflicted"
        assert Conflict.objects.get().words == "Sisareni työskentelee siellä."
        assert set(
            case.phase.assignments.live().filter(proposal=case.proposals[0]).values_list("user__name", flat=True)
        ) == {"Teacher"}


def test_a_blind_page_names_nobody(case, log_in):
    sheet = case.sheet("outsider", 0)
    page = log_in("outsider").get(reverse("evaluation:score", args=[sheet.pk])).content.decode()
    assert "Ruokopaali" in page
    assert "Company" not in page
    assert "owner@example.test" not in page


def typed(sheet, points=(4, 2), reason=REASON):
    with context.system("test"):
        criteria = list(sheet.challenge.criteria.order_by("position").values_list("pk", flat=True))
    pairs = zip(criteria, points, strict=True)
    return {key: value for pk, given in pairs for key, value in ((f"p{pk}", given), (f"r{pk}", reason))}


def test_a_sheet_is_saved_as_it_is_typed_and_shows_the_sum_of_its_parts(case, log_in):
    sheet = case.sheet("outsider", 0)
    address = reverse("evaluation:score", args=[sheet.pk])
    saved = log_in("outsider").post(address, typed(sheet), headers={"HX-Request": "true"})
    assert saved.status_code == 200
    assert "Tallennettu klo" in saved.content.decode()
    assert (saved.context["total"], saved.context["most"]) == (64, 100)  # 60 × 4/5 + 40 × 2/5
    assert [row.value for row in saved.context["sheet"]] == [48, 16]
    assert fresh(sheet).state == "given"


def test_only_a_complete_sheet_is_sent_and_then_it_is_locked(case, log_in):
    sheet = case.sheet("outsider", 0)
    address, browser = reverse("evaluation:score", args=[sheet.pk]), log_in("outsider")
    refused = browser.post(address, {**typed(sheet, reason="ok"), "send": "1"})
    assert (refused.status_code, refused.content.decode().count(">ok<")) == (422, 2)  # and what was scored is saved
    with context.system("test"):
        assert Score.objects.filter(reason="ok").count() == 2
    assert browser.post(address, {**typed(sheet), "send": "1"}).status_code == 302
    assert browser.post(address, {**typed(sheet, (5, 5)), "send": "1"}).status_code == 409
    with context.system("test"):
        assert list(Score.objects.order_by("criterion__position").values_list("points", flat=True)) == [4, 2]
        assert Entry.objects.filter(verb="evaluation.scored").count() == 1
    reopened = log_in("coordinator").post(url("reopen", case.phase.pk, sheet.pk), {"reason": "Korjaus pyydetty."})
    assert reopened.status_code == 302
    assert browser.post(address, {**typed(sheet, (5, 5)), "send": "1"}).status_code == 302
    assert fresh(sheet).state == "submitted"


@pytest.mark.parametrize(
    "change", [{"reason": "a\0b"}, {"reason": "x" * 1_000_000}, {"points": (6, 2)}, {"points": ("x", 2)}]
)
def test_what_does_not_fit_is_refused_in_words(change, case, log_in):
    sheet = case.sheet("outsider", 0)
    response = log_in("outsider").post(reverse("evaluation:score", args=[sheet.pk]), typed(sheet, **change))
    assert response.status_code == 422
    with context.system("test"):
        assert Score.objects.count() == 0


@pytest.mark.parametrize("who", ["teacher", "coordinator", "owner", "stranger", "partner"])
def test_nobody_opens_anothers_sheet(who, case, log_in):
    sheet = case.sheet("outsider", 0)
    case.sheet("teacher", 1)
    assert log_in(who).get(reverse("evaluation:score", args=[sheet.pk])).status_code == 404


def test_who_sees_a_tie_in_the_text_steps_aside(case, log_in, run_outbox):
    sheet = case.sheet("outsider", 0)
    address = reverse("evaluation:step_aside", args=[sheet.pk])
    assert log_in("outsider").post(address, {"words": "Tunnistan tekijän."}).status_code == 302
    assert log_in("outsider").get(reverse("evaluation:score", args=[sheet.pk])).status_code == 404
    run_outbox()
    with context.system("test"):
        assert (Conflict.objects.get().kind, fresh(sheet).state) == ("declared", "conflicted")
        assert (
            Mail.objects.filter(kind="evaluation_conflict").values_list("to", flat=True)[0]
            == "coordinator@example.test"
        )


def test_only_those_who_have_not_finished_are_reminded_and_once_a_day(case, log_in, run_outbox):
    score(case.sheet("teacher", 0, "submitted"), 3, 3)
    case.sheet("outsider", 0)
    for _ in range(2):
        assert log_in("coordinator").post(url("remind", case.phase.pk)).status_code == 302
    with context.system("test"):
        assert calendar.remind_due() == 0
    run_outbox()
    with context.system("test"):
        reminded = Mail.objects.filter(kind="evaluation_reminder").values_list("to", flat=True)
        assert list(reminded) == ["outsider@example.test"]


def test_the_calendar_reminds_before_the_last_day_and_ends_the_phase_after_it(case, run_outbox):
    case.sheet("outsider", 0)
    ends = clock.at(case.phase.closes_on)
    with context.system("test"), clock.set_to(ends - timedelta(days=4)):
        assert calendar.remind_due() == 0
    with context.system("test"), clock.set_to(ends - timedelta(days=3)):
        assert (calendar.remind_due(), calendar.remind_due(), calendar.close_due()) == (1, 0, 0)
    with context.system("test"), clock.set_to(ends + timedelta(days=1)):
        assert (calendar.close_due(), calendar.close_due()) == (1, 0)
        assert fresh(case.phase).state == "closed"


def test_two_phases_are_never_open_at_once(case, acting_as):
    with context.system("test"):
        second = make_phase(case.challenge)
        for who, number in (
            ("outsider", 0),
            ("teacher", 0),
            ("outsider", 1),
            ("teacher", 1),
            ("outsider", 2),
            ("teacher", 2),
        ):
            user = case.world.people[who]
            evaluator = Evaluator.objects.filter(phase=second, user=user).first() or make_evaluator(second, user)
            make_assignment(evaluator, case.proposals[number])
    with acting_as("coordinator") as actor, pytest.raises(MoveError, match="auki kerrallaan"):
        workflow.open_phase(second, actor=actor)


def test_an_outsider_is_invited_by_a_link_and_signs_in_by_a_code(case, log_in, client):
    form = {"email": "jury@elsewhere.test", "name": "Jäsen Jury", "language": "sv"}
    assert log_in("coordinator").post(url("invite_outside", case.phase.pk), form).status_code == 302
    with context.system("test"):
        mail = Mail.objects.get(kind="evaluation_invitation")
        evaluator = Evaluator.objects.get(user__email="jury@elsewhere.test")
    token = mail.text.split("/arvioinnit/kutsu/")[1].split("/")[0]
    assert (mail.language, token in evaluator.token_hash, mail.to) == ("sv", False, "jury@elsewhere.test")
    page = reverse("evaluation:invitation", args=[token])
    shown = client.get(page).content.decode()
    assert ("j…@elsewhere.test" in shown, "jury@elsewhere.test" in shown) == (True, False)
    assert client.post(page, {"send": "1"}).status_code == 302
    with context.system("test"):
        assert Mail.objects.filter(to="jury@elsewhere.test").count() == 2
    assert client.get(reverse("evaluation:invitation", args=["x" * 43])).status_code == 404
    assert log_in("coordinator").post(url("end", case.phase.pk, evaluator.pk)).status_code == 302
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("who", ["curator", "owner", "clerk", "outsider"])
def test_only_the_coordinator_runs_it(who, case, acting_as):
    with acting_as(who) as actor, pytest.raises(PermissionDenied):
        actions.share_out(case.phase, actor=actor)
    with acting_as(who) as actor, pytest.raises(PermissionDenied):
        actions.plan_phase(case.challenge, data={}, actor=actor)


def test_partners_of_a_call_with_criteria_are_not_selected_past_the_evaluation(case, log_in):
    address = reverse("challenges:move", args=["municipality", case.challenge.pk, "selected"])
    assert log_in("coordinator").post(address).status_code == 409
    assert fresh(case.challenge).state == "evaluating"
    assert Challenge.objects.filter(pk=case.challenge.pk).exists()
    assert Phase.objects.count() == 0  # to nobody


@pytest.mark.parametrize("people", [1, 8])
def test_the_pages_cost_the_same_however_many_evaluators(people, case, log_in, django_assert_max_num_queries):
    with context.system("test"):
        for _ in range(people):
            sheet = make_assignment(make_evaluator(case.phase), case.proposals[0], "submitted")
            score(sheet, 3, 4)
    browser = log_in("coordinator")
    with django_assert_max_num_queries(34):
        assert browser.get(url("phase", case.phase.pk)).status_code == 200
    with django_assert_max_num_queries(26):
        assert browser.get(url("results", case.phase.pk)).status_code == 200
