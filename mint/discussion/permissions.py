"""Who may say what to whom. Who reads it is in `querysets` and in the policies: not everybody who reads may write."""

from typing import Any

from mint.actor import WRITERS, Actor
from mint.discussion import subjects
from mint.discussion.models import Comment
from mint.discussion.states import NARROWER, Audience
from mint.tenancy.models import Organisation


def audiences_for(actor: Actor, obj: Any) -> list[Audience]:
    """To whom this actor may speak of it now, the narrowest first; none where they may not."""
    subject = subjects.of(obj)
    if not actor.is_signed_in or subject.is_closed(obj):
        return []
    own, coordinates = actor.has_role(obj.organisation_id, *WRITERS), actor.coordinates(obj.municipality_id)
    found = [Audience.TEAM] if own or coordinates else []
    if subject.opened and (coordinates or (not own and subject.evaluates(actor, obj.pk))):
        found.append(Audience.EVALUATORS)
    is_near = own or coordinates or actor.curates(obj.project_id)
    if is_near or _takes_part(actor, obj):
        found.append(Audience.PARTIES)
    if obj.is_public and _writes(actor) and (is_near or _is_known(actor)):
        found.append(Audience.EVERYONE)
    return found


def _writes(actor: Actor) -> bool:
    """For the organisation acted for: what everybody reads is said in an organisation's name."""
    return actor.has_role(actor.organisation_id, *WRITERS)


def _is_known(actor: Actor) -> bool:
    """Verified: a company is until then whoever typed its number."""
    return Organisation.objects.filter(pk=actor.organisation_id or 0, is_verified=True).exists()


def _takes_part(actor: Actor, obj: Any) -> bool:
    return _writes(actor) and subjects.of(obj).takes_part([actor.organisation_id or 0], obj.pk)


def can_edit(actor: Actor, comment: Comment) -> bool:
    """Its writer, for the organisation it was written for."""
    return (
        actor.is_signed_in
        and not comment.is_removed
        and (comment.author_id, comment.acting_for_id) == (actor.user_id, actor.organisation_id)
    )


def can_moderate(actor: Actor, comment: Comment) -> bool:
    """The subject's owners and its municipality's coordinator take out what does not belong there."""
    return not comment.is_removed and (
        actor.has_role(comment.organisation_id, "owner") or actor.coordinates(comment.municipality_id)
    )


def narrower_for(actor: Actor, comment: Comment, obj: Any) -> list[Audience]:
    """Fewer readers than now, the writer among them."""
    may = audiences_for(actor, obj)
    return [each for each in may if each in NARROWER.get(comment.audience, ())]
