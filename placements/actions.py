"""Writes that are not moves: drafting a placement, drafting an application and its file."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from mint.actor import Actor
from mint.audit.record import record
from mint.files.checks import Checked
from mint.web import MoveError, StaleError
from mint.workflow import lock
from placements.models import Application, ApplicationAttachment, Placement, Supervisor
from placements.permissions import can_apply, can_create, can_edit, is_applicant
from placements.states import STUDIES, ApplicationState

SUPERVISOR = ("supervisor_name", "supervisor_email", "supervisor_phone")


@transaction.atomic
def create_placement(*, actor: Actor, once: UUID, **values: Any) -> Placement:
    """A draft of the organisation acted for; the same form sent twice gives the same draft."""
    if actor.organisation_id is None or not can_create(actor):
        raise PermissionDenied
    supervisor = {name: values.pop(name, "") for name in SUPERVISOR}
    placement, is_new = Placement.objects.get_or_create(
        organisation_id=actor.organisation_id, once=once, defaults={**values, "author_id": actor.user_id}
    )
    if is_new:
        _set_supervisor(placement, supervisor)
        record("placement.created", placement, actor=actor)
    return placement


@transaction.atomic
def change_placement(placement: Placement, *, actor: Actor, version: int, **values: Any) -> Placement:
    fresh = lock(placement)
    if not can_edit(actor, fresh):
        raise PermissionDenied
    if version != fresh.version:
        raise StaleError
    supervisor = {name: values.pop(name, "") for name in SUPERVISOR}
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save()
    _set_supervisor(fresh, supervisor)
    record("placement.changed", fresh, actor=actor, data={"fields": sorted(values)})
    return fresh


def _set_supervisor(placement: Placement, values: dict[str, str]) -> None:
    plain = {name.removeprefix("supervisor_"): value for name, value in values.items()}
    own = Supervisor.objects.filter(placement=placement)
    if not plain["name"]:
        own.delete()
    elif not own.update(**plain):
        Supervisor.objects.create(placement=placement, organisation_id=placement.organisation_id, **plain)


@transaction.atomic
def draft_application(placement: Placement, *, actor: Actor, **values: str) -> Application:
    """The student's own application, made or changed while it is a draft; one for each placement.

    A draft is its writer's alone: the host's event log tells of an application from its sending on.
    """
    if not can_apply(actor):
        raise PermissionDenied
    if not placement.takes_applications:
        raise MoveError(_("Applying to this placement has ended."))
    application, is_new = Application.objects.get_or_create(
        placement=placement,
        applicant_id=actor.user_id,
        defaults={
            **values,
            "organisation_id": placement.organisation_id,
            "school_id": actor.organisation_id if placement.kind in STUDIES else None,
        },
    )
    if is_new:
        return application
    return application if application.state != ApplicationState.DRAFT else _change(application, values)


def _change(application: Application, values: dict[str, str]) -> Application:
    fresh = lock(application)
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save(update_fields=[*values, "version"])
    return fresh


@transaction.atomic
def attach(application: Application, *, upload: Checked, actor: Actor) -> ApplicationAttachment:
    """The one file of a draft; a new one takes the place of the old."""
    if not is_applicant(actor, application) or application.state != ApplicationState.DRAFT:
        raise PermissionDenied
    for old in application.attachments.all():
        remove(old)
    return ApplicationAttachment.objects.create(
        application=application,
        file=upload.file,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.file.size or 0,
        quarantine=upload.quarantine,
        uploaded_by_id=actor.user_id,
    )


def remove(attachment: ApplicationAttachment) -> None:
    """The row now, its file when the transaction holds."""
    storage, name = attachment.file.storage, str(attachment.file.name)
    attachment.delete()
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def delete_draft(application: Application, *, actor: Actor) -> None:
    """A draft that was never sent leaves nothing behind."""
    fresh = lock(application)
    if not is_applicant(actor, fresh):
        raise PermissionDenied
    if fresh.state != ApplicationState.DRAFT:
        raise MoveError(_("This application has been sent. You can withdraw it."))
    for attachment in fresh.attachments.all():
        remove(attachment)
    fresh.delete()
