"""A person's decision on a theme or a tag: accepted, refused, chosen, taken off. Each has somebody's name in the log."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.amending import amend
from challenges.models import Challenge
from challenges.states import State
from challenges.tagging.models import Tag
from challenges.tagging.permissions import can_set_theme, can_tag
from challenges.tagging.states import TagState
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.vocabulary.labels import exists
from mint.vocabulary.themes import BY_KEY
from mint.web import MoveError
from mint.workflow import lock

MOST_TAGS = 20
THEME = "theme:"


@transaction.atomic
def confirm(challenge: Challenge, concepts: Iterable[str], *, actor: Actor) -> Challenge:
    """Suggested ones, or ones that the person has chosen; what is confirmed already stays so. All in one version."""
    fresh = lock(challenge)
    if not can_tag(actor, fresh):
        raise PermissionDenied
    new = [concept for concept in dict.fromkeys(concepts) if concept not in _has(fresh)]
    if not all(exists(concept) for concept in new):
        raise MoveError(_("The vocabulary has no such concept."))
    themes = [concept.removeprefix(THEME) for concept in new if concept.startswith(THEME)]
    tags = [*fresh.tags, *(concept for concept in new if not concept.startswith(THEME))]
    if len(tags) > MOST_TAGS:
        raise MoveError(_("A challenge has twenty tags at most."))
    for concept in new:
        _decide(fresh, concept, TagState.CONFIRMED, actor)
    if themes:
        fresh = _with_themes(fresh, [*fresh.themes, *themes], actor)
    return _with_tags(fresh, tags, actor)


@transaction.atomic
def refuse(challenge: Challenge, concept: str, *, actor: Actor) -> Challenge:
    """A suggestion that is not made again, or a tag that is taken off."""
    fresh = lock(challenge)
    if not can_tag(actor, fresh):
        raise PermissionDenied
    tag, was_on = Tag.objects.visible_to(actor).filter(challenge=fresh, concept=concept).first(), concept in _has(fresh)
    if tag is None or (tag.state == TagState.REFUSED and not was_on):
        return fresh
    if concept.startswith(THEME) and was_on:
        fresh = _with_themes(fresh, [key for key in fresh.themes if f"{THEME}{key}" != concept], actor)
    fresh = _with_tags(fresh, [each for each in fresh.tags if each != concept], actor)
    _decide(fresh, concept, TagState.REFUSED, actor)
    if not was_on:  # else it was recorded as taken off
        record("challenge.tag_refused", fresh, actor=actor, data={"concept": concept})
    return fresh


def _has(challenge: Challenge) -> set[str]:
    return {*challenge.tags, *(f"{THEME}{key}" for key in challenge.themes)}


def _decide(challenge: Challenge, concept: str, state: TagState, actor: Actor) -> None:
    values = {"state": state, "decided_by_id": actor.user_id, "decided_at": clock.now(), "excerpt": "", "words": ""}
    rows = Tag.objects.visible_to(actor).filter(challenge=challenge, concept=concept)
    if not rows.update(**values):
        Tag.objects.create(challenge=challenge, organisation_id=challenge.organisation_id, concept=concept, **values)


def _with_tags(challenge: Challenge, tags: list[str], actor: Actor) -> Challenge:
    """Tags are no part of the brief's text: no version of it is made, but whoever reads the row knows that it changed."""
    if tags == challenge.tags:
        return challenge
    before, challenge.tags = challenge.tags, tags
    challenge.version += 1
    challenge.save(update_fields=["tags", "version"])
    added, removed = sorted(set(tags) - set(before)), sorted(set(before) - set(tags))
    record("challenge.tagged", challenge, actor=actor, data={"added": added, "removed": removed})
    return challenge


def _with_themes(challenge: Challenge, themes: list[str], actor: Actor) -> Challenge:
    """A theme belongs to the brief: of an open one by an amendment that says so, as any other change."""
    if not can_set_theme(actor, challenge) or not set(themes) <= BY_KEY.keys():
        raise MoveError(_("The themes of this challenge do not change any more."))
    if challenge.state == State.OPEN:
        added = [BY_KEY[key].label for key in themes if key not in challenge.themes]
        note = _("Themes: %(names)s") % {"names": ", ".join(added) or _("one was taken off")}
        data = {"themes": themes}
        return amend(challenge, data, note=note[:300], is_material=False, version=challenge.version, actor=actor)
    challenge.themes = themes
    challenge.version += 1
    challenge.save(update_fields=["themes", "version"])
    record("challenge.themed", challenge, actor=actor, data={"themes": themes})
    return challenge
