"""A discussion's page and what is done there: in a workspace for its organisation, elsewhere for oneself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from mint.discussion import actions, stream, subjects
from mint.discussion.forms import CommentForm, EditForm, FollowForm, NarrowForm, RemovalForm
from mint.discussion.models import Comment, Revision
from mint.discussion.people import people_for
from mint.discussion.permissions import audiences_for, can_edit, can_moderate, narrower_for
from mint.discussion.prose import rendered
from mint.discussion.wording import readers_of
from mint.tenancy.context import Request
from mint.web import MoveError, wants_partial


def _discussed(request: Request, word: str, pk: int) -> Any:
    """What is discussed, as far as the reader sees it; 403 for who sees no more than its name."""
    subject = subjects.of_word(word)
    obj = get_object_or_404(subject.rows(request.actor).select_related("organisation", "municipality"), pk=pk)
    if not subject.may_read(request.actor, obj):
        raise PermissionDenied
    return obj


@require_safe
def page_in(request: Request, word: str, pk: int, organisation: str = "") -> HttpResponse:
    """The whole discussion, in a workspace: for who has signed in."""
    obj = _discussed(request, word, pk)
    return _whole(request, obj, stream.whole(request, obj))


@login_not_required
@require_safe
def page(request: Request, word: str, pk: int) -> HttpResponse:
    """The same in none, also for visitors."""
    obj = _discussed(request, word, pk)
    return _whole(request, obj, stream.whole(request, obj))


def _whole(request: Request, obj: Any, context: dict[str, Any], status: int = 200) -> HttpResponse:
    subject = subjects.of(obj)
    context |= {"subject_url": subject.page(obj, context["place"].organisation), "subject_list": subject.title}
    return render(request, "discussion/page.html", context, status=status)


@require_POST
def write(request: Request, word: str, pk: int, organisation: str = "") -> HttpResponse:
    obj = _discussed(request, word, pk)
    audiences = audiences_for(request.actor, obj)
    if not audiences:
        raise PermissionDenied
    people = people_for(obj)
    form = CommentForm(request.POST, audiences=audiences, people=people)
    if not form.is_valid():
        return _again(request, obj, form)
    data = form.cleaned_data
    comment = actions.write(
        obj, actor=request.actor, audience=data["audience"], text=data["text"], key=data["key"],
        language=get_language(), mentioned=data["mentions"], people=people,
    )  # fmt: skip
    return _said(request, obj, comment)


def _again(request: Request, obj: Any, form: CommentForm) -> HttpResponse:
    if wants_partial(request):
        context = stream.block(request, obj, events=subjects.of(obj).events(obj), form=form)
        return render(request, "discussion/_block.html", context, status=422)
    return _whole(request, obj, stream.whole(request, obj, form=form), status=422)


def _said(request: Request, obj: Any, comment: Comment) -> HttpResponse:
    """Where it was written: a part of that page for htmx, else the discussion with the new comment in it."""
    if wants_partial(request):
        context = stream.block(request, obj, events=subjects.of(obj).events(obj))
        return render(request, "discussion/_block.html", context)
    return _back(request, comment, obj)


def _back(request: Request, comment: Comment, obj: Any, text: str = "") -> HttpResponse:
    """To the comment among the others."""
    if text:
        messages.success(request, text)
    return redirect(f"{stream.place_of(request, obj).url('page')}#kommentti-{comment.pk}")


@require_safe
@vary_on_headers("HX-Request")
def people(request: Request, word: str, pk: int, organisation: str = "") -> HttpResponse:
    """Whom one may mention, asked when it is wanted."""
    obj = _discussed(request, word, pk)
    if not audiences_for(request.actor, obj):
        raise PermissionDenied
    context = {"people": people_for(obj), "back_url": stream.place_of(request, obj).url("page")}
    return render(request, f"discussion/{'_people' if wants_partial(request) else 'people'}.html", context)


@require_POST
def follow(request: Request, word: str, pk: int, organisation: str = "") -> HttpResponse:
    obj = _discussed(request, word, pk)
    form = FollowForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Choose what you want to be told of."))
    following = actions.follow(obj, actor=request.actor, mode=form.cleaned_data["mode"])
    saved = _("Saved. You are told of: %(mode)s.") % {"mode": following.get_mode_display().lower()}
    place = stream.place_of(request, obj)
    if wants_partial(request):
        context = {"follow_form": form, "follow_url": place.url("follow"), "saved": saved}
        return render(request, "discussion/_following.html", context)
    messages.success(request, saved)
    return redirect(place.url("page"))


@login_not_required
@require_safe
def go(request: Request, pk: int) -> HttpResponse:
    """Where a message leads: to the comment among the others, in a workspace of the reader's that has to do with it."""
    rows = Comment.objects.visible_to(request.actor)
    if not request.actor.is_signed_in and not rows.filter(pk=pk).exists():
        return redirect_to_login(request.get_full_path())
    comment = get_object_or_404(rows, pk=pk)
    obj = get_object_or_404(subjects.of_label(comment.subject_type).rows(request.actor), pk=comment.subject_id)
    here = stream.Place(obj, stream.workspace_of(request, obj)).url("page")
    is_old = rows.about(obj).filter(pk__gt=pk)[: stream.NEWEST].count() == stream.NEWEST
    return redirect(f"{here}{f'?alkaen={pk}' if is_old else ''}#kommentti-{pk}")


@login_not_required
@require_safe
def history(request: Request, pk: int) -> HttpResponse:
    """What a comment said before, to those who read it."""
    comment = get_object_or_404(Comment.objects.visible_to(request.actor).with_people(), pk=pk)
    former = Revision.objects.visible_to(request.actor).filter(comment=comment).order_by("-id")
    versions = [{"at": each.written_at, "html": rendered(each.text), "lang": comment.language} for each in former]
    now = {"at": comment.edited_at or comment.created_at, "html": rendered(comment.text), "is_now": True}
    return render(request, "discussion/history.html", {"comment": comment, "versions": [now, *versions]})


def _own(request: Request, pk: int) -> tuple[Comment, Any]:
    comment = get_object_or_404(Comment.objects.visible_to(request.actor).with_people(), pk=pk)
    rows = subjects.of_label(comment.subject_type).rows(request.actor).select_related("organisation", "municipality")
    return comment, get_object_or_404(rows, pk=comment.subject_id)


def edit(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    """Change the text, keep it to fewer readers, or take it out."""
    comment, obj = _own(request, pk)
    if not can_edit(request.actor, comment):
        raise PermissionDenied
    form = EditForm(request.POST if request.method == "POST" else None, initial={"text": comment.text})
    if form.is_bound and form.is_valid():
        actions.edit(comment, actor=request.actor, text=form.cleaned_data["text"])
        return _back(request, comment, obj)
    context = {"comment": comment, "form": form, "readers": readers_of(comment.audience, obj)}
    context |= _narrowing(request, comment, obj)
    return render(request, "discussion/edit.html", context, status=422 if form.is_bound else 200)


def _narrowing(request: Request, comment: Comment, obj: Any) -> dict[str, Any]:
    place, may = stream.place_of(request, obj), narrower_for(request.actor, comment, obj)
    narrower = [{"value": each.value, "label": each.label, "readers": readers_of(each, obj)} for each in may]
    urls = {f"{name}_url": place.of_comment(name, comment) for name in ("narrow", "remove")}
    return {"narrower": narrower, **urls}


@require_POST
def narrow(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    comment, obj = _own(request, pk)
    if not can_edit(request.actor, comment):
        raise PermissionDenied
    form = NarrowForm(request.POST)
    if not form.is_valid():
        raise MoveError(_("Choose who reads the comment."))
    comment = actions.narrow(comment, obj, actor=request.actor, audience=form.cleaned_data["audience"])
    return _back(request, comment, obj, _("Fewer people read the comment now."))


def remove(request: Request, pk: int, organisation: str = "") -> HttpResponse:
    """By its writer; or by a moderator, who says why on a page that says what will stay."""
    comment, obj = _own(request, pk)
    if not (can_edit(request.actor, comment) or can_moderate(request.actor, comment)):
        raise PermissionDenied
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.remove(comment, actor=request.actor, reason=form.cleaned_data["reason"])
        return _back(request, comment, obj, _("The comment was removed."))
    context = {"comment": comment, "form": form, "html": rendered(comment.text)}
    return render(request, "discussion/remove.html", context, status=422 if form.is_bound else 200)
