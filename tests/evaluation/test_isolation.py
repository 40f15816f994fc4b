"""Who reads what of an evaluation, by the rule and by the database; ties are refused by both."""

import pytest
from django.db import DatabaseError, connection, transaction

from challenges.evaluation import ties
from challenges.evaluation.models import Assignment, Conflict, Decision, Evaluator, Memo, Phase, Score, Verdict
from challenges.proposals.models import Answer, Proposal
from mint import clock
from mint.isolation import context
from tests.factories import MembershipFactory
from tests.rows.evaluation import make_assignment, make_decision, make_evaluator, score
from tests.rows.matching import agreed, make_match, make_need
from tests.world import EVERYBODY

TABLES = (Phase, Evaluator, Assignment, Score, Conflict, Decision, Verdict, Memo, Proposal)


def seen(model, actor):
    """(by the rule and the database, by the database alone), as ids."""
    return set(model.objects.visible_to(actor).values_list("pk", flat=True)), set(
        model.objects.values_list("pk", flat=True)
    )


@pytest.mark.parametrize("who", [*EVERYBODY])
def test_the_rule_and_the_database_agree(who, case, acting_as):
    score(case.sheet("outsider", 0, "submitted"), 4, 2)
    score(case.sheet("teacher", 0), 1, 1)
    case.sheet("coordinator", 1)
    with context.system("test"):
        make_decision(case.challenge, case.proposals, "released")
        Conflict.objects.create(
            organisation_id=case.phase.organisation_id, phase=case.phase, proposal=case.proposals[2],
            user=case.world.people["teacher"], kind="declared",
        )  # fmt: skip
    with acting_as(who) as actor:
        for model in TABLES:
            by_both, by_database = seen(model, actor)
            assert (model.__name__, by_both) == (model.__name__, by_database)
    with context.system("test"):
        by_rule = {model: set(model.objects.visible_to(actor).values_list("pk", flat=True)) for model in TABLES}
    with acting_as(who):
        assert by_rule == {model: seen(model, actor)[1] for model in TABLES}


def ids(model, acting_as, who):
    with acting_as(who) as actor:
        return set(model.objects.visible_to(actor).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("rule", "own", "shown"),
    [
        ("always", "given", True),
        ("after_own", "given", False),
        ("after_own", "submitted", True),
        ("never", "submitted", False),
    ],
)
def test_others_scores_are_seen_as_the_phase_says(rule, own, shown, case, acting_as):
    with context.system("test"):
        Phase.objects.update(shows_others=rule)
    score(case.sheet("teacher", 0, "submitted"), 4, 2)
    case.sheet("outsider", 0, own)
    with acting_as("outsider") as actor:
        by_both, by_database = seen(Score, actor)
    with context.system("test"):
        expected = set(Score.objects.values_list("pk", flat=True)) if shown else set()
    assert (by_both, by_database) == (expected, expected)


def test_a_coordinator_who_scores_reads_no_results_before_the_phase_ends(case, acting_as):
    score(case.sheet("teacher", 0, "submitted"), 4, 2)
    assert len(ids(Score, acting_as, "coordinator")) == 2
    case.sheet("coordinator", 1)
    assert ids(Score, acting_as, "coordinator") == set()
    with context.system("test"):
        Phase.objects.update(state="closed")
    assert len(ids(Score, acting_as, "coordinator")) == 2


def test_whose_university_has_proposed_reads_nothing_of_the_evaluation(case, acting_as):
    score(case.sheet("outsider", 0, "submitted"), 4, 2)
    assert len(ids(Score, acting_as, "curator")) == 2
    with context.system("test"):
        Proposal.objects.filter(pk=case.proposals[2].pk).update(organisation=case.world.university)
    assert ids(Score, acting_as, "curator") == set()
    assert ids(Phase, acting_as, "curator") == set()


@pytest.mark.parametrize(("shows_names", "rows"), [(True, 1), (False, 0)])
def test_a_blind_phase_opens_no_proposal_but_its_text(shows_names, rows, case, acting_as):
    with context.system("test"):
        Phase.objects.update(shows_names=shows_names)
    sheet = case.sheet("outsider", 0)
    case.sheet("teacher", 1)
    with acting_as("outsider") as actor:
        assert Proposal.objects.visible_to(actor).count() == rows
        assert Proposal.objects.count() == rows
        assert Answer.objects.count() == rows * 2
        with connection.cursor() as cursor:
            cursor.execute("SELECT assignment_id, title, proposer FROM mint.cases_to_score()")
            assert cursor.fetchall() == [(sheet.pk, "Ruokopaali", "Company" if shows_names else "")]
            cursor.execute("SELECT count(*) FROM mint.answers_to_score(%s)", [sheet.pk])
            assert cursor.fetchone() == (2,)


@pytest.mark.parametrize(
    "change",
    [{"declared_at": None}, {"left_at": clock.now()}, {"expires_at": clock.now()}],
)  # fmt: skip
def test_nothing_is_read_before_declaring_or_after_the_end(change, case, acting_as):
    case.sheet("outsider", 0)
    with context.system("test"):
        Phase.objects.update(shows_names=True)
        Evaluator.objects.update(**change)
    with acting_as("outsider"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM mint.cases_to_score()")
        assert cursor.fetchone() == (0,)
        assert Proposal.objects.count() == 0


@pytest.mark.parametrize("who", ["teacher", "outsider", "owner", "stranger", "anonymous", "other_coordinator"])
def test_the_database_says_of_ties_only_to_who_coordinates(who, case, acting_as):
    with acting_as(who):
        assert ties.found([case.proposals[0].pk], [case.world.people["owner"].pk]) == {}


def tie(case, acting_as, who, number=0):
    with acting_as("coordinator"):
        pair = (case.proposals[number].pk, case.world.people[who].pk)
        return ties.found(*[[each] for each in pair]).get(pair, "")


def test_ties_are_found_by_kind(case, acting_as, world):
    assert tie(case, acting_as, "owner") == "team"
    assert tie(case, acting_as, "viewer") == "company"
    assert tie(case, acting_as, "teacher") == ""
    with context.system("test"):
        MembershipFactory(user=world.people["owner"], organisation=world.university, roles=["student"])
    assert tie(case, acting_as, "teacher") == "employer"


def test_an_agreed_match_is_joint_work(case, acting_as, world):
    assert tie(case, acting_as, "coordinator") == ""
    with context.system("test"):
        match = make_match(make_need(world, 5), world.partner, **agreed())
        type(match.need).objects.filter(pk=match.need_id).update(organisation=world.municipality)
        type(match).objects.filter(pk=match.pk).update(organisation=world.municipality)
    assert tie(case, acting_as, "coordinator", 1) == "joint_work"
    assert tie(case, acting_as, "coordinator", 2) == ""


def test_a_team_member_is_known_by_the_address(case, acting_as, world):
    with context.system("test"):
        case.proposals[0].members.create(name="Opettaja", email="TEACHER@example.test")
    assert tie(case, acting_as, "teacher") == "team"


def test_the_database_refuses_a_sheet_with_a_tie(case, world):
    with context.system("test"):
        evaluator = make_evaluator(case.phase, world.people["viewer"])
        refused = pytest.raises(DatabaseError, match="a conflict of interest that nobody has waived")
        with refused, transaction.atomic():
            make_assignment(evaluator, case.proposals[0])
        Conflict.objects.create(
            organisation_id=case.phase.organisation_id, phase=case.phase, proposal=case.proposals[0],
            user=world.people["viewer"], kind="company", waiver="Ainoa asiantuntija.", waived_at=clock.now(),
        )  # fmt: skip
        assert make_assignment(evaluator, case.proposals[0]).pk


def test_a_finished_sheet_is_opened_only_by_who_coordinates(case, acting_as):
    sheet = case.sheet("outsider", 0, "submitted")
    refused = pytest.raises(DatabaseError, match="a finished sheet is opened by who coordinates")
    with acting_as("outsider"), refused, transaction.atomic():
        Assignment.objects.filter(pk=sheet.pk).update(state="given")
    with acting_as("coordinator"):
        assert Assignment.objects.filter(pk=sheet.pk).update(state="given") == 1


def test_an_evaluator_does_not_lengthen_their_own_access(case, acting_as):
    case.sheet("outsider", 0)
    refused = pytest.raises(DatabaseError, match="and nothing else")
    with acting_as("outsider"), refused, transaction.atomic():
        Evaluator.objects.update(expires_at=clock.now())


@pytest.mark.parametrize("who", ["outsider", "teacher", "coordinator", "owner"])
def test_nobody_writes_anothers_scores(who, case, acting_as):
    theirs = score(case.sheet("curator", 0), 3, 3)
    case.sheet("outsider", 0)
    with acting_as(who):
        assert Score.objects.filter(assignment=theirs).update(points=5) == 0


def test_before_the_release_no_proposer_sees_a_verdict_and_after_it_only_their_own(case, acting_as):
    with context.system("test"):
        decision = make_decision(case.challenge, case.proposals)
    for who in ("owner", "viewer", "partner", "stranger", "outsider"):
        assert ids(Verdict, acting_as, who) == ids(Decision, acting_as, who) == set()
    with context.system("test"):
        Verdict.objects.update(released_at=clock.now())
        mine = {row.proposer_organisation_id: row.pk for row in decision.verdicts.all()}
    assert ids(Verdict, acting_as, "viewer") == {mine[case.world.company.pk]}
    assert ids(Verdict, acting_as, "partner") == {mine[case.world.partner.pk]}
    assert ids(Verdict, acting_as, "outsider") == set()
    assert len(ids(Verdict, acting_as, "coordinator")) == 3
