"""The decision on one page, for the office-holder who signs it; made by a job, in three languages."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from pypdf import PdfReader

from challenges.evaluation.models import Conflict, Decision, Memo, Verdict
from challenges.evaluation.results import Result, proposer_of, results
from challenges.evaluation.states import Outcome, Tie
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.jobs import running
from mint.jobs.models import Job, State
from mint.jobs.running import Step
from mint.templating import fdate, number
from mint.tenancy.context import actor_for
from mint.typeset import typeset
from mint.web import MoveError

JOB = "evaluation.memo"
TEMPLATE = Path(__file__).parent / "typst" / "memo.typ"
SIZES = (10, 9, 8, 7)  # points: as large as fits on one page
PDF = "application/pdf"


def ask(decision: Decision, *, actor: Actor) -> Job:
    """Queue the making. Raises MoveError before the release, and while it is under way."""
    if not decision.is_released:
        raise MoveError(_("The memo is made once the decision has been released."))
    job = running.start(JOB, decision.pk, actor=actor, organisation_id=actor.organisation_id or 0)
    record("decision.memo_asked", decision, actor=actor)
    return job


def latest(decision: Decision) -> Job | None:
    return Job.objects.filter(kind=JOB, subject_id=decision.pk).order_by("-id").first()


def make(job: Job) -> None:
    """All languages in one step; a second run puts the same bytes in the same place."""
    decision = Decision.objects.select_related("challenge__organisation", "challenge__municipality").get(
        pk=job.subject_id
    )
    actor = actor_for(job.requested_by_id or 0, job.organisation_id)
    for language, _name in settings.LANGUAGES:
        _keep(decision, language, one_page(content(decision, actor, language)))


def one_page(data: dict[str, Any]) -> bytes:
    """In the largest letters that fit; a very long one is more pages rather than unreadable."""
    for size in SIZES:
        made = typeset(TEMPLATE, {**data, "size": size})
        if len(PdfReader(BytesIO(made)).pages) == 1:
            break
    return made


def _keep(decision: Decision, language: str, data: bytes) -> None:
    old = Memo.objects.filter(decision=decision, language=language).first()
    if old is not None:
        storage, path = old.file.storage, str(old.file.name)
        old.delete()
        transaction.on_commit(lambda: storage.delete(path))
    memo = Memo(
        organisation_id=decision.organisation_id, decision=decision, language=language, content_type=PDF,
        name=f"paatosmuistio-{decision.challenge_id}-{language}.pdf", size=len(data),
        sha256=hashlib.sha256(data).hexdigest(), created_at=clock.now(),
    )  # fmt: skip
    memo.file.save(memo.name, ContentFile(data), save=False)
    memo.save()


def content(decision: Decision, actor: Actor, language: str) -> dict[str, Any]:
    """What the template reads: sentences in `language`, people's own words in the challenge's."""
    challenge = decision.challenge
    with override(language):
        found = results(challenge.pk, actor)
        verdicts = {row.proposal_id: row for row in Verdict.objects.filter(decision=decision)}
        return {
            "language": language,
            "content_language": challenge.language,
            "title": str(_("Decision memo")),
            "challenge": challenge.title,
            "organisation": str(challenge.organisation),
            "footer": _("Made in MINT on %(day)s from the records of the evaluation.") % {"day": fdate(clock.today())},
            "facts": _facts(decision, found, language),
            "criteria": [f"{row.name} {row.weight} %" for row in challenge.criteria.order_by("position", "id")],
            "rows": [_row(each, verdicts.get(each.proposal.pk)) for each in found],
            "decision": _decision(decision, list(verdicts.values())),
            "reasons": decision.reasons,
            "ties": _ties(decision),
            "words": _words(),
        }


def _facts(decision: Decision, found: list[Result], language: str) -> list[list[str]]:
    challenge = decision.challenge
    sheets = sum(len(each.sheets) for each in found)
    return [
        [str(_("Challenge")), challenge.title, challenge.language],
        [str(_("Municipality")), str(challenge.municipality), language],
        [str(_("Call closed")), fdate(challenge.deadline_on), language],
        [str(_("Proposals scored")), str(len(found)), language],
        [str(_("Score sheets")), str(sheets), language],
    ]


def _row(each: Result, verdict: Verdict | None) -> list[str]:
    spread = each.spread
    outcome = str(Outcome(verdict.outcome).label) if verdict and verdict.outcome else "–"
    middle = number(spread.median) if spread else "–"
    ends = f"{number(spread.least)}–{number(spread.most)}" if spread else "–"
    return [each.proposal.title, proposer_of(each.proposal), middle, ends, outcome]


def _decision(decision: Decision, verdicts: list[Verdict]) -> list[str]:
    chosen = sum(row.outcome == Outcome.SELECTED for row in verdicts)
    reserve = sum(row.outcome == Outcome.RESERVE for row in verdicts)
    numbers = {"chosen": chosen, "reserve": reserve, "rest": len(verdicts) - chosen - reserve}
    said = _("Selected: %(chosen)s. In reserve: %(reserve)s. Not selected: %(rest)s.") % numbers
    day = fdate(clock.day_of(decision.released_at)) if decision.released_at else "–"
    return [said, _("Released on %(day)s to every proposer, each with written feedback.") % {"day": day}]


def _ties(decision: Decision) -> list[str]:
    """Who stepped aside or scores in spite of a tie, and why; without the words of who stepped aside."""
    rows = Conflict.objects.filter(phase__challenge_id=decision.challenge_id).select_related("user", "proposal")
    said = []
    for row in rows.order_by("id"):
        names = {"who": str(row.user), "proposal": row.proposal.title, "tie": Tie(row.kind).label, "why": row.waiver}
        if row.is_waived:
            said.append(_("%(who)s, %(proposal)s: %(tie)s. Waived: %(why)s") % names)
        else:
            said.append(_("%(who)s stepped aside: %(proposal)s.") % names)
    return said


def _words() -> dict[str, Any]:
    return {
        "criteria": _("Criteria and weights"),
        "proposals": _("Proposals"),
        "caption": _("Weighted points, of 100 at most: the median and the ends of the evaluators' sums"),
        "head": [_("Proposal"), _("Proposer"), _("Median"), _("Range"), _("Decision")],
        "decision": _("Decision"),
        "reasons": _("Grounds"),
        "ties": _("Conflicts of interest and waivers"),
        "no_ties": _("None were found or declared."),
        "place_and_date": _("Place and date"),
        "signature": _("Signature, name in print and title"),
    }


def ended(job: Job) -> None:
    """Nothing follows: the page shows what became of it."""
    if job.state == State.FAILED:
        return


STEPS = (Step("make", gettext_lazy("Making the memo in three languages"), make),)


def register() -> None:
    running.register(JOB, STEPS, ended)
