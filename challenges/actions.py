"""Writes that are not moves: drafts and attachments."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from challenges import notices
from challenges.models import EVALUATE, Challenge, ChallengeAttachment, ChallengeConfidential, ChallengeGrant
from challenges.permissions import can_create, can_edit, can_open_to_evaluators
from challenges.signals import text_written
from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.files.checks import Checked
from mint.tenancy import grants
from mint.tenancy.models import Organisation
from mint.web import MoveError, StaleError
from mint.workflow import lock

MOST_ATTACHMENTS = 10


@transaction.atomic
def create_draft(
    *, organisation: Organisation, key: UUID, actor: Actor, data: dict[str, Any], version: int | None = None
) -> Challenge:
    """The draft of this form, made once: the same key finds it again (autosave, double click, back button).

    `version` is what a form that has saved before has seen: it does not write over what was saved elsewhere meanwhile.
    """
    if not can_create(actor, organisation.kind) or organisation.pk != actor.organisation_id:
        raise PermissionDenied
    if organisation.municipality_id is None:
        raise MoveError(_("Only an organisation with a home municipality can submit a challenge."))
    draft, made = Challenge.objects.get_or_create(
        organisation=organisation,
        form_key=key,
        defaults={
            "municipality_id": organisation.municipality_id,
            "author_id": actor.user_id,
            "language": (get_language() or "fi")[:2],
            "created_at": clock.now(),
        },
    )
    if made:
        record("challenge.drafted", draft, actor=actor)
    return save_draft(draft, data=data, actor=actor, version=None if made else version)


@transaction.atomic
def save_draft(challenge: Challenge, *, data: dict[str, Any], actor: Actor, version: int | None) -> Challenge:
    """Save what was typed. With `version`, StaleError rather than writing over what somebody else saved meanwhile."""
    fresh = lock(challenge)
    if not can_edit(actor, fresh):
        raise PermissionDenied
    if version is not None and version != fresh.version:
        raise StaleError
    apart = data.get("confidential")
    for name, value in data.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save()
    if apart is not None:
        keep_apart(fresh, apart)
    text_written.send(Challenge, challenge=fresh)
    return fresh


def keep_apart(challenge: Challenge, text: str) -> None:
    """The confidential part is a row of its own; without words there is none."""
    rows = ChallengeConfidential.objects.filter(challenge=challenge)
    if not text:
        rows.delete()
    elif not rows.update(text=text):
        owner = challenge.organisation_id
        ChallengeConfidential.objects.create(organisation_id=owner, challenge=challenge, text=text)


@transaction.atomic
def attach(challenge: Challenge, *, upload: Checked, actor: Actor) -> ChallengeAttachment:
    fresh = lock(challenge)
    if not can_edit(actor, fresh):
        raise PermissionDenied
    if fresh.attachments.count() >= MOST_ATTACHMENTS:
        raise MoveError(_("There can be ten attachments at most."))
    attachment = ChallengeAttachment.objects.create(
        organisation_id=fresh.organisation_id,
        challenge=fresh,
        file=upload.file,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.file.size or 0,
        quarantine=upload.quarantine,
        uploaded_by_id=actor.user_id,
    )
    record("challenge.attached", fresh, actor=actor, data={"attachment": attachment.pk})
    return attachment


@transaction.atomic
def detach(attachment: ChallengeAttachment, *, actor: Actor) -> None:
    """The file itself goes once the transaction has committed."""
    if not can_edit(actor, attachment.challenge):
        raise PermissionDenied
    record("challenge.detached", attachment.challenge, actor=actor, data={"attachment": attachment.pk})
    storage, name = attachment.file.storage, str(attachment.file.name)
    attachment.delete()
    transaction.on_commit(lambda: storage.delete(name))


EVALUATION_LASTS = timedelta(days=60)


@transaction.atomic
def open_to_evaluator(challenge: Challenge, *, email: str, actor: Actor) -> ChallengeGrant:
    """Let one person from outside read a case, for sixty days; a second time extends it."""
    if not can_open_to_evaluators(actor, challenge):
        raise PermissionDenied
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise MoveError(_("Nobody has an account with this address. Ask the evaluator to make one first."))
    grant = grants.grant(
        ChallengeGrant,
        EVALUATE,
        challenge,
        user=person,
        granted_by=actor,
        expires_at=clock.now() + EVALUATION_LASTS,
        organisation_id=challenge.organisation_id,
        municipality_id=challenge.municipality_id,
    )
    record("challenge.opened_to_evaluator", challenge, actor=actor, data={"user": person.pk})
    notices.opened_to_evaluator(challenge, person.pk, actor)
    return grant


@transaction.atomic
def close_to_evaluator(challenge: Challenge, *, user_id: int, actor: Actor) -> None:
    """End what was opened; the evaluator's next request no longer finds the case."""
    if not can_open_to_evaluators(actor, challenge):
        raise PermissionDenied
    if grants.revoke(ChallengeGrant, challenge, user_id=user_id):
        record("challenge.closed_to_evaluator", challenge, actor=actor, data={"user": user_id})


@transaction.atomic
def delete_draft(challenge: Challenge, *, actor: Actor) -> None:
    fresh = lock(challenge)
    if not can_edit(actor, fresh) or fresh.state != "draft":
        raise PermissionDenied
    record("challenge.deleted", fresh, actor=actor)
    fresh.delete()
