"""Writing templates: a draft is changed as one likes, published once, and then never changes."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from experiments.staging.builtin import KEY
from experiments.staging.catalogue import new_key
from experiments.staging.models import Stage, Template, Version
from experiments.staging.permissions import can_write, can_write_templates
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.projects.models import Project
from mint.web import MoveError, StaleError

MOST_STAGES = 20
NEW = {"fi": "Uusi vaihe", "sv": "Nytt skede", "en": "New stage"}


@transaction.atomic
def create(*, names: dict[str, str], project: Project | None, key: UUID, actor: Actor) -> Template:
    """Begins as the built-in one, as a draft: nothing goes by it before it is published. The same key makes one."""
    if actor.organisation_id is None or not can_write_templates(actor) or (project and not actor.curates(project.pk)):
        raise PermissionDenied
    made = Template.objects.filter(organisation_id=actor.organisation_id, form_key=key).first()
    if made:
        return made
    values = {"project": project, "organisation_id": actor.organisation_id, "created_by_id": actor.user_id}
    try:
        with transaction.atomic():
            template = Template.objects.create(form_key=key, created_at=clock.now(), **values, **names)
    except IntegrityError as error:
        raise MoveError(
            _("There is a template in use for this already. Change it, or take it out of use first.")
        ) from error
    built_in = Version.objects.published().filter(template__key=KEY).order_by("-number").first()
    if built_in:
        _copied(template, built_in, 1, actor)
    record("stage_template.created", template, actor=actor)
    return template


def _copied(template: Template, source: Version, number: int, actor: Actor) -> Version:
    draft = Version.objects.create(
        template=template, number=number, created_by_id=actor.user_id, created_at=clock.now()
    )
    Stage.objects.bulk_create(stage.same_but(draft) for stage in source.stages.order_by("position"))
    return draft


@transaction.atomic
def begin_draft(template: Template, *, actor: Actor) -> Version:
    """The draft there is, or a new one, which begins as the newest version."""
    fresh = _locked(template, actor)
    newest = Version.objects.filter(template=fresh).order_by("-number").first()
    if newest is None or newest.is_draft:
        if newest is None:
            raise MoveError(_("The template has no version to begin from."))
        return newest
    draft = _copied(fresh, newest, newest.number + 1, actor)
    record("stage_template.drafted", fresh, actor=actor, data={"number": draft.number})
    return draft


def _locked(template: Template, actor: Actor) -> Template:
    fresh = Template.objects.select_for_update(of=("self",), no_key=True).filter(pk=template.pk).first()
    if fresh is None or not can_write(actor, fresh):
        raise PermissionDenied
    return fresh


def _draft(version: Version, actor: Actor, revision: int | None = None) -> Version:
    """Locked, and still a draft; StaleError where it is not the one that was on the screen."""
    if not can_write(actor, version.template):
        raise PermissionDenied
    fresh = Version.objects.select_for_update(of=("self",), no_key=True).filter(pk=version.pk).first()
    if fresh is None or not fresh.is_draft:
        raise MoveError(_("This version has been published, and changes no more. Begin a new one."))
    if revision not in (None, fresh.version):
        raise StaleError
    fresh.template = version.template
    return fresh


def _changed(draft: Version, actor: Actor, **told: Any) -> None:
    draft.version += 1
    draft.save(update_fields=["version"])
    record("stage_template.edited", draft.template, actor=actor, data={"number": draft.number, **told})


@transaction.atomic
def rename(template: Template, *, names: dict[str, str], version: int, actor: Actor) -> Template:
    fresh = _locked(template, actor)
    if version != fresh.version:
        raise StaleError
    for name, value in names.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save(update_fields=[*names, "version"])
    record("stage_template.renamed", fresh, actor=actor)
    return fresh


@transaction.atomic
def retire(template: Template, *, on: bool, actor: Actor) -> Template:
    """Out of use: new experiments do not begin by it, those that go by it go on. Or back into use."""
    fresh = _locked(template, actor)
    if fresh.is_retired == on:
        return fresh
    fresh.is_retired, fresh.version = on, fresh.version + 1
    try:
        with transaction.atomic():
            fresh.save(update_fields=["is_retired", "version"])
    except IntegrityError as error:
        raise MoveError(_("Another template is in use instead. Take it out of use first.")) from error
    record("stage_template.retired" if on else "stage_template.restored", fresh, actor=actor)
    return fresh


@transaction.atomic
def discard(version: Version, *, actor: Actor) -> None:
    """The draft goes; of a template that has nothing else, it stays."""
    draft = _draft(version, actor)
    if not Version.objects.published().filter(template=draft.template_id).exists():
        raise MoveError(_("The template has no other version. Take it out of use instead."))
    draft.delete()
    record("stage_template.draft_discarded", version.template, actor=actor, data={"number": version.number})


@transaction.atomic
def add_stage(version: Version, *, after: int, actor: Actor) -> Stage:
    """A further stage of the same state, right after the one given."""
    draft = _draft(version, actor)
    stages = list(draft.stages.order_by("position"))
    previous = next((stage for stage in stages if stage.pk == after), None)
    if previous is None:
        raise MoveError(_("That stage is not there any more. Look at the page again."))
    if len(stages) >= MOST_STAGES:
        raise MoveError(_("There can be twenty stages at most."))
    words = {f"{part}_{code}": text for part in ("name", "staff") for code, text in NEW.items()}
    made = Stage(version=draft, key=new_key(), state=previous.state, position=0, created_at=clock.now(), **words)
    stages.insert(stages.index(previous) + 1, made)
    _numbered(stages)
    _changed(draft, actor, added=made.key)
    return made


def _numbered(stages: list[Stage]) -> None:
    for place, stage in enumerate(stages, 1):
        if stage.position != place:
            stage.position = place
            stage.save()


@transaction.atomic
def edit_stage(
    stage: Stage, *, values: dict[str, Any], guards: list[dict[str, Any]], revision: int | None, actor: Actor
) -> Stage:
    draft = _draft(stage.version, actor, revision)
    for name, value in {**values, "guards": guards}.items():
        setattr(stage, name, value)
    stage.save(update_fields=[*values, "guards"])
    _changed(draft, actor, edited=stage.key)
    return stage


@transaction.atomic
def shift(stage: Stage, *, up: bool, revision: int | None, actor: Actor) -> None:
    """Past its neighbour of the same state: the order of the states is the lifecycle's."""
    draft = _draft(stage.version, actor, revision)
    stages = list(draft.stages.order_by("position"))
    place = stages.index(stage)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(stages) or stages[other].state != stage.state:
        raise MoveError(_("A stage stays within its state: the order of the states is the same for every template."))
    stages[place], stages[other] = stages[other], stages[place]
    _numbered(stages)
    _changed(draft, actor, moved=stage.key)


@transaction.atomic
def remove_stage(stage: Stage, *, actor: Actor) -> None:
    draft = _draft(stage.version, actor)
    stages = list(draft.stages.order_by("position"))
    if sum(each.state == stage.state for each in stages) == 1:
        raise MoveError(_("This is the only stage of its state, and no template leaves a state out."))
    rest = [each for each in stages if each.pk != stage.pk]
    stage.delete()
    _numbered(rest)
    _changed(draft, actor, removed=stage.key)


@transaction.atomic
def publish(version: Version, *, note: str, revision: int, actor: Actor) -> Version:
    """New experiments begin by it from now on. Those that run stay on their own version."""
    draft = _draft(version, actor, revision)
    draft.note, draft.published_at = note, clock.now()
    draft.save(update_fields=["note", "published_at"])
    record("stage_template.published", draft.template, actor=actor, reason=note, data={"number": draft.number})
    return draft
