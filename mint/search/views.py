"""The page of search: everybody's, and the same inside a workspace; and the searches that one has saved."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from mint.search import actions, pages, telling
from mint.search.forms import RhythmForm, SaveForm
from mint.search.models import SavedSearch
from mint.search.states import Rhythm
from mint.tenancy.context import Request


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def everywhere(request: Request) -> HttpResponse:
    """Over all that one may see, whoever one is."""
    return render(request, "search/page.html", {**pages.context(request, request.actor, ""), "base": "base.html"})


@require_safe
@vary_on_headers("HX-Request")
def workspace(request: Request, organisation: str) -> HttpResponse:
    """The same in the workspace: what is found opens there, where it has a page there."""
    found = pages.context(request, request.actor, organisation)
    return render(request, "search/page.html", {**found, "base": "workspace.html"})


@require_safe
def saved(request: Request) -> HttpResponse:
    """One's own searches."""
    return _saved_page(request)


def _saved_page(request: Request, **context: object) -> HttpResponse:
    rows = SavedSearch.objects.visible_to(request.actor).order_by("name", "pk")
    found = {"rows": rows, "rhythms": Rhythm.choices, "nav": "search", **context}
    return render(request, "search/saved.html", found, status=422 if "form" in context else 200)


@require_POST
def save(request: Request) -> HttpResponse:
    form = SaveForm(request.POST)
    if not form.is_valid():
        return _saved_page(request, form=form)
    search = actions.save(request.actor, **form.cleaned_data)
    messages.success(request, _("The search “%(name)s” was saved.") % {"name": search.name})
    return redirect("search:saved")


@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """How often it writes."""
    form = RhythmForm(request.POST)
    search = actions.own(request.actor, pk)
    if not form.is_valid():
        raise BadRequest(_("Choose how often you want to be told."))
    actions.change_rhythm(search, form.cleaned_data["rhythm"])
    messages.success(request, _("The changes were saved."))
    return redirect("search:saved")


@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    actions.own(request.actor, pk).delete()
    messages.success(request, _("The search was deleted, and with it its mails and its feed."))
    return redirect("search:saved")


@require_POST
def open_feed(request: Request, pk: int) -> HttpResponse:
    """The address is shown this once."""
    search = actions.own(request.actor, pk)
    token = actions.open_feed(search)
    address = f"{settings.SITE_URL}{reverse('search:feed', args=[token])}"
    return _saved_page(request, feed_url=address, feed_of=search.pk)


@require_POST
def close_feed(request: Request, pk: int) -> HttpResponse:
    actions.close_feed(actions.own(request.actor, pk))
    messages.success(request, _("The feed was closed: its address opens nothing any more."))
    return redirect("search:saved")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a feed reader: whoever has the address."""
    found = telling.feed_of(token)
    if found is None:
        raise Http404
    search, news = found
    home = f"{settings.SITE_URL}{reverse('search:everywhere')}"
    atom = Atom1Feed(title=f"MINT: {search.name}", link=home, description="", language=search.user.language)
    for each in news:
        categories = [name for name in (each.kind, each.place) if name]
        atom.add_item(each.title, each.url, "", unique_id=each.url, updateddate=each.at, categories=categories)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail: one button, without signing in."""
    name = actions.stoppable(token)
    if name is None or request.method not in {"GET", "HEAD", "POST"}:
        raise Http404
    is_done = request.method == "POST" and actions.stop_mails(token)
    return render(request, "search/stop.html", {"name": name, "is_done": is_done})
