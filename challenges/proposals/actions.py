"""Writing a proposal: drafts, what is sent and sent again, and attachments."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from challenges.models import Challenge
from challenges.proposals import notices
from challenges.proposals.asking import SUBJECT, asked_of, is_open_for
from challenges.proposals.content import Content, content_of
from challenges.proposals.guards import hold, in_time
from challenges.proposals.models import Answer, Proposal, ProposalAttachment, ProposalMember, ProposalVersion
from challenges.proposals.permissions import can_propose, is_own
from challenges.proposals.states import CHANGEABLE, Kind, State
from challenges.proposals.workflow import RESUBMIT, SUBMIT
from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.files.checks import Checked
from mint.matching.conflicts import has_conflict
from mint.matching.models import Need
from mint.tenancy.models import Organisation
from mint.web import MoveError, StaleError
from mint.workflow import Move, lock, perform

MOST_ATTACHMENTS = 10
MOST_DRAFTS = 5  # of one side to one challenge


@transaction.atomic
def begin(
    challenge: Challenge, *, organisation: Organisation | None, key: UUID, data: dict[str, Any], actor: Actor
) -> Proposal:
    """The draft of this form, made once: the same key finds it again (autosave, double click, back button)."""
    if found := Proposal.objects.visible_to(actor).own(actor).filter(author_id=actor.user_id, form_key=key).first():
        return found
    check_may_begin(challenge, organisation, actor)
    content = Content.of({**data, "kind": kind_of(str(data.get("kind", "")), organisation)})
    draft, made = Proposal.objects.get_or_create(
        author_id=actor.user_id,
        form_key=key,
        defaults={
            "challenge": challenge,
            "challenge_organisation_id": challenge.organisation_id,
            "challenge_municipality_id": challenge.municipality_id,
            "challenge_project_id": challenge.project_id,
            "challenge_title": challenge.title,
            "organisation": organisation,
            "kind": content.kind,
            "title": content.title[:120],
            "working": content.as_data(),
            "language": (get_language() or "fi")[:2],
            "created_at": clock.now(),
        },
    )
    if made:
        record("proposal.drafted", draft, actor=actor)
    return draft


def check_may_propose(challenge: Challenge, organisation: Organisation | None, actor: Actor) -> None:
    """Who, acting for this organisation, or as oneself. Raises PermissionDenied."""
    kind, acting_for = (organisation.kind, organisation.pk) if organisation else (None, None)
    if acting_for != actor.organisation_id or not can_propose(actor, challenge, kind):
        raise PermissionDenied


def check_may_begin(challenge: Challenge, organisation: Organisation | None, actor: Actor) -> None:
    """Raises PermissionDenied (who) or MoveError (when)."""
    check_may_propose(challenge, organisation, actor)
    if evaluates(actor, challenge):
        raise MoveError(_("You evaluate this case, so you take no part in it."))
    if not is_open_for(challenge):
        raise MoveError(_("This challenge does not take proposals now."))
    own = (
        Proposal.objects.visible_to(actor)
        .of_side(actor, actor.organisation_id)
        .changeable()
        .filter(challenge=challenge)
    )
    if own.count() >= MOST_DRAFTS:
        raise MoveError(_("There are five proposals to this challenge already. Finish or delete one of them first."))


def evaluates(actor: Actor, challenge: Challenge) -> bool:
    """What others have registered of who takes no part (mint.matching.conflicts)."""
    need = Need(subject_type=SUBJECT, subject_id=challenge.pk, organisation_id=challenge.organisation_id)
    return has_conflict(actor, need)


def kind_of(asked: str, organisation: Organisation | None) -> str:
    if asked == Kind.TEAM:
        return Kind.TEAM
    return Kind.COMPANY if organisation else Kind.PERSON


@transaction.atomic
def save(proposal: Proposal, *, data: dict[str, Any], version: int | None, actor: Actor) -> Proposal:
    """Keep what was typed. What was sent stays as it was sent until it is sent again."""
    fresh = writable(proposal, actor)
    if version is not None and version != fresh.version:
        raise StaleError
    before = content_of(fresh)
    answers = {**before.answers, **data.get("answers", {})}
    content = Content.of({**before.as_data(), **data, "answers": answers})
    fresh.working = {**content.as_data(), "kind": kind_of(content.kind, fresh.organisation)}
    if fresh.state == State.DRAFT:
        fresh.title, fresh.kind = content.title[:120], fresh.working["kind"]
    fresh.version += 1
    fresh.save(update_fields=["working", "title", "kind", "version"])
    return fresh


def writable(proposal: Proposal, actor: Actor) -> Proposal:
    """The locked row, for its writer while the call is open. Raises PermissionDenied (who) or MoveError (when)."""
    if not is_own(actor, proposal):
        raise PermissionDenied
    if why := settled(proposal):
        raise MoveError(why)
    return lock(proposal)


def settled(proposal: Proposal) -> str | None:
    """Why it is written no more, or nothing."""
    if proposal.state not in CHANGEABLE:
        return _("The proposal is not changed any more.")
    return in_time(proposal)


@transaction.atomic
def submit(proposal: Proposal, *, actor: Actor) -> Proposal:
    """Send it, or send the changes: columns, answers and people become what was written, and a version is kept."""
    if not is_own(actor, proposal):
        raise PermissionDenied
    hold(proposal.challenge_id)
    if why := in_time(proposal):
        raise MoveError(why)
    fresh = lock(proposal)
    if fresh.state == State.SUBMITTED and not fresh.working:
        return fresh  # a second click: it is in already
    content = _complete(fresh)
    fresh = _sent(fresh, content, RESUBMIT if fresh.state == State.SUBMITTED else SUBMIT, actor)
    _write_parts(fresh, content)
    asked = asked_of(fresh.challenge)
    days = {"deadline_on": str(asked.deadline_on or ""), "feedback_on": str(asked.feedback_on or "")}
    notices.submitted(fresh, actor, **days)
    return fresh


def _complete(proposal: Proposal) -> Content:
    content = content_of(proposal)
    if content.lacking(asked_of(proposal.challenge).criteria):
        raise MoveError(_("Some of the questions have no answer yet. Answer them before you send the proposal."))
    return content


def _sent(proposal: Proposal, content: Content, move: Move, actor: Actor) -> Proposal:
    person = User.objects.get(pk=actor.user_id or 0)
    return perform(
        proposal,
        move,
        actor=actor,
        kind=content.kind,
        team_name=content.team_name if content.kind == Kind.TEAM else "",
        title=content.title,
        summary=content.summary,
        contact_name=person.name,
        contact_email=person.email,
        challenge_title=proposal.challenge.title,
        submissions=proposal.submissions + 1,
        submitted_at=clock.now(),
        working={},
    )


def _write_parts(proposal: Proposal, content: Content) -> None:
    """Answers and people anew, and the version."""
    proposal.answers.all().delete()
    Answer.objects.bulk_create(
        Answer(
            challenge_id=proposal.challenge_id,
            proposal=proposal,
            criterion=criterion,
            text=content.answers[str(criterion.pk)],
        )
        for criterion in asked_of(proposal.challenge).criteria
    )
    proposal.members.all().delete()
    if proposal.kind == Kind.TEAM:
        ProposalMember.objects.bulk_create(
            ProposalMember(proposal=proposal, name=name, email=email) for name, email in content.people()
        )
    ProposalVersion.objects.create(
        proposal=proposal, number=proposal.submissions, content=content.as_data(), created_at=clock.now()
    )


@transaction.atomic
def attach(proposal: Proposal, *, upload: Checked, actor: Actor) -> ProposalAttachment:
    """A file is a part of the proposal at once, also of one that was sent."""
    fresh = writable(proposal, actor)
    if fresh.attachments.count() >= MOST_ATTACHMENTS:
        raise MoveError(_("There can be ten attachments at most."))
    attachment = ProposalAttachment.objects.create(
        proposal=fresh,
        file=upload.file,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.file.size or 0,
        quarantine=upload.quarantine,
        uploaded_by_id=actor.user_id,
    )
    record("proposal.attached", fresh, actor=actor, data={"attachment": attachment.pk})
    return attachment


@transaction.atomic
def detach(attachment: ProposalAttachment, *, actor: Actor) -> None:
    """The file itself goes once the transaction has committed."""
    fresh = writable(attachment.proposal, actor)
    record("proposal.detached", fresh, actor=actor, data={"attachment": attachment.pk})
    storage, name = attachment.file.storage, str(attachment.file.name)
    attachment.delete()
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def drop_changes(proposal: Proposal, *, actor: Actor) -> Proposal:
    """Leave what was sent as it is, and forget what was being written."""
    fresh = writable(proposal, actor)
    if fresh.state == State.SUBMITTED and fresh.working:
        fresh.working, fresh.version = {}, fresh.version + 1
        fresh.save(update_fields=["working", "version"])
    return fresh


@transaction.atomic
def delete_draft(proposal: Proposal, *, actor: Actor) -> None:
    """Also after the deadline: what was never sent is its writer's to throw away."""
    if not is_own(actor, proposal):
        raise PermissionDenied
    sent = MoveError(_("The proposal has been sent, so it is withdrawn rather than deleted."))
    if proposal.state != State.DRAFT:
        raise sent
    fresh = lock(proposal)
    if fresh.state != State.DRAFT:
        raise sent
    files = [(each.file.storage, str(each.file.name)) for each in fresh.attachments.all()]
    record("proposal.deleted", fresh, actor=actor)
    fresh.delete()
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))
