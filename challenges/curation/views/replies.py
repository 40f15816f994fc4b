"""The reply texts of an organisation."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.curation import replying
from challenges.curation.forms import ReplyForm
from challenges.curation.models import ReplyText
from challenges.curation.permissions import can_edit_replies, can_edit_reply
from mint.autosaves import KeyForm
from mint.tenancy.context import Request


@require_safe
def listing(request: Request, organisation: str) -> HttpResponse:
    """The organisation's own, then those built in."""
    if not can_edit_replies(request.actor):
        raise PermissionDenied
    rows = ReplyText.objects.visible_to(request.actor).offered(request.acting_for.id)
    context = {"replies": [reply for reply in rows if not reply.is_built_in], "nav": "queue"}
    context["built_in"] = [reply for reply in rows if reply.is_built_in]
    return render(request, "curation/replies.html", context)


def new(request: Request, organisation: str) -> HttpResponse:
    if not can_edit_replies(request.actor):
        raise PermissionDenied
    form, hidden = ReplyForm(request.POST or None), KeyForm(request.POST or None)
    key = (hidden.is_valid() and hidden.cleaned_data["key"]) or uuid.uuid4()
    if request.method == "POST" and form.is_valid():
        replying.write_reply(data=_typed(form), key=key, actor=request.actor)
        messages.success(request, _("The text was saved."))
        return redirect("curation:replies", organisation)
    context = {"form": form, "key": key, "nav": "queue"}
    return render(request, "curation/reply.html", context, status=422 if form.is_bound else 200)


def edit(request: Request, organisation: str, pk: int) -> HttpResponse:
    reply = _own(request, pk)
    form = ReplyForm(request.POST or None, instance=reply, initial={"version": reply.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        replying.change_reply(reply, data=_typed(form), version=version, actor=request.actor)
        messages.success(request, _("The text was saved."))
        return redirect("curation:replies", organisation)
    context = {"form": form, "reply": reply, "nav": "queue"}
    return render(request, "curation/reply.html", context, status=422 if form.is_bound else 200)


@require_POST
def delete(request: Request, organisation: str, pk: int) -> HttpResponse:
    replying.delete_reply(_own(request, pk), actor=request.actor)
    messages.success(request, _("The text was deleted."))
    return redirect("curation:replies", organisation)


def _own(request: Request, pk: int) -> ReplyText:
    reply: ReplyText = get_object_or_404(ReplyText.objects.visible_to(request.actor), pk=pk)
    if not can_edit_reply(request.actor, reply):
        raise PermissionDenied
    return reply


def _typed(form: ReplyForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ReplyForm.Meta.fields}
