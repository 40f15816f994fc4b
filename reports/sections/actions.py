"""Writes of sections: begun with the report, given to somebody, written, marked as ready."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.tenancy.models import Organisation
from mint.web import MoveError, StaleError
from reports.models import Report
from reports.sections import catalogue, notices
from reports.sections.models import PrincipleAim, Section, SectionText
from reports.sections.permissions import can_give, can_write
from reports.sections.states import LONGEST


def begin(report: Report) -> None:
    """The sections of the newest template of its kind: the report keeps them, whatever the template is later."""
    template = catalogue.newest_of(report.kind)
    if template is None or report.sections.exists():
        return
    copied = ("organisation_id", "project_id", "kind", "language", "starts_on", "ends_on")
    values = {name: getattr(report, name) for name in copied}
    Section.objects.bulk_create(
        Section(report=report, wanted=each, created_at=clock.now(), **values) for each in template.sections.all()
    )


@dataclass(frozen=True)
class Gift:
    """Who writes a section, and until when; without an organisation the project manager."""

    writer: Organisation | None = None
    person_id: int | None = None
    due_on: date | None = None


@transaction.atomic
def give(section: Section, gift: Gift, *, version: int, actor: Actor) -> Section:
    """A partner hears of what it has been given; what has been written so far stays."""
    if not can_give(actor, section):
        raise PermissionDenied
    fresh = _locked(section, version)
    was = (fresh.writer_id, fresh.person_id)
    fresh.writer, fresh.due_on = gift.writer, gift.due_on
    fresh.person_id = gift.person_id if gift.writer else None
    _write(fresh, "writer", "person", "due_on")
    data = {"key": fresh.wanted.key, "writer": fresh.writer_id}
    record("section.given", fresh, actor=actor, data=data)
    if fresh.writer_id and was != (fresh.writer_id, fresh.person_id):
        notices.given(fresh, by=actor.user_id)
    return fresh


@transaction.atomic
def tick(section: Section, *, ready: bool, actor: Actor) -> Section:
    """Its writers say that it is ready, or that it is not after all; pressed twice it is the same."""
    if not can_write(actor, section):
        raise PermissionDenied
    fresh = _locked(section)
    if (fresh.ready_at is not None) == ready:
        return fresh
    fresh.ready_at, fresh.ready_by_id = (clock.now(), actor.user_id) if ready else (None, None)
    _write(fresh, "ready_at", "ready_by")
    record("section.ready" if ready else "section.unready", fresh, actor=actor, data={"key": fresh.wanted.key})
    return fresh


@dataclass(frozen=True)
class Draft:
    """A text in a language, typed over `version` (0: there was none); `taken_from` is the report it began as a text of."""

    language: str
    text: str
    version: int
    taken_from: int | None = None


@transaction.atomic
def write(section: Section, draft: Draft, *, actor: Actor, quietly: bool = False) -> SectionText:
    """Save what was typed. `quietly`: while one still types; the log names a text once its button is pressed.

    Raises StaleError where somebody else has saved meanwhile, MoveError where the page could not save it again.
    """
    if not can_write(actor, section):
        raise PermissionDenied
    _refuse_unless_open(section)
    text = draft.text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise MoveError(_("The text would be longer than %(most)d characters: shorten it first.") % {"most": LONGEST})
    fresh = SectionText.objects.select_for_update().filter(section=section, language=draft.language).first()
    if fresh is None:
        fresh = _first(section, draft, text, actor)
    elif fresh.version != draft.version:
        raise StaleError
    elif fresh.text != text:
        _over(fresh, draft, text, actor)
    if not quietly:
        data = {"key": section.wanted.key, "language": draft.language, "words": fresh.words}
        record("section.written", section, actor=actor, data=data)
    return fresh


def _first(section: Section, draft: Draft, text: str, actor: Actor) -> SectionText:
    if draft.version:
        raise StaleError
    now = clock.now()
    values: dict[str, Any] = {"created_at": now, "written_at": now, "written_by_id": actor.user_id}
    try:
        with transaction.atomic():
            return SectionText.objects.create(
                organisation_id=section.organisation_id,
                report_id=section.report_id,
                section=section,
                language=draft.language,
                text=text,
                taken_from_id=draft.taken_from,
                **values,
            )
    except IntegrityError as error:  # somebody began it in the same moment
        raise StaleError from error


def _over(fresh: SectionText, draft: Draft, text: str, actor: Actor) -> None:
    fresh.text, fresh.version = text, fresh.version + 1
    fresh.written_at, fresh.written_by_id = clock.now(), actor.user_id
    fresh.taken_from_id = draft.taken_from or fresh.taken_from_id
    fresh.save(update_fields=["text", "version", "written_at", "written_by", "taken_from"])


@transaction.atomic
def say_principles(section: Section, said: dict[str, tuple[str, str]], *, version: int, actor: Actor) -> Section:
    """By principle: how it concerns the project, and why."""
    if not can_write(actor, section):
        raise PermissionDenied
    fresh = _locked(section, version)
    for principle, (aim, reason) in said.items():
        now = {"aim": aim, "reason": reason, "written_at": clock.now()}
        owner = {"organisation_id": fresh.organisation_id, "report_id": fresh.report_id}
        PrincipleAim.objects.update_or_create(
            section=fresh, principle=principle, defaults=now, create_defaults={**now, **owner}
        )
    _write(fresh)
    record("section.written", fresh, actor=actor, data={"key": fresh.wanted.key, "principles": sorted(said)})
    return fresh


def _locked(section: Section, version: int | None = None) -> Section:
    """The row as it is now. Raises StaleError when it is not the version that was looked at."""
    _refuse_unless_open(section)
    found = Section.objects.select_for_update(of=("self",)).select_related("wanted", "organisation", "project")
    fresh = found.get(pk=section.pk)
    if version is not None and fresh.version != version:
        raise StaleError
    return fresh


def _write(fresh: Section, *fields: str) -> None:
    fresh.version += 1
    fresh.save(update_fields=[*fields, "version"])


def _refuse_unless_open(section: Section) -> None:
    if not Section.objects.still_open().filter(pk=section.pk).exists():
        raise MoveError(_("The report has been approved; its texts no longer change."))
