"""Writing in an experiment's diary: a note, what hangs on it, and taking either away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from experiments.diary.models import DiaryFile, DiaryNote
from experiments.diary.permissions import ENDED, can_change, can_remove, can_write
from experiments.diary.pictures import fitted
from experiments.models import Experiment
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.files.checks import Checked
from mint.web import MoveError
from mint.workflow import lock

MOST_NOTES, MOST_FILES = 1000, 10  # of an experiment, of a note


class FullError(MoveError):
    """Its pictures and files take as much as they may."""


@dataclass(frozen=True)
class Attached:
    """A checked file; `alt` says what a picture shows."""

    upload: Checked
    alt: str = ""


@transaction.atomic
def write(
    experiment: Experiment,
    *,
    actor: Actor,
    on: date,
    text: str,
    form_key: UUID,
    language: str = "fi",
    attached: Attached | None = None,
) -> DiaryNote:
    """A note of a day that has come. The same form twice is one note."""
    fresh = _ready(experiment, actor)
    _has_come(on)
    if known := DiaryNote.objects.filter(experiment=fresh, form_key=form_key).first():
        return known
    if DiaryNote.objects.filter(experiment=fresh).count() >= MOST_NOTES:
        raise MoveError(_("The diary is full: it has a thousand notes."))
    note: DiaryNote = DiaryNote.objects.create(
        organisation_id=fresh.organisation_id, experiment=fresh, author_id=actor.user_id, noted_on=on, text=text,
        language=language, form_key=form_key,
    )  # fmt: skip
    if attached:
        _kept(note, attached, actor)
    record("experiment.diary_written", fresh, actor=actor, data={"on": str(on)})
    return note


@transaction.atomic
def change(note: DiaryNote, *, actor: Actor, on: date, text: str) -> DiaryNote:
    """By its author; what was there before is not kept, and the page says that it was changed."""
    if not can_change(actor, note):
        raise PermissionDenied
    fresh = _ready(note.experiment, actor)
    _has_come(on)
    if (note.noted_on, note.text) != (on, text):
        note.noted_on, note.text, note.changed_at = on, text, clock.now()
        note.save(update_fields=["noted_on", "text", "changed_at"])
        record("experiment.diary_changed", fresh, actor=actor, data={"on": str(on)})
    return note


@transaction.atomic
def attach(note: DiaryNote, *, actor: Actor, attached: Attached, form_key: UUID) -> DiaryFile:
    """The same form twice is one file."""
    if not can_change(actor, note):
        raise PermissionDenied
    fresh = _ready(note.experiment, actor)
    if known := note.files.filter(form_key=form_key).first():
        return known
    if note.files.count() >= MOST_FILES:
        raise MoveError(_("A note has ten pictures and files at most. Write another note."))
    file = _kept(note, attached, actor, form_key)
    record("experiment.diary_attached", fresh, actor=actor, data={"on": str(note.noted_on)})
    return file


@transaction.atomic
def detach(file: DiaryFile, *, actor: Actor) -> None:
    if not can_remove(actor, file.note):
        raise PermissionDenied
    fresh = _ready(file.experiment, actor)
    on = str(file.note.noted_on)
    if _deleted([file]):
        record("experiment.diary_detached", fresh, actor=actor, data={"on": on})


@transaction.atomic
def remove(note: DiaryNote, *, actor: Actor) -> None:
    """With its pictures and files. The log keeps that there was a note, and of which day."""
    if not can_remove(actor, note):
        raise PermissionDenied
    fresh = _ready(note.experiment, actor)
    _deleted(note.files.all())
    if DiaryNote.objects.filter(pk=note.pk).delete()[0]:
        record("experiment.diary_removed", fresh, actor=actor, data={"on": str(note.noted_on)})


def _ready(experiment: Experiment, actor: Actor) -> Experiment:
    if not can_write(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state in ENDED:
        raise MoveError(_("The experiment has ended, and its diary with it."))
    return fresh


def _has_come(on: date) -> None:
    if on > clock.today():
        raise MoveError(_("The day has not come yet."))


def taken(experiment_id: int) -> int:
    """Bytes of the pictures and files of the diary."""
    return DiaryFile.objects.filter(experiment=experiment_id).aggregate(sum=Sum("size"))["sum"] or 0


def _fits(experiment_id: int, size: int) -> None:
    """The experiment's row is locked: two at once do not pass together."""
    if taken(experiment_id) + size > settings.DIARY_BYTES:
        raise FullError(
            _("The diary is full: its pictures and files take %(most)s MB at most. Remove some of them, or add a smaller one.")
            % {"most": settings.DIARY_BYTES // 1_000_000}
        )  # fmt: skip


def _kept(note: DiaryNote, attached: Attached, actor: Actor, form_key: UUID | None = None) -> DiaryFile:
    upload, alt, size = attached.upload, attached.alt.strip(), {}
    if upload.content_type.startswith("image/"):
        if not alt:
            raise MoveError(_("Say what the picture shows."))
        upload, width, height = fitted(upload)
        size = {"width": width, "height": height}
    _fits(note.experiment_id, upload.file.size or 0)
    file: DiaryFile = DiaryFile.objects.create(
        organisation_id=note.organisation_id, experiment_id=note.experiment_id, note=note, file=upload.file, alt=alt if size else "",
        name=upload.name, content_type=upload.content_type, size=upload.file.size or 0, quarantine=upload.quarantine,
        uploaded_by_id=actor.user_id, form_key=form_key, **size,
    )  # fmt: skip
    return file


def _deleted(files: Iterable[DiaryFile]) -> int:
    """Rows now, bytes when it is certain."""
    count = 0
    for file in files:
        name, storage = str(file.file.name), file.file.storage
        if DiaryFile.objects.filter(pk=file.pk).delete()[0]:
            transaction.on_commit(partial(storage.delete, name))
            count += 1
    return count
