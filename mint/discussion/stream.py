"""A discussion as its pages show it: comments and events in one stream, newest first, with what the reader may do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from mint.actor import WRITERS
from mint.discussion import subjects
from mint.discussion.forms import CommentForm, FollowForm
from mint.discussion.models import Comment, Following
from mint.discussion.permissions import audiences_for, can_edit, can_moderate
from mint.discussion.prose import rendered
from mint.discussion.states import ICONS, Audience, Mode
from mint.discussion.wording import readers_of
from mint.tenancy.context import Request
from mint.web import Page, paginate

NEWEST = 10  # on the subject's own page; the discussion has a page of its own


@dataclass(frozen=True)
class Place:
    """Where a discussion is looked at: of what, in which workspace (empty: in none)."""

    obj: Any
    organisation: str = ""

    def url(self, name: str) -> str:
        """Of a page of this discussion: in the workspace, where there is one."""
        own = [self.organisation] if self.organisation else []
        suffix = "_in" if self.organisation else ""
        return reverse(f"discussion:{name}{suffix}", args=[*own, subjects.of(self.obj).word, self.obj.pk])

    def of_comment(self, name: str, comment: Comment) -> str:
        own = [self.organisation] if self.organisation else []
        suffix = "_in" if self.organisation else ""
        return reverse(f"discussion:{name}{suffix}", args=[*own, comment.pk])


def place_of(request: Request, obj: Any) -> Place:
    acting = getattr(request, "acting_for", None)
    return Place(obj, acting.slug if acting else "")


def workspace_of(request: Request, obj: Any) -> str:
    """Which of the reader's workspaces has to do with it: the owner's, the coordinator's, a party's, a curator's; or none."""
    actor, subject = request.actor, subjects.of(obj)
    for each in request.organisations:
        acting = actor.acting_for(each.id, each.municipality_id if each.kind == "municipality" else None)
        if each.id == obj.organisation_id or acting.coordinates(obj.municipality_id):
            return each.slug
    for each in request.organisations:
        curates = "curator" in each.roles and obj.project_id in actor.curated_ids
        if curates or subject.takes_part([each.id], obj.pk):
            return each.slug
    return ""


def block(
    request: Request, obj: Any, *, events: Iterable[dict[str, Any]] = (), form: CommentForm | None = None
) -> dict[str, Any]:
    """On the subject's own page: its newest comments among its events."""
    rows = Comment.objects.visible_about(obj, request.actor).with_people().order_by("-id")
    found = list(rows[: NEWEST + 1])
    shown = _shown(request, obj, Page(found[:NEWEST]), events=events, form=form)
    return {**shown, "has_more": len(found) > NEWEST}


def whole(request: Request, obj: Any, *, form: CommentForm | None = None) -> dict[str, Any]:
    """On its own page: all of it, page by page; `alkaen` begins with one comment, where a message leads."""
    rows = Comment.objects.visible_about(obj, request.actor).with_people()
    begin = request.GET.get("alkaen", "")
    if begin.isascii() and begin.isdigit() and len(begin) < 18:
        rows = rows.filter(pk__lte=int(begin))
    page = paginate(request, rows)
    return {
        **_shown(request, obj, page, form=form),
        "page": page,
        "is_whole": True,
        "begins_later": bool(begin),
        "follow_form": _follow_form(request, obj),
    }


def _shown(
    request: Request,
    obj: Any,
    page: Page[Comment],
    *,
    events: Iterable[dict[str, Any]] = (),
    form: CommentForm | None,
) -> dict[str, Any]:
    place, audiences = place_of(request, obj), audiences_for(request.actor, obj)
    form = form or (CommentForm(None, audiences=audiences) if audiences else None)
    return {
        "subject": obj,
        "place": place,
        "items": _merged(_entries(request, place, page), events),
        "form": form,
        "audiences": [_choice(each, obj, form) for each in audiences],
        "page_url": place.url("page"),
        "write_url": place.url("write"),
        "people_url": place.url("people"),
        "follow_url": place.url("follow"),
        "workspaces": [] if place.organisation else _workspaces(request, obj),
        "is_closed": subjects.of(obj).is_closed(obj),
    }


def _choice(audience: Audience, obj: Any, form: CommentForm | None) -> dict[str, Any]:
    chosen = form["audience"].value() if form else ""
    return {
        "value": audience.value,
        "label": audience.label,
        "readers": readers_of(audience, obj),
        "is_chosen": chosen == audience.value,
    }


def _follow_form(request: Request, obj: Any) -> FollowForm | None:
    if not request.actor.is_signed_in:
        return None
    mode = Following.objects.visible_to(request.actor).about(obj).values_list("mode", flat=True).first()
    return FollowForm(initial={"mode": mode or Mode.MENTIONS})


def _workspaces(request: Request, obj: Any) -> list[dict[str, str]]:
    """Where a reader of the public page may take part, each in the name of that organisation."""
    writing = [each for each in request.organisations if each.has_role(*WRITERS)]
    return [{"name": each.name, "url": replace(Place(obj), organisation=each.slug).url("page")} for each in writing]


def _entries(request: Request, place: Place, page: Iterable[Comment]) -> list[dict[str, Any]]:
    return [_entry(request, place, each) for each in page]


def _entry(request: Request, place: Place, comment: Comment) -> dict[str, Any]:
    actor = request.actor
    own = can_edit(actor, comment)
    return {
        "comment": comment,
        "at": comment.created_at,
        "html": rendered(comment.text),
        "icon": ICONS[Audience(comment.audience)],
        "mentioned": [name for name in comment.mentioned if f"@{name}" not in comment.text],
        "edit_url": place.of_comment("edit", comment) if own else "",
        "remove_url": place.of_comment("remove", comment) if not own and can_moderate(actor, comment) else "",
    }


def _merged(entries: list[dict[str, Any]], events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted([*entries, *events], key=lambda item: item["at"], reverse=True)
