"""What the demo lacks of challenges: confidential parts, co-owners, lineage, proposals and their evaluation."""

import uuid
from datetime import timedelta
from typing import Any

from challenges.evaluation.models import Conflict, Memo, Phase, Score
from challenges.lineage.models import Lineage
from challenges.models import (
    Challenge,
    ChallengeConfidential,
    ChallengeVersion,
    ConfidentialAcceptance,
    CoOwner,
)
from challenges.proposals.models import Answer, Proposal, ProposalAttachment, ProposalMember, ProposalVersion
from challenges.questions.models import Question
from challenges.sharing.models import Note, Share
from challenges.states import CoState
from challenges.terms import digest
from companies.effort.models import Sitting
from mint import clock
from mint.accounts.models import User
from mint.tenancy.models import Membership, Organisation
from tests.region.files import made_file
from tests.rows.evaluation import make_assignment, make_decision, make_evaluator, make_phase
from tests.rows.proposals import make_criteria


def fill(people: list[User]) -> None:
    _proposals(people)
    _kept_apart(people)
    _shared()
    _lineage(people)
    _evaluations(people)


def _kept_apart(people: list[User]) -> None:
    """Confidential parts of public and of hidden challenges, accepted as they stand, in other words, and ended."""
    members = list(Membership.objects.exclude(organisation__kind="municipality").order_by("pk"))
    for number, case in enumerate(Challenge.objects.order_by("pk")):
        Challenge.objects.filter(pk=case.pk).update(confidential_terms="Ehdot")
        owner = {"organisation_id": case.organisation_id, "challenge": case}
        ChallengeConfidential.objects.get_or_create(challenge=case, defaults={**owner, "text": f"Salaista {case.pk}"})
        for step, terms in enumerate(("Ehdot", "Ehdot", "Muut ehdot")):
            member = members[(number * 7 + step) % len(members)]
            ConfidentialAcceptance.objects.get_or_create(
                **owner, municipality_id=case.municipality_id, partner_id=member.organisation_id, user_id=member.user_id,
                terms_hash=digest(terms), defaults={"ended_at": clock.now() if step == 1 else None},
            )  # fmt: skip
        ChallengeVersion.objects.get_or_create(
            **owner, number=1, defaults={"is_material": False, "note": f"Muutos {case.pk}", "before": {}, "after": {}}
        )
        if case.organisation.kind == "company":
            of_company = {"organisation_id": case.organisation_id, "kind": "challenge.problem", "subject_id": case.pk}
            Sitting.objects.get_or_create(**of_company, defaults={"seconds": 60 + number, "last_at": clock.now()})
        asker = people[number % len(people)]
        Question.objects.create(**owner, asker=asker, text=f"Kysymys {case.pk}", form_key=uuid.uuid4())


def _shared() -> None:
    """Drafts and public challenges of municipalities, with others in every state, notes and shares."""
    towns = list(Organisation.objects.filter(kind="municipality").order_by("pk"))
    for number, case in enumerate(Challenge.objects.filter(organisation__in=towns).order_by("pk")):
        for step, town in enumerate(towns):
            both = {"organisation": town, "challenge": case}
            Note.objects.get_or_create(**both, defaults={"text": f"Muistio {case.pk}"})
            Share.objects.get_or_create(**both, defaults={"budget": number})
            if town.pk != case.organisation_id:
                state = CoState.values[(number + step) % len(CoState.values)]
                place = {"lead_id": case.organisation_id, "municipality_id": town.municipality_id}
                CoOwner.objects.get_or_create(**both, defaults={**place, "state": state})


def _lineage(people: list[User]) -> None:
    """Copied, and merged: taken back or not, of what was public and what was not; what was merged is withdrawn now and then."""
    opened, waiting, drafts = (
        list(Challenge.objects.filter(state=state, came=None).order_by("pk"))
        for state in ("open", "in_review", "draft")
    )
    for number, case in enumerate([*waiting[:6], *opened[3:12]]):
        row = Lineage.objects.create(
            kind="merged", source=case, target=opened[number % 3], reason="Sama", made_by=people[number % len(people)]
        )
        if number % 3 == 0:
            Lineage.objects.filter(pk=row.pk).update(undone_at=clock.now())
        elif number % 3 == 1:
            Challenge.objects.filter(pk=case.pk).update(state="withdrawn")
    for number, draft in enumerate(drafts):
        own = Challenge.objects.filter(organisation=draft.organisation).exclude(pk=draft.pk).first()
        source = own if own and number % 2 else opened[number % len(opened)]
        Lineage.objects.create(kind="copied", source=source, target=draft)


def _proposals(people: list[User]) -> None:
    """To open calls and to those that are over, of organisations and of single people, in several states."""
    cases = Challenge.objects.filter(criteria__isnull=True).order_by("-pk")
    companies = list(Organisation.objects.filter(kind="company").order_by("pk"))
    for number, case in enumerate(cases[:12]):
        criteria = make_criteria(case, is_sealed=number % 2 == 0)
        for turn, state in enumerate(("draft", "submitted", "withdrawn", "not_selected")):
            author = people[(number * 4 + turn) % len(people)]
            owner = None if turn % 2 else companies[(number + turn) % len(companies)]
            if owner is None or owner.pk != case.organisation_id:
                _proposal(case, criteria, author, owner, state)


def _proposal(case: Challenge, criteria: list[Any], author: User, owner: Organisation | None, state: str) -> None:
    sent = state != "draft"
    proposal = Proposal.objects.create(
        challenge=case, challenge_organisation_id=case.organisation_id, challenge_municipality_id=case.municipality_id,
        challenge_project_id=case.project_id, challenge_title=case.title, author=author, organisation=owner,
        kind="company" if owner else "team", title="Ehdotus", summary="Näin.", state=state, submissions=int(sent),
        submitted_at=clock.now() if sent else None,
    )  # fmt: skip
    ProposalMember.objects.create(proposal=proposal, name=author.name, email=author.email)
    ProposalVersion.objects.create(proposal=proposal, number=1, content={"title": "Ehdotus"})
    ProposalAttachment.objects.create(proposal=proposal, **made_file(f"ehdotus {proposal.pk}.txt"))
    for criterion in criteria:
        Answer.objects.create(challenge=case, proposal=proposal, criterion=criterion, text="Vastaus")


def _evaluations(people: list[User]) -> None:
    """Of every case with proposals: an open phase and one that ended, evaluators from anywhere, a decision now and then."""
    cases = Challenge.objects.filter(proposals__isnull=False).distinct().order_by("pk")
    for number, case in enumerate(cases):
        proposals = list(case.proposals.exclude(state="draft").order_by("pk"))
        if Phase.objects.filter(challenge=case).exists() or not proposals:
            continue
        for turn, state in enumerate(("open", "closed")):
            sharing = ("always", "after_own", "never")[(number + turn) % 3]
            phase = make_phase(case, state, shows_names=number % 2 == 0, shows_others=sharing)
            _sheets(phase, proposals, people[(number + turn) % 7 :: 9])
        decision = make_decision(case, proposals, ("prepared", "released")[number % 2])
        owner = {"organisation_id": case.organisation_id, "decision": decision}
        Memo.objects.create(**owner, language="fi", sha256="0" * 64, **made_file(f"muistio {case.pk}.txt"))


def _sheets(phase: Phase, proposals: list[Proposal], people: list[User]) -> None:
    """Each tie is waived beforehand, so that everybody may score anything."""
    for number, user in enumerate(people):
        ended = clock.now() - timedelta(days=1) if number % 5 == 4 else None
        evaluator = make_evaluator(phase, user, declared=number % 4 != 3, left_at=ended)
        for turn, proposal in enumerate(proposals[number % 2 :]):
            Conflict.objects.create(
                organisation_id=phase.organisation_id, phase=phase, proposal=proposal, user=user, kind="declared",
                words="Tunnen heidät.", waiver="Ainoa asiantuntija.", waived_at=clock.now(),
            )  # fmt: skip
            state = ("given", "submitted", "removed")[(number + turn) % 3]
            sheet = make_assignment(evaluator, proposal, state)
            criterion = phase.challenge.criteria.order_by("position").first()
            Score.objects.create(
                organisation_id=phase.organisation_id, assignment=sheet, criterion=criterion, points=3, reason="Syy"
            )
