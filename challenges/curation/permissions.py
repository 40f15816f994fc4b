"""Who screens: whoever answers the challenge. Who edits the reply texts: whoever answers for the organisation."""

from challenges.curation.models import CuratorNote, ReplyText
from challenges.models import Challenge
from challenges.permissions import can_curate
from challenges.states import SUBMITTED
from mint.actor import Actor

REVIEWERS = ("coordinator", "curator")


def can_review(actor: Actor) -> bool:
    """Does this person answer challenges for the organisation acted for?"""
    return actor.has_role(actor.organisation_id, *REVIEWERS)


def can_screen(actor: Actor, challenge: Challenge) -> bool:
    return can_curate(actor, challenge) and challenge.state in SUBMITTED


def can_delete_note(actor: Actor, note: CuratorNote) -> bool:
    return note.author_id is not None and note.author_id == actor.user_id


def can_edit_replies(actor: Actor) -> bool:
    return can_review(actor)


def can_edit_reply(actor: Actor, reply: ReplyText) -> bool:
    """The organisation's own; nobody edits what is built in."""
    return (
        can_edit_replies(actor) and reply.organisation_id is not None and reply.organisation_id == actor.organisation_id
    )
