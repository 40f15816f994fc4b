"""Making a template from a plan, editing it, and beginning a plan from it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from experiments import blueprints
from experiments.models import Experiment
from experiments.patterns import contents
from experiments.patterns.models import Pattern
from experiments.patterns.permissions import can_save, can_write, is_inside
from experiments.patterns.querysets import PatternQuerySet
from mint.actor import Actor
from mint.audit.record import record
from mint.projects.models import Project
from mint.web import MoveError, StaleError

MOST = 100  # templates of one organisation


@transaction.atomic
def save_plan(
    experiment: Experiment, *, actor: Actor, name: str, about: str = "", project: Project | None = None, key: UUID
) -> Pattern:
    """A template of the organisation acted for, or of a project that the actor curates. The same key makes one.

    A project's is read by everybody in it at once: it takes only what everybody may read of an experiment that has begun.
    """
    if actor.organisation_id is None or not can_save(actor, experiment):
        raise PermissionDenied
    if project is not None and not actor.curates(project.pk):
        raise PermissionDenied
    rows = Pattern.objects.filter(organisation_id=actor.organisation_id)
    if known := _sent(rows, key):
        return known
    if rows.in_use().count() >= MOST:
        raise MoveError(_("There are a hundred templates already. Take one out of use first."))
    pattern = Pattern(
        organisation_id=actor.organisation_id, project=project, language=experiment.language, name=name, about=about,
        texts=contents.texts_of(experiment, is_inside=project is None and is_inside(actor, experiment)),
        metrics=contents.metrics_of(experiment, actor), made_by_id=actor.user_id, form_key=key,
    )  # fmt: skip
    try:
        with transaction.atomic():
            pattern.save()
    except IntegrityError as error:  # the other click was quicker
        if known := _sent(rows, key):
            return known
        raise MoveError(_("Somebody was here first: the state has already changed. Look at the page again.")) from error
    record("plan_pattern.made", pattern, actor=actor, data={"name": name, "experiment": experiment.pk})
    return pattern


def _sent(rows: PatternQuerySet, key: UUID) -> Pattern | None:
    """What the same form has made already."""
    return rows.filter(form_key=key).first()


@transaction.atomic
def edit(
    pattern: Pattern, *, actor: Actor, version: int, values: dict[str, Any], texts: dict[str, Any], kept: list[int]
) -> Pattern:
    """`values` are name and about, `texts` columns of a plan, `kept` the places of the metrics that stay."""
    fresh = _locked(pattern, actor)
    if fresh.version != version:
        raise StaleError
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.texts = {name: value for name, value in texts.items() if name in contents.TEXTS and value not in ("", None)}
    fresh.metrics = [each for place, each in enumerate(fresh.metrics) if place in kept]
    fresh.version += 1
    fresh.save()
    record("plan_pattern.edited", fresh, actor=actor, data={"name": fresh.name})
    return fresh


@transaction.atomic
def retire(pattern: Pattern, *, on: bool, actor: Actor) -> Pattern:
    """Out of use, or into use again; done twice is done once."""
    fresh = _locked(pattern, actor)
    if fresh.is_retired == on:
        return fresh
    fresh.is_retired = on
    fresh.save(update_fields=["is_retired"])
    record("plan_pattern.retired" if on else "plan_pattern.restored", fresh, actor=actor, data={"name": fresh.name})
    return fresh


def _locked(pattern: Pattern, actor: Actor) -> Pattern:
    fresh = Pattern.objects.select_for_update(of=("self",), no_key=True).filter(pk=pattern.pk).first()
    if fresh is None or not can_write(actor, fresh):
        raise PermissionDenied
    return fresh


@transaction.atomic
def start_from(experiment: Experiment, pattern: Pattern, *, actor: Actor) -> Experiment:
    """What is empty in the plan is filled in; `pattern` is one that is offered for it."""
    return blueprints.fill(experiment, pattern.texts, contents.metrics_in(pattern.metrics), actor=actor)
