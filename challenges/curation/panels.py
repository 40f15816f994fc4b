"""What the curators see beside a challenge on its page in the workspace: screening and notes."""

from typing import Any

from django.db.models import F

from challenges.curation.actions import effective_stage
from challenges.curation.filling import filled
from challenges.curation.forms import NoteForm, ScreenForm, ids_of
from challenges.curation.models import CuratorNote, ReplyText, Screening
from challenges.curation.permissions import can_screen
from challenges.curation.states import Occasion, Stage, flag_labels
from challenges.curation.team import colleagues
from challenges.models import Challenge
from challenges.states import REVIEWED
from challenges.traits import has
from mint.tenancy.context import Request

MOST_NOTES = 50


def screening(request: Request, challenge: Challenge) -> dict[str, Any] | None:
    """On the page of the workspace only: the public page is the same for everybody."""
    if not request.acting_for or not can_screen(request.actor, challenge):
        return None
    shown = {
        "challenge": challenge,
        "acting_for": request.acting_for,
        "me": request.actor.user_id,
        "notes": _notes(request, challenge) if has(challenge, "has_curators_notes") else [],
        "note_form": NoteForm.empty(),
        "is_screened": challenge.state in REVIEWED,
    }
    return {**shown, **_stage_of(request, challenge)} if shown["is_screened"] else shown


def _notes(request: Request, challenge: Challenge) -> list[CuratorNote]:
    notes = CuratorNote.objects.visible_to(request.actor).filter(challenge=challenge)
    return list(notes.annotate(who=F("author__name"))[:MOST_NOTES])


def _stage_of(request: Request, challenge: Challenge) -> dict[str, Any]:
    """Of what waits for an answer; what is published is screened no more."""
    rows = Screening.objects.visible_to(request.actor).filter(challenge=challenge)
    kept = rows.annotate(who=F("assignee__name")).first()
    if kept:
        kept.challenge = challenge
    stage = effective_stage(kept)
    flags = kept.flags if kept else []
    return {
        "screening": kept,
        "assignee": getattr(kept, "who", "") or "",
        "people": colleagues(request.actor),
        "stage_label": Stage(stage).label,
        "flag_labels": flag_labels(flags),
        "form": ScreenForm(initial={"stage": stage, "flags": flags}),
    }


def reply_texts(request: Request, item: dict[str, Any]) -> dict[str, Any] | None:
    """Above the field of a reason: what it may begin with."""
    occasion, challenge = item["move"].name, item["challenge"]
    if occasion not in Occasion.values or not can_screen(request.actor, challenge):
        return None
    offered = ReplyText.objects.visible_to(request.actor).offered(request.acting_for.id).filter(occasion=occasion)
    texts = [(reply.pk, reply.named_in(challenge.language)) for reply in offered]
    return {"texts": texts, "move": occasion, "challenge": challenge} if texts else None


def begun(request: Request, challenge: Challenge, move: str) -> str:
    """The reply text that the address names, filled in."""
    (pk, *_more) = [*ids_of(request.GET.getlist("pohja")), 0]
    if not pk or request.GET.get("siirto") != move or not can_screen(request.actor, challenge):
        return ""
    offered = ReplyText.objects.visible_to(request.actor).offered(request.acting_for.id)
    reply = offered.filter(occasion=move, pk=pk).first()
    return filled(reply, challenge) if reply else ""
