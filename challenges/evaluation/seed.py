"""The demo's evaluations: one under way, with two evaluators done and one not; one decided and released."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from challenges import workflow as of_challenges
from challenges.evaluation import actions, inviting, workflow
from challenges.evaluation.models import Assignment, Evaluator, Phase
from challenges.evaluation.seed_texts import CALL, FEEDBACK, GROUNDS, POINTS, PROPOSALS, REASONS, UNSUITABLE, WAIVER
from challenges.evaluation.states import Outcome, Sharing
from challenges.models import Challenge
from challenges.proposals import seed as proposals
from challenges.proposals import workflow as of_proposals
from challenges.proposals.models import Proposal
from mint import clock
from mint.actor import Actor

if TYPE_CHECKING:
    from mint.management.seeding import World

OUTSIDE = "evaluator"


def seed(world: "World") -> None:
    _under_way(world)
    _decided(world)


def _phase(world: "World", challenge: Challenge, coordinator: Actor, **rules: Any) -> Phase:
    data = {"name": "Pisteytys", "shows_names": False, "shows_others": Sharing.AFTER_OWN, "least_reviews": 2, **rules}
    phase = actions.plan_phase(challenge, data=data, actor=coordinator)
    Phase.objects.filter(pk=phase.pk).update(seed=24112026)  # the same allocation in every demonstration
    phase.refresh_from_db()
    evaluator = world.people[OUTSIDE]
    inviting.invite_address(phase, email=evaluator.email, name=evaluator.name, language="fi", actor=coordinator)
    for key in ("curator_lut", "researcher_lut"):
        inviting.ask(phase, world.people[key], actor=coordinator)
    return phase


def _under_way(world: "World") -> None:
    coordinator = world.actor("coord_parikkala")
    challenge = Challenge.objects.get(pk=world.objects["CALL_CLOSED"].pk)
    waiting = Proposal.objects.get(pk=world.objects["P_TOIV"].pk)
    now = clock.now()
    with clock.set_to(now - timedelta(hours=20)):
        of_proposals.reject(waiting, actor=coordinator, reason=UNSUITABLE)
        ends = clock.today() + timedelta(days=9)
        phase = _phase(world, challenge, coordinator, opens_on=clock.today(), closes_on=ends)
        _shared_out(world, phase, coordinator)
        workflow.open_phase(phase, actor=coordinator)
    for number, key in enumerate(("curator_lut", "researcher_lut")):
        with clock.set_to(now - timedelta(hours=6 - number)):
            _score(world, phase, key, finish=True)
    with clock.set_to(now - timedelta(hours=2)):
        _declare(world, phase, OUTSIDE)


def _shared_out(world: "World", phase: Phase, coordinator: Actor) -> None:
    """What ties leave short is scored by somebody who may do so in spite of theirs: the waiver is seen on the pages."""
    user = world.people["curator_lut"].pk
    for proposal in actions.share_out(phase, actor=coordinator).short:
        actions.waive(phase, proposal_id=proposal, user_id=user, reason=WAIVER, actor=coordinator)
    actions.share_out(phase, actor=coordinator)


def _declare(world: "World", phase: Phase, key: str) -> Actor:
    actor = world.actor(key)
    evaluator = Evaluator.objects.select_related("phase").get(phase=phase, user=world.people[key])
    Evaluator.objects.filter(pk=evaluator.pk).update(declared_at=clock.now())
    return actor


def _score(world: "World", phase: Phase, key: str, *, finish: bool) -> None:
    actor = _declare(world, phase, key)
    for turn, sheet in enumerate(Assignment.objects.filter(phase=phase, user=world.people[key]).order_by("id")):
        data = {}
        for number, criterion in enumerate(sheet.challenge.criteria.order_by("position", "id")):
            points = POINTS[(turn * 2 + number + len(key)) % len(POINTS)]
            data[criterion.pk] = {"points": points, "reason": REASONS[points]}
        saved = actions.save_sheet(sheet, data=data, actor=actor)
        if finish:
            workflow.submit_sheet(saved, actor=actor)


def _decided(world: "World") -> None:
    """In Rautjärvi, a month ago: one of two proposals was selected."""
    coordinator = world.actor("coord_rautjarvi")
    now = clock.now()
    with clock.set_to(now - timedelta(days=30)):
        challenge = proposals.called(world, CALL)
        world.remember(CALL.key, challenge)
    with clock.set_to(now - timedelta(days=38)):
        found = [proposals.proposed(world, text, number) for number, text in enumerate(PROPOSALS)]
    with clock.set_to(now - timedelta(days=29)):
        of_challenges.close(challenge, actor=Actor.system(of_challenges.CLOSER))
        for proposal in found:
            of_proposals.shortlist(Proposal.objects.get(pk=proposal.pk), actor=coordinator)
        challenge = Challenge.objects.get(pk=challenge.pk)
        today: date = clock.today()
        phase = _phase(world, challenge, coordinator, opens_on=today, closes_on=today + timedelta(days=5))
        _shared_out(world, phase, coordinator)
        workflow.open_phase(phase, actor=coordinator)
        for key in ("curator_lut", "researcher_lut", OUTSIDE):
            _score(world, phase, key, finish=True)
    with clock.set_to(now - timedelta(days=23)):
        workflow.close_phase(Phase.objects.get(pk=phase.pk), actor=coordinator)
    with clock.set_to(now - timedelta(days=20)):
        outcomes = (Outcome.SELECTED, Outcome.NOT_SELECTED)
        verdicts = {
            proposal.pk: {"outcome": outcome, "feedback": feedback}
            for proposal, outcome, feedback in zip(found, outcomes, FEEDBACK, strict=True)
        }
        decision = actions.prepare(challenge, reasons=GROUNDS, verdicts=verdicts, actor=coordinator)
        workflow.release(decision, actor=coordinator)
