"""Proposals to calls, and the evaluation of the company's."""

from typing import Any

from challenges.evaluation.inviting import KIND as EVALUATOR
from challenges.evaluation.models import Memo
from challenges.proposals.models import Proposal, ProposalAttachment
from mint.sealing import hashed as hashed_link
from tests.estate.rows import TOKEN, file
from tests.factories import ChallengeFactory
from tests.rows.evaluation import make_assignment, make_decision, make_evaluator, make_phase
from tests.rows.proposals import make_call, make_proposal
from tests.world import World

OF_CALL = ("start", "start_step", "start_check", "start_contact", "start_look_up", "start_forget", "claim", "received")


OF_PROPOSAL = ("show", "step", "check", "send", "drop", "withdraw", "undo", "delete", "detach")


def proposals(world: World) -> dict[str, dict[str, Any]]:
    def parts(row: Proposal) -> dict[str, Any]:
        kept = ProposalAttachment.objects.create(proposal=row, **file("ehdotus.txt"))
        return {"pk": row.pk, "attachment": kept.pk}

    call, over = make_call(world), make_call(world, "closed")
    draft = parts(make_proposal(world, call, "draft"))
    sent = make_proposal(world, over)
    own = parts(make_proposal(world, call, "draft", "outsider", organisation=None))
    of_over = {"pk": over.pk, "proposal": sent.pk}
    settling = {"in_review": "", "draft": "@draft"}
    unsettled = {
        mark: ChallengeFactory(organisation=world.company, project=world.project, state=state)
        for state, mark in settling.items()
    }
    return {
        "proposals": draft | {"number": 1, "challenge": call.pk},
        "proposals@over": parts(sent),
        **{f"proposals:own_{name}": own for name in OF_PROPOSAL},
        **{f"proposals:{name}": {"pk": call.pk} for name in OF_CALL},
        **{f"proposals:{name}": of_over for name in ("received@over", "read@over", "move", "uncheck")},
        **{
            f"proposals:{name}{mark}": {"pk": row.pk}
            for name in ("criteria", "suggest")
            for mark, row in unsettled.items()
        },
    }


OF_THE_CALL = ("plan", "decision", "release", "undo_release", "ask_memo", "memo")


def evaluation(world: World) -> dict[str, dict[str, Any]]:
    """Of the company's call: the evaluator has a sheet to fill in, the teacher has finished one."""
    challenge = make_call(world, state="evaluating", organisation=world.company)
    who = {"partner": world.partner, "stranger": world.other_company}
    proposals = [make_proposal(world, challenge, "shortlisted", key, organisation=owner) for key, owner in who.items()]
    phase = make_phase(challenge, "open")
    evaluator = make_evaluator(phase, world.people["evaluator"], token_hash=hashed_link(EVALUATOR, TOKEN))
    sheet = make_assignment(evaluator, proposals[0])
    make_assignment(make_evaluator(phase, world.people["teacher"]), proposals[0], "submitted")
    decision = make_decision(challenge, proposals)
    Memo.objects.create(
        organisation=world.company, decision=decision, language="fi", sha256="0" * 64, **file("muistio.txt")
    )
    of_phase = {"pk": phase.pk, "evaluator": evaluator.pk, "assignment": sheet.pk, "token": TOKEN, "language": "fi"}
    of_sheet, of_call = {"pk": sheet.pk}, {"pk": challenge.pk}
    return {
        "evaluation": of_phase,
        "evaluation:score": of_sheet,
        "evaluation:step_aside": of_sheet,
        **{f"evaluation:{name}": of_call for name in OF_THE_CALL},
    }
