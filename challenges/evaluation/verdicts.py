"""What the pages of results and of the decision show."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.evaluation import memo
from challenges.evaluation.forms import DecisionForm
from challenges.evaluation.guards import scored_of
from challenges.evaluation.models import Decision, Memo, Phase, Verdict
from challenges.evaluation.permissions import can_run, scores_in
from challenges.evaluation.results import Result, proposer_of, results
from challenges.evaluation.workflow import DECISION_MOVES, RELEASE
from challenges.models import Challenge
from mint.actor import Actor
from mint.workflow import blockers, undoable

COLUMNS = (
    ("ehdotus", gettext_lazy("Proposal"), "ascending"),
    ("mediaani", gettext_lazy("Median"), "descending"),
    ("hajonta", gettext_lazy("Range"), "descending"),
    ("erimielisyys", gettext_lazy("Disagreement"), "descending"),
)


def columns(order: str, path: str) -> list[dict[str, Any]]:
    """The sortable headings: each a link; the one chosen says how it sorts."""
    return [
        {
            "label": label,
            "url": f"{path}?jarj={key}",
            "sort": way if key == order else "none",
            "numeric": key != "ehdotus",
        }
        for key, label, way in COLUMNS
    ]


def page(challenge: Challenge, actor: Actor, data: Any) -> dict[str, Any]:
    """The decision as it is: a form for who decides until it is released, then words; the others of the side read it."""
    decision = Decision.objects.visible_to(actor).filter(challenge=challenge).select_related("challenge").first()
    known = (
        {row.proposal_id: row for row in Verdict.objects.visible_to(actor).filter(decision=decision)}
        if decision
        else {}
    )
    released = bool(decision and decision.is_released)
    may_run = can_run(actor, challenge)
    may_read = not any(
        scores_in(actor, phase) for phase in Phase.objects.visible_to(actor).open().filter(challenge=challenge)
    )
    found = results(challenge.pk, actor) if may_read else []
    proposals = scored_of(challenge.pk)
    form = None
    if may_run and not released:
        form = DecisionForm(data, proposals=proposals, verdicts=known, decision=decision)
    return {
        "challenge": challenge,
        "nav": "challenges",
        "decision": decision,
        "released": released,
        "may_run": may_run,
        "form": form,
        "lines": _lines(proposals if form else [each.proposal for each in found], found, known, form),
        "blockers": _blockers(decision),
        "undo": undoable(decision, DECISION_MOVES, actor) if decision and may_run else None,
        "memos": list(Memo.objects.visible_to(actor).filter(decision=decision)) if released else [],
        "job": memo.latest(decision) if decision and released and may_run else None,
    }


def _blockers(decision: Decision | None) -> list[str]:
    if decision is None:
        return [_("Nothing has been written yet.")]
    return [] if decision.is_released else blockers(decision, RELEASE)


def _lines(
    proposals: list[Any], found: list[Result], known: dict[int, Verdict], form: DecisionForm | None
) -> list[Any]:
    of = {each.proposal.pk: each for each in found}
    return [
        {
            "proposal": proposal,
            "proposer": proposer_of(proposal),
            "result": of.get(proposal.pk),
            "verdict": known.get(proposal.pk),
            "outcome": form[f"o{proposal.pk}"] if form else None,
            "feedback": form[f"f{proposal.pk}"] if form else None,
        }
        for proposal in proposals
    ]
